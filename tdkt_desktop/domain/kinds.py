"""What a question can ask for: one name per kind, and which of them carry a list of items."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Question kinds of a checklist file (`kind:`); each has one editor and one value type.

    yes_no -> bool · choice -> str (one of the question's choices) · count, money -> Figure (whole number; money in
    đồng) · number, percent -> Figure · date -> datetime.date · text -> str · document -> DocumentRef ·
    list, table -> items (see `Item`), kept one by one so that they merge one by one.
    """

    YES_NO = "yes_no"
    CHOICE = "choice"
    COUNT = "count"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    TEXT = "text"
    LIST = "list"
    DOCUMENT = "document"
    TABLE = "table"


ITEM_KINDS = frozenset({Kind.LIST, Kind.TABLE})
FIGURE_KINDS = frozenset({Kind.COUNT, Kind.NUMBER, Kind.PERCENT, Kind.MONEY})


class State(StrEnum):
    """The three states of an answer: a blank is never silent."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKED = "not_checked"


class Approximator(StrEnum):
    """How exact a figure is; kept apart from the figure so that sums stay sums."""

    EXACT = ""
    OVER = "over"
    NEARLY = "nearly"
    ABOUT = "about"
    FROM = "from"


class Verdict(StrEnum):
    """The team's verdict on one criterion of one unit."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    NOT_CHECKED = "not_checked"


class Stage(StrEnum):
    """Where an inspection stands. "Đã kiểm tra xong" is not "đạt"."""

    DRAFT = "draft"
    COMPLETE = "complete"
    SEALED = "sealed"


VERDICT_WORDS = {
    Verdict.MET: "Đạt",
    Verdict.NOT_MET: "Chưa đạt",
    Verdict.NOT_APPLICABLE: "Không thuộc đối tượng",
    Verdict.NOT_CHECKED: "Chưa kiểm tra",
}
STATE_WORDS = {
    State.ANSWERED: "Đã trả lời",
    State.NOT_APPLICABLE: "Không thuộc đối tượng",
    State.NOT_CHECKED: "Chưa kiểm tra",
}
