"""Version 6: the page style of a campaign's papers and the series of its minutes' numbers; who signed the packages that
were taken in, and what those machines are called here. Frozen: never edit, add a step instead.
"""

STATEMENTS = (
    "ALTER TABLE campaign ADD COLUMN issuer_page_style VARCHAR",
    "ALTER TABLE campaign ADD COLUMN issuer_minutes_first VARCHAR",
    "ALTER TABLE package ADD COLUMN kind VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE package ADD COLUMN signed_by VARCHAR NOT NULL DEFAULT ''",
    "CREATE TABLE machine (key VARCHAR NOT NULL, name VARCHAR NOT NULL, PRIMARY KEY (key))",
)
