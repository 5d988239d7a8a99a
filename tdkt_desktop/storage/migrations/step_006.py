"""Version 6: the page style of a campaign's papers, and the series of its minutes' numbers. Frozen: never edit, add a
step instead.
"""

STATEMENTS = (
    "ALTER TABLE campaign ADD COLUMN issuer_page_style VARCHAR",
    "ALTER TABLE campaign ADD COLUMN issuer_minutes_first VARCHAR",
)
