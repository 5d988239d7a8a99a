"""The layout of a checklist as a workbook: the sheets of an XLSForm (ODK, Kobo) with our own columns beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.vietnamese.text import fold

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
SECTIONS, STATEMENTS, CONTRADICTIONS = "Mục thông báo", "Câu tổng hợp", "Mâu thuẫn"
FORMAT = "tdkt-checklist 1"
OWN = "tdkt_"  # our columns: the names of the YAML file behind this sign
SURVEY_COLUMNS = (
    "type",
    "name",
    "label",
    "hint",
    "required",
    "relevant",
    "tdkt_kind",
    "tdkt_expects",
    "tdkt_measure",
    "tdkt_measures",
    "tdkt_total_of",
    "tdkt_part_of",
    "tdkt_addressee",
    "tdkt_lead",
    "tdkt_if_yes",
    "tdkt_if_no",
    "tdkt_when",
    "tdkt_choices",
    "tdkt_columns",
    "tdkt_section",
    "tdkt_short_title",
    "tdkt_graded",
    "tdkt_evidence",
    "tdkt_code",
    "constraint",
    "constraint_message",
    "tdkt_not_applicable",
)
YES_NO_LIST = "co_khong"
YES, NO = "co", "khong"
YES_WORDS = {"co", "yes", "true", "true()", "1"}
NO_WORDS = {"khong", "no", "false", "false()", "0"}
TYPES = {
    Kind.COUNT: "integer",
    Kind.MONEY: "integer",
    Kind.NUMBER: "decimal",
    Kind.PERCENT: "decimal",
    Kind.DATE: "date",
    Kind.TEXT: "text",
    Kind.DOCUMENT: "text",
    Kind.LIST: "begin_repeat",
    Kind.TABLE: "begin_repeat",
}
LIST_PARTS = (
    ("noi_dung", "text", "Nội dung"),
    ("so_luong", "decimal", "Số lượng hoặc số tiền (đồng)"),
    ("don_vi", "text", "Đơn vị tính"),
    ("dia_ban", "text", "Địa bàn"),
    ("thoi_gian", "text", "Thời gian"),
)
LINE_LABEL = "Dòng"  # what a row of a table is called
COLUMN, PART = "column", "part"  # what tdkt_kind says of a row inside a repeat
NOT_SAID = "?"  # stands in “relevant” for an answer that ODK could not give; tdkt_when has the truth
XML_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")


def plain_code(title: str) -> str:
    """A code made of a title or the name of a file."""
    return re.sub(r"[^a-z0-9._]+", "-", fold(title)).strip("-") or "phieu"


def list_cell(items: Sequence[str]) -> str:
    """Several texts in one cell: a line each, or a JSON list where a line end or a blank would be lost."""
    if any("\n" in item or not item or item != item.strip() for item in items) or (
        items and items[0].startswith("[")
    ):
        return json.dumps(list(items), ensure_ascii=False)
    return "\n".join(items)


def read_list_cell(cell: str) -> list[str]:
    """The texts of a cell. Raises ValueError for JSON that is no list of texts."""
    if not cell.startswith("["):
        return [line.strip() for line in cell.split("\n") if line.strip()]
    found = json.loads(cell)
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise ValueError("not a list of texts")
    return found


def flag_cell(value: Plain) -> str:
    """True as "có", False as "không", a text as it is (quoted where it would be taken for one of the two)."""
    if isinstance(value, bool):
        return "có" if value else "không"
    return (
        json.dumps(value, ensure_ascii=False)
        if value in ("có", "không", "") or value.startswith('"')
        else value
    )


def read_flag_cell(cell: str) -> bool | str:
    """The value of a cell written by `flag_cell`. Raises ValueError for a spoiled quotation."""
    if cell in ("có", "không"):
        return cell == "có"
    return str(json.loads(cell)) if cell.startswith('"') else cell
