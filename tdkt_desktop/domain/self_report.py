"""The form a unit fills in beforehand: what its sheets and columns are called, and what came back on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tdkt_desktop.domain.values import Answer

FORM_FORMAT = "tdkt-form 1"
META, ANSWERS, LISTS = "tdkt", "Tự báo cáo", "Danh sách"  # META is hidden: whose form this is
YES, NO, NOT_APPLICABLE = "Có", "Không", "Không thuộc đối tượng"
CODE, ANSWER, PERIOD, NOTE = 1, 4, 6, 7  # columns of the sheet of answers; CODE is hidden, on both sheets
HEADS = ("Mã", "Câu", "Nội dung", "Đơn vị tự báo cáo", "Cách ghi", "Kỳ số liệu", "Ghi chú")
LIST_START, LIST_COLUMNS = 2, ("text", "amount", "measure", "place", "period", "note")
LIST_HEADS = ("Nội dung", "Số lượng hoặc số tiền", "Đơn vị tính", "Địa bàn", "Thời gian", "Ghi chú")
LIST_ROWS, TABLE_ROWS = 12, 8
DOCUMENT_PARTS = ("number", "date", "issuer", "subject")
DOCUMENT_WORDS = {
    "number": "Số, ký hiệu",
    "date": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "subject": "Về việc",
}
PART = "#"  # between a question's code and the part of it that a row is for


@dataclass(frozen=True)
class FormShape:
    """A form as it went out: the codes of its rows by sheet, and every text that was there before anybody wrote."""

    codes: Mapping[str, tuple[str, ...]]
    texts: frozenset[str]


@dataclass(frozen=True)
class Problem:
    """A cell of a form that cannot be taken as it is; the words are Vietnamese. `question` is blank where it is of none."""

    cell: str
    question: str
    message: str

    @property
    def words(self) -> str:
        """All of it in a line."""
        of = f" (câu {self.question})" if self.question else ""
        return f"{self.cell}{of}: {self.message}"


@dataclass(frozen=True)
class SelfReport:
    """What a unit reported, by question code, and the cells that could not be read. `cells` names where each stood."""

    campaign: str
    unit: str
    checklist: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
