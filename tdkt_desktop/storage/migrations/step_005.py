"""Version 5: which checklists a package brought, so that undoing a merge takes them out too; the newest counter found
without reading the whole log. Frozen: never edit, add a step instead.
"""

STATEMENTS = (
    """CREATE TABLE package_checklist (package VARCHAR NOT NULL, checklist VARCHAR NOT NULL,
    PRIMARY KEY (package, checklist))""",
    "CREATE INDEX ix_revision_lamport ON revision (lamport)",
)
