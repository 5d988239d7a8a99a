"""Version 7: sections of the notice as the secretary wrote them. Frozen: never edit, add a step instead."""

STATEMENTS = (
    "CREATE TABLE notice_text (section VARCHAR NOT NULL, paragraphs JSON, seen JSON, PRIMARY KEY (section))",
)
