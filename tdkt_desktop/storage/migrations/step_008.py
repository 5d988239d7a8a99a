"""Version 8: former names of units, and what was taken over from an earlier campaign. Frozen: never edit, add a step instead."""

STATEMENTS = (
    "ALTER TABLE unit ADD COLUMN aliases JSON",
    """CREATE TABLE earlier (source VARCHAR NOT NULL, title VARCHAR, year INTEGER, units JSON, figures JSON,
    proposals JSON, PRIMARY KEY (source))""",
)
