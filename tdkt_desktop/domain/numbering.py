"""The numbers of questions on paper and on screen: "7.5" is the fifth question of the seventh content."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise


def numbers_of(place: int, criterion: str, questions: Sequence[str]) -> dict[str, str]:
    """The number of each question of the criterion at `place` (from 1), by the questions' codes.

    Codes that continue the code of their criterion give the number ("C07.05" is 7.5, "C07.01.1" is 7.1.1), as the
    checklist's author counted; other codes, and questions that were moved out of that order, are counted in order.
    """
    found = {}
    for code in questions:
        tail = code.removeprefix(f"{criterion}.").split(".")
        if tail == code.split(".") or not all(part.isdecimal() for part in tail):
            break
        found[code] = ".".join([str(place), *(str(int(part)) for part in tail)])
    steps = [tuple(map(int, number.split("."))) for number in found.values()]
    if len(steps) == len(questions) and all(before < after for before, after in pairwise(steps)):
        return found
    return {code: f"{place}.{count}" for count, code in enumerate(questions, start=1)}
