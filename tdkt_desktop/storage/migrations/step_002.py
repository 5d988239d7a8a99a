"""Version 2: which packages were taken in. Frozen: never edit, add a step instead."""

STATEMENTS = (
    """CREATE TABLE package (id VARCHAR NOT NULL, file_digest VARCHAR NOT NULL,
    device VARCHAR NOT NULL, team VARCHAR NOT NULL, taken_at VARCHAR NOT NULL,
    added INTEGER NOT NULL, PRIMARY KEY (id))""",
)
