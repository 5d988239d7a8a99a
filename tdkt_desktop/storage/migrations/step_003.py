"""Version 3: attached files, seals, the unit's own report, who signs this notice. Frozen: never edit, add a step instead."""

STATEMENTS = (
    """CREATE TABLE evidence (unit VARCHAR NOT NULL, id VARCHAR NOT NULL, digest VARCHAR, name VARCHAR,
    media VARCHAR, size INTEGER, caption VARCHAR, criterion VARCHAR, role VARCHAR, in_minutes BOOLEAN,
    position VARCHAR, PRIMARY KEY (unit, id))""",
    "ALTER TABLE campaign ADD COLUMN notice_signer_lines JSON",
    "ALTER TABLE campaign ADD COLUMN notice_signer_name VARCHAR",
    "ALTER TABLE campaign ADD COLUMN notice_recipients JSON",
    "ALTER TABLE inspection ADD COLUMN delegation VARCHAR",
    "ALTER TABLE inspection ADD COLUMN report_state VARCHAR",
    "ALTER TABLE inspection ADD COLUMN date_typed VARCHAR",
    "ALTER TABLE inspection ADD COLUMN reservations VARCHAR",
    "ALTER TABLE inspection ADD COLUMN seal JSON",
    "ALTER TABLE inspection ADD COLUMN issued_at VARCHAR",
)
