"""The few statements that differ between the two databases. All others are written once, with "?" for a parameter.

Lists travel as one JSON parameter: databases limit the number of parameters, not their length.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Dialect:
    """`listed`: the members of a list as a table of one column. `fields`: the revisions `r` of a list of fields, to be
    gone on with AND.
    """

    listed: str
    fields: str


SQLITE = Dialect(
    listed="(SELECT value FROM json_each(?))",
    fields="FROM json_each(?) AS wanted CROSS JOIN revision AS r"
    " ON r.subject = json_extract(wanted.value, '$[0]') AND r.field = json_extract(wanted.value, '$[1]')",
)
POSTGRESQL = Dialect(
    listed="(SELECT json_array_elements_text(?::json))",
    fields="FROM json_array_elements(?::json) AS wanted JOIN revision AS r"
    " ON r.subject = wanted.value ->> 0 AND r.field = wanted.value ->> 1",
)
OF = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
