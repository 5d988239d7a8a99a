"""Version 4: which revisions a package brought, so that a merge can be undone. Frozen: never edit, add a step instead."""

STATEMENTS = (
    "ALTER TABLE package ADD COLUMN batch VARCHAR",
    """CREATE TABLE package_revision (package VARCHAR NOT NULL, revision VARCHAR NOT NULL,
    PRIMARY KEY (package, revision))""",
)
