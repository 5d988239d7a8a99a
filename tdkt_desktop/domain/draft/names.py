"""Codes for what is new in a checklist: the next in the line, never one that is taken."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from tdkt_desktop.domain.draft.tree import Tree, questions

_ENDING = re.compile(r"(.*?)(\d+)$")


def free_name(tree: Tree, avoid: AbstractSet[str]) -> str:
    """A code for a new content, in the manner of the others ("C14" after "C13")."""
    taken = {one["code"] for one in tree["criteria"]} | avoid
    last = tree["criteria"][-1]["code"] if tree["criteria"] else "N0"
    found = _ENDING.fullmatch(last)
    stem, number, width = (found[1], int(found[2]), len(found[2])) if found else (f"{last}-", 1, 1)
    begun = {code.split(".")[0] for code in (*avoid, *(one["code"] for one in questions(tree)))}
    while (code := f"{stem}{number:0{width}d}") in taken | begun:
        number += 1
    return code


def free_code(tree: Tree, criterion: str, avoid: AbstractSet[str]) -> str:
    """A code for a new question of a content: its number is one beyond the highest there."""
    taken = {one["code"] for one in questions(tree)} | avoid
    width, highest = 2, 0
    for code in taken:
        first = code.removeprefix(f"{criterion}.").split(".")[0]
        if code.startswith(f"{criterion}.") and first.isdecimal():
            width, highest = (len(first), max(highest, int(first)))
    number = highest + 1
    while (code := f"{criterion}.{number:0{width}d}") in taken:
        number += 1
    return code


def free_section(tree: Tree, beside: str) -> str:
    """The key of a new section on the level of another: "I.9" after "I.8", "I.2.e" after "I.2.d"."""
    taken: set[str] = {one["key"] for one in tree["sections"]}
    stem, _, last = beside.rpartition(".")
    steps = (
        [chr(ord("a") + place) for place in range(26)] if last.isalpha() and len(last) == 1 and stem else []
    )
    candidates = [f"{stem}.{step}" for step in steps]
    candidates += [
        f"{stem}.{number}" if stem else f"{beside}.{number}" for number in range(1, len(taken) + 2)
    ]
    return next(one for one in candidates if one not in taken)
