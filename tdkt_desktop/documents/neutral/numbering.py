"""The numbers of headings: parts "I.", sections "1.", points "a)" by the Vietnamese alphabet, each counted anew."""

from __future__ import annotations

from tdkt_desktop.documents.neutral.blocks import Heading
from tdkt_desktop.vietnamese.letters import point_letter, roman

LEVELS = 3


def label(level: int, number: int) -> str:
    """The label of heading `number` (from 1) of a level: "IV." at 1, "4." at 2, "d)" at 3."""
    match level:
        case 1:
            return f"{roman(number)}."
        case 2:
            return f"{number}."
        case 3:
            return f"{point_letter(number - 1)})"
        case _:
            raise ValueError(f"no headings of level {level}")


class Numbering:
    """Counts headings: the next of a level takes the next number, and what is below it starts again.

    >>> count = Numbering()
    >>> [count.heading(level, "").text.strip() for level in (1, 2, 2, 3, 1, 2)]
    ['I.', '1.', '2.', 'a)', 'II.', '1.']
    """

    def __init__(self) -> None:
        self._counts = [0] * LEVELS

    def next_label(self, level: int) -> str:
        """The label the next heading of a level would take; counts nothing."""
        return label(level, self._counts[level - 1] + 1)

    def heading(self, level: int, title: str) -> Heading:
        """The next heading of a level."""
        text = f"{self.next_label(level)} {title}"
        self.count(level)
        return Heading(level, text)

    def count(self, level: int) -> None:
        """Take the next number of a level."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (LEVELS - level)
