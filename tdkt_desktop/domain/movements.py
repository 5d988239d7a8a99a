"""Names of emulation movements inside a checklist: found by the words before them, changed everywhere at once.

A checklist names its province's movements in its own words (phong trào thi đua “…”). Next year's campaign asks the same
about others: only what stands between the quotation marks changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tdkt_desktop.domain.values import Plain, clean_text

_NAMED = re.compile(r"phong trào(?: thi đua)?:? [“\"]([^”\"]+)[”\"]", re.IGNORECASE)
_QUOTED = re.compile(r"([“\"])([^”\"]+)([”\"])")


def movement_names(plain: Plain) -> tuple[str, ...]:
    """The movements a checklist names, in order of appearance."""
    found = (name.strip() for text in _texts(plain) for name in _NAMED.findall(text))
    return tuple(dict.fromkeys(found))


def with_movements(plain: Plain, names: Mapping[str, str]) -> Plain:
    """The checklist with movements renamed; a blank new name leaves the old one."""
    wanted = {
        old: clean_text(new).strip() for old, new in names.items() if new.strip() and new.strip() != old
    }
    return _renamed(plain, wanted) if wanted else plain


def _texts(plain: Plain) -> Iterator[str]:
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict | list):
        for child in plain.values() if isinstance(plain, dict) else plain:
            yield from _texts(child)


def _renamed(plain: Plain, wanted: Mapping[str, str]) -> Plain:
    if isinstance(plain, str):
        return _QUOTED.sub(lambda one: f"{one[1]}{wanted.get(one[2].strip(), one[2])}{one[3]}", plain)
    if isinstance(plain, dict):
        return {key: _renamed(child, wanted) for key, child in plain.items()}
    return [_renamed(child, wanted) for child in plain] if isinstance(plain, list) else plain
