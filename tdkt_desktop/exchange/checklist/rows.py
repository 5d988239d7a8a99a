"""The rows of an XLSForm with what is done with each cell: a filled cell that nobody reads is named, so that none is dropped unsaid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from tdkt_desktop.domain.errors import WrongFile
from tdkt_desktop.domain.values import clean_text
from tdkt_desktop.exchange.checklist import columns as layout
from tdkt_desktop.exchange.grids.grid import CellKind, Grid, GridCell
from tdkt_desktop.exchange.lists.runs import read_cell
from tdkt_desktop.vietnamese.legacy import Judgement, font_encoding
from tdkt_desktop.vietnamese.text import fold

REMEDY = "Hãy sửa ô đã nêu rồi nạp lại; chưa có gì thay đổi."
T = TypeVar("T")
# What ODK and Kobo know and a checklist does not, with what happens instead.
UNUSED = {
    "appearance": "cách bày trên điện thoại không dùng",
    "constraint_message": "lời nhắc do phần mềm đặt",
    "required_message": "lời nhắc do phần mềm đặt",
    "default": "câu trả lời không được ghi sẵn",
    "calculation": "phép tính không được nhận",
    "choice_filter": "các phương án luôn hiện đủ",
    "read_only": "câu hỏi luôn trả lời được",
    "repeat_count": "số dòng không định trước",
    "relevant": "điều kiện không được nhận ở đây",
    "constraint": "giới hạn không được nhận ở đây",
}
EXCEL_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
_SPOKEN = re.compile(r"(label|hint)\s*::?\s*(.+)")
_VIETNAMESE = re.compile(r"vi|(?:tieng viet|vietnamese|vietnam)(?:\s*\(vi\))?")


@dataclass(frozen=True)
class Remark:
    """A cell that is not in the checklist as it stands in the file, and what happens with it (Vietnamese)."""

    cell: str
    words: str


def remark_lines(remarks: Iterable[Remark]) -> list[str]:
    """Remarks for a person, cells of one reason together: "survey!J7, J19: ...", in the order of the file."""
    by_words: dict[tuple[str, str], list[str]] = {}
    for one in remarks:
        sheet, _, spot = one.cell.rpartition("!")
        by_words.setdefault((sheet, one.words), []).append(spot)
    lines = []
    for (sheet, words), spots in by_words.items():
        said = ", ".join(dict.fromkeys(spots))
        lines.append(f"{f'{sheet}!' if sheet else ''}{said}: {words}.")
    return lines


@dataclass
class Row:
    """One row by the names of its columns. Reading a cell notes that it was read; `rest` gives those that were not."""

    cells: dict[str, GridCell]
    texts: dict[str, str]
    at: GridCell  # where the row begins, for what is missing
    remarks: list[Remark]
    read_columns: set[str] = field(default_factory=set)

    def __getitem__(self, column: str) -> str:
        self.read_columns.add(column)
        return self.texts.get(column, "")

    def refuse(self, column: str, reason: str) -> WrongFile:
        """The error that names the cell, or the row where the cell is blank."""
        return WrongFile(f"{self.name(column)}: {reason}", REMEDY)

    def name(self, column: str) -> str:
        return self.cells[column].name if column in self.cells else f"{self.at.sheet}!{self.at.row}"

    def remark(self, column: str, words: str) -> None:
        """Say what becomes of a cell."""
        self.read_columns.add(column)
        self.remarks.append(Remark(self.name(column), words))

    def read(self, column: str, reader: Callable[[str], T]) -> T:
        try:
            return reader(self[column])
        except ValueError:
            raise self.refuse(column, f"cột “{column}” không đọc được.") from None

    def flag(self, column: str) -> bool | None:
        """True, False, or None for a blank cell. Raises WrongFile for other words."""
        said = fold(self[column])
        if not said:
            return None
        if said not in layout.YES_WORDS | layout.NO_WORDS:
            raise self.refuse(column, f"cột “{column}” chỉ ghi “có” hoặc “không”.")
        return said in layout.YES_WORDS

    def spoken(self, what: str, language: str = "") -> str:
        """The label or hint in Vietnamese, else without a language, else in the form's own, else in whichever is there."""
        column = self.spoken_in(what, language)
        return self[column] if column in self.texts else ""

    def spoken_in(self, what: str, language: str = "") -> str:
        """The column of the label or hint that counts."""
        found = [name for name in self.texts if name == what or _language(name, what)]
        return min(found, key=lambda name: _rank(name, what, language), default=what)

    def settle(self) -> None:
        """Name every filled cell that was not read."""
        for column in self.texts:
            if column not in self.read_columns:
                self.remark(column, f"cột “{column}” {_why_unused(column)}")


def rows_of(grid: Grid | None, remarks: list[Remark], *, own: bool) -> list[Row]:
    """The filled rows below the heading. `own` says that the program wrote the file: then words alone never make it old.

    Raises WrongFile for formulas, errors and letters that are lost.
    """
    if grid is None:
        return []
    heads = {column: _head(grid.at(1, column)) for column in range(1, grid.columns + 1)}
    twice = [name for name in heads.values() if name and list(heads.values()).count(name) > 1]
    if twice:
        raise WrongFile(f"{grid.title}!1: có hai cột “{twice[0]}”.", REMEDY)
    found = []
    for number in range(2, grid.rows + 1):
        row = Row({}, {}, grid.at(number, 1), remarks)
        for column, head in heads.items():
            cell = grid.cells.get((number, column))
            text = _text(cell, remarks, own=own) if cell is not None else ""
            if cell is None or not text:
                continue
            if head:
                row.cells[head], row.texts[head] = cell, text
            else:
                remarks.append(Remark(cell.name, "cột không có tên nên không được nhận"))
        if row.texts:
            found.append(row)
    return found


def settle(rows: Sequence[Row]) -> None:
    """Name what no reader wanted, row by row."""
    for row in rows:
        row.settle()


def _head(cell: GridCell) -> str:
    name = clean_text(cell.shown).strip()
    return name if name.startswith(layout.OWN) else name.lower()


def _text(cell: GridCell, remarks: list[Remark], *, own: bool) -> str:
    if cell.formula:
        raise WrongFile(
            f"{cell.name}: là công thức, phần mềm không tính.",
            "Hãy chép ô đó rồi dán thành giá trị (Paste Values), lưu lại và thử lại.",
        )
    if cell.percent:
        raise WrongFile(
            f"{cell.name}: là tỷ lệ có dấu %, chưa rõ số nào.",
            "Hãy đặt ô về dạng số (Number) rồi ghi lại số, ví dụ 95; chưa có gì thay đổi.",
        )
    if cell.kind is CellKind.ERROR and cell.value in EXCEL_ERRORS:
        raise WrongFile(f"{cell.name}: ô báo lỗi của Excel ({cell.shown}).", REMEDY)
    if cell.kind is CellKind.FLAG:
        return "true" if cell.value else "false"
    if isinstance(cell.value, int | float):
        whole = isinstance(cell.value, int) or cell.value.is_integer()
        return str(int(cell.value)) if whole else format(Decimal(repr(cell.value)), "f")
    if cell.kind is CellKind.DATE:
        return str(cell.value)[:10]
    return _words(cell, remarks, own=own)


def _words(cell: GridCell, remarks: list[Remark], *, own: bool) -> str:
    """The text of a cell, of an old font made Unicode; before any mark is dropped, since one of them is ư."""
    shown = clean_text("".join(text for text, _ in cell.runs) or cell.shown).strip()
    if own and not any(font_encoding(font) for _, font in cell.runs):
        return shown
    reading = read_cell(cell.runs)
    if reading.judgement is Judgement.LOST:
        raise WrongFile(f"{cell.name}: {reading.reason}", REMEDY)
    if reading.judgement is Judgement.CERTAIN:
        text = clean_text(reading.text).strip()
        remarks.append(Remark(cell.name, f"chữ {reading.encoding} đổi thành “{text}”"))
        return text
    if reading.judgement is Judgement.DOUBTFUL:
        said = clean_text(reading.proposal).strip()
        remarks.append(
            Remark(cell.name, f"giữ nguyên “{shown}”; nếu là chữ {reading.encoding} thì là “{said}”")
        )
    return shown


def _language(name: str, what: str) -> str:
    found = _SPOKEN.fullmatch(name)
    return found[2].strip() if found and found[1] == what else ""


def _rank(name: str, what: str, language: str) -> int:
    said = _language(name, what)
    if said and _VIETNAMESE.fullmatch(fold(said)):
        return 0
    if not said:
        return 1
    return 2 if said == language.lower() else 3


def _why_unused(column: str) -> str:
    if _SPOKEN.fullmatch(column):
        return "là bản tiếng khác, không được nhận"
    return (
        f"không dùng trong phiếu kiểm tra: {UNUSED[column]}"
        if column in UNUSED
        else "không dùng trong phiếu kiểm tra"
    )
