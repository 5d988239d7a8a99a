"""Doubts and errors of a list that people made, each at its cell, and the answers a person gives to them.

An answer is a word for the cell: AGREED takes the proposal, SKIPPED leaves the cell (or its row) out, anything else
stands for what the cell should have said. Nothing is taken over without one of the three.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tdkt_desktop.exchange.grids.grid import GridCell, column_letters, column_number
from tdkt_desktop.vietnamese.text import fold, nfc, squeeze

AGREED, SKIPPED = "đồng ý", "bỏ qua"
# What is done with a row or its number.
UNIT, CLUSTER, TEAM, KEPT, RENUMBER = "đơn vị", "cụm", "đoàn", "lấy", "đánh số lại"
WORDS = (AGREED, SKIPPED, UNIT, CLUSTER, TEAM, KEPT, RENUMBER)
MOST_CELLS = 2_000  # that one answer may stand for
_PLACE = re.compile(r"(?:'?(.*?)'?!)?\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")


class WrongAnswer(ValueError):
    """An answer that names no cell; `message` is Vietnamese."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Issue:
    """Something a person has to say a word about. `field` is what the cell was read as, `proposal` what AGREED takes."""

    cell: str
    field: str
    found: str
    message: str
    proposal: str = ""
    choices: tuple[str, ...] = ()


@dataclass
class Asking:
    """What is asked while a list is read, and the answers at hand (cell name -> words)."""

    answers: Mapping[str, str] = field(default_factory=dict)
    doubts: list[Issue] = field(default_factory=list)
    errors: list[Issue] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def answer(self, cell: GridCell) -> str:
        """The words given for a cell; blank when there are none."""
        words = self.answers.get(cell.name, "")
        if words:
            self.used.add(cell.name)
        return words

    def typed(self, cell: GridCell) -> str:
        """What a person wants the cell to say; blank when there is no answer or it is one of WORDS."""
        words = self.answer(cell)
        return "" if any(is_word(words, known) for known in WORDS) else words

    def skipped(self, cell: GridCell) -> bool:
        return is_word(self.answer(cell), SKIPPED)

    def doubt(
        self, cell: GridCell, what: str, message: str, proposal: str = "", choices: tuple[str, ...] = ()
    ) -> str | None:
        """The answer to a doubt (the proposal where it is AGREED), or None after noting it as open."""
        words = self.answer(cell)
        if is_word(words, AGREED) and proposal:
            return proposal
        if chosen := next((choice for choice in choices if is_word(words, choice)), ""):
            return chosen
        if words and not choices and not is_word(words, AGREED):
            return words
        self.doubts.append(Issue(cell.name, what, cell.shown, message, proposal, choices))
        return None

    def error(self, cell: GridCell, what: str, message: str) -> None:
        """Note what cannot be read at all; an answer for the cell puts it right."""
        self.errors.append(Issue(cell.name, what, cell.shown, message))

    def unused(self) -> list[str]:
        """Answers for cells that were never read."""
        return sorted(set(self.answers) - self.used)


def is_word(words: str, wanted: str) -> bool:
    """Whether a person typed that word, with or without tone marks and capitals."""
    return bool(words) and squeeze(fold(words)) == fold(wanted)


def answers_by_cell(given: Mapping[str, str], sheet: str) -> dict[str, str]:
    """Answers as typed ("Lịch!C7", "C7", "Lịch!C7:C15") for one sheet, cell by cell. Raises WrongAnswer."""
    found: dict[str, str] = {}
    for place, words in given.items():
        match = _PLACE.fullmatch(nfc(place).strip())
        if match is None:
            raise WrongAnswer(f"“{place}” không phải tên ô. Viết như Lịch!C7 hoặc Lịch!C7:C15.")
        title, left, top, right, bottom = match.groups()
        columns = range(column_number(left), column_number(right or left) + 1)
        rows = range(int(top), int(bottom or top) + 1)
        if len(columns) * len(rows) > MOST_CELLS:
            raise WrongAnswer(f"“{place}” gồm quá nhiều ô.")
        for row in rows:
            found |= {
                f"{title or sheet}!{column_letters(column)}{row}": squeeze(nfc(words)) for column in columns
            }
    return found
