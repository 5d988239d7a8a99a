"""The rows of an XLSForm back to the plain tree of a checklist: ours exactly, one made for ODK or Kobo as far as it goes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tdkt_desktop.domain.errors import WrongFile
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.values import Plain, plain_number, to_decimal
from tdkt_desktop.exchange import checklist_columns as layout
from tdkt_desktop.vietnamese.text import fold

REMEDY = "Hãy sửa ô đã nêu rồi nạp lại; chưa có gì thay đổi."
T = TypeVar("T")
_RELEVANT = re.compile(r"\$\{(.+?)\}\s*=\s*'(.*)'")
_LABELS = ("label", "label::vietnamese (vi)", "label::tiếng việt (vi)", "label::vi")
_PLAIN_TYPES = {
    "integer": Kind.COUNT,
    "int": Kind.COUNT,
    "decimal": Kind.NUMBER,
    "range": Kind.NUMBER,
    "date": Kind.DATE,
    "text": Kind.TEXT,
    "string": Kind.TEXT,
    "begin_repeat": Kind.LIST,
}
_SKIPPED_TYPES = {"note", "calculate", "start", "end", "today", "deviceid", "username", "hidden", ""}
# Our columns that hold one text, and those that hold several.
_TEXTS = ("measure", "addressee", "part_of", "lead", "if_yes", "if_no")
_LISTS = ("measures", "total_of")


@dataclass
class _Row:
    """One row by the names of its columns; `place` names sheet and row."""

    cells: dict[str, str]
    place: str

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def refuse(self, reason: str) -> WrongFile:
        return WrongFile(f"{self.place}: {reason}", REMEDY)

    def read(self, column: str, reader: Callable[[str], T]) -> T:
        try:
            return reader(self[column])
        except ValueError:
            raise self.refuse(f"cột “{column}” không đọc được.") from None

    @property
    def label(self) -> str:
        return next((self[name] for name in _LABELS if self[name]), "")

    @property
    def code(self) -> str:
        return self["tdkt_code"] or self["name"]


@dataclass
class _Form:
    """What is known while the survey is walked: choices by list, questions by name."""

    choices: dict[str, list[tuple[str, str]]]
    by_name: dict[str, dict[str, Plain]] = field(default_factory=dict)
    options: dict[str, dict[str, str]] = field(default_factory=dict)  # by question name: choice name -> label
    asked: list[tuple[_Row, dict[str, Plain]]] = field(default_factory=list)


def is_checklist_book(titles: set[str]) -> bool:
    """Whether a workbook with these sheets is an XLSForm."""
    return {layout.SURVEY, layout.CHOICES, layout.SETTINGS} <= titles


def checklist_tree(sheets: dict[str, list[list[Plain]]], name: str) -> dict[str, Plain]:
    """The plain tree of a checklist. Raises WrongFile naming sheet and row."""
    settings = _rows(sheets, layout.SETTINGS, name)
    if not settings:
        raise WrongFile(f"{name}, trang “settings”: chưa có dòng nào.", REMEDY)
    head = settings[0]
    choices: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(sheets, layout.CHOICES, name):
        choices.setdefault(row["list_name"] or row["list name"], []).append((row["name"], row.label))
    form = _Form(choices)
    tree: dict[str, Plain] = {
        "format": head["tdkt_format"] or layout.FORMAT,
        "code": head["form_id"] or head["id_string"],
        **_filled(version=head["version"]),
        "title": head["form_title"],
        "criteria": _criteria(_rows(sheets, layout.SURVEY, name), form),
    }
    sections = _sections(sheets, name)
    said = [_contradiction(row) for row in _rows(sheets, layout.CONTRADICTIONS, name)]
    return tree | _filled(sections=sections, contradictions=said)


def _criteria(rows: list[_Row], form: _Form) -> list[Plain]:
    found: list[dict[str, Plain]] = []
    repeat: dict[str, Plain] | None = None
    for row in rows:
        kind = row["type"].replace(" group", "_group").replace(" repeat", "_repeat")
        if kind == "begin_group":
            found.append(_criterion(row))
        elif kind == "end_repeat":
            repeat = None
        elif repeat is not None:
            _into_repeat(row, repeat)
        elif kind not in _SKIPPED_TYPES and kind != "end_group":
            if not found:
                raise row.refuse(
                    "câu hỏi cần nằm trong một nhóm (begin_group): mỗi nhóm là một nội dung kiểm tra."
                )
            question = _question(row, kind, form)
            found[-1]["questions"].append(question)
            repeat = question if kind == "begin_repeat" else None
    for row, asked in form.asked:  # a condition may name a question further down
        asked.update(_filled(when=_when(row, form)))
    return list(found)


def _criterion(row: _Row) -> dict[str, Plain]:
    graded = row["tdkt_graded"] != layout.flag_cell(False)
    return {
        "code": row.code,
        "section": row["tdkt_section"],
        "title": row.label,
        **_filled(short_title=row["tdkt_short_title"]),
        **({} if graded else {"graded": False}),
        **_filled(evidence=row.read("tdkt_evidence", layout.read_list_cell)),
        "questions": [],
    }


def _question(row: _Row, kind: str, form: _Form) -> dict[str, Plain]:
    options = _options(row, kind, form)
    chosen = row["tdkt_kind"] or _guessed_kind(row, kind, options)
    question: dict[str, Plain] = {"code": row.code, "kind": chosen, "ask": row.label}
    if fold(row["required"]) in layout.NO_WORDS or (not row["required"] and not row["tdkt_kind"]):
        question["required"] = False
    if row["tdkt_expects"]:
        question["expects"] = row.read("tdkt_expects", layout.read_flag_cell)
    question |= _filled(hint=row["hint"], **{key: row[f"tdkt_{key}"] for key in _TEXTS})
    labels = [label for _, label in options] if chosen == Kind.CHOICE else []
    question |= _filled(
        choices=labels or row.read("tdkt_choices", layout.read_list_cell),
        columns=[{"key": key, "title": title} for key, title in row.read("tdkt_columns", _pairs)],
        **{key: row.read(f"tdkt_{key}", layout.read_list_cell) for key in _LISTS},
    )
    question |= _limits(row)
    form.asked.append((row, question))
    form.by_name[row["name"]] = question
    form.options[row["name"]] = dict(options)
    return question


def _limits(row: _Row) -> dict[str, Plain]:
    """The limits and whether “not applicable” is an answer: in our columns, or as ODK writes limits."""
    found: dict[str, Plain] = {}
    for key, sign in (("least", ">="), ("most", "<=")):
        own = row[f"tdkt_{key}"]
        said = re.search(rf"\.\s*{sign}\s*(-?\d+(?:\.\d+)?)", row["constraint"])
        if own:
            found[key] = row.read(f"tdkt_{key}", lambda cell: plain_number(to_decimal(cell)))
        elif said and not row["tdkt_kind"]:
            found[key] = plain_number(to_decimal(said[1]))
    if row["tdkt_not_applicable"] == layout.flag_cell(False):
        found["not_applicable"] = False
    return found


def _pairs(cell: str) -> list[tuple[str, str]]:
    return [(str(key), str(title)) for key, title in json.loads(cell or "[]")]


def _options(row: _Row, kind: str, form: _Form) -> list[tuple[str, str]]:
    if not kind.startswith(("select_one", "select one")):
        return []
    listed = kind.rpartition(" ")[2]
    if listed not in form.choices:
        raise row.refuse(f"trang “choices” không có danh sách “{listed}”.")
    return form.choices[listed]


def _guessed_kind(row: _Row, kind: str, options: list[tuple[str, str]]) -> str:
    """The kind of a question of somebody else's form, where it is plain from its type."""
    if options:
        words = {fold(label) for _, label in options}
        return Kind.YES_NO if words in ({"co", "khong"}, {"yes", "no"}) else Kind.CHOICE
    if kind not in _PLAIN_TYPES:
        raise row.refuse(f"loại câu hỏi “{row['type']}” chưa dùng được trong danh mục.")
    return _PLAIN_TYPES[kind]


def _into_repeat(row: _Row, repeat: dict[str, Plain]) -> None:
    """A column of a table; of a list nothing has to be kept. Numbers in somebody else's repeat make it a table."""
    foreign = not row["tdkt_kind"] and row["type"] in ("integer", "decimal")
    if row["tdkt_kind"] == layout.COLUMN or foreign:
        repeat["kind"] = str(Kind.TABLE)
        repeat.setdefault("columns", []).append({"key": row.code, "title": row.label})


def _when(row: _Row, form: _Form) -> Plain:
    if row["tdkt_when"]:
        return row.read("tdkt_when", json.loads)
    if not row["relevant"]:
        return None
    found = _RELEVANT.fullmatch(row["relevant"].strip())
    asked = form.by_name.get(found[1]) if found else None
    if found is None or asked is None:
        raise row.refuse("cột “relevant” chỉ nhận dạng ${mã câu hỏi đứng trước} = 'giá trị'.")
    said = found[2]
    if asked["kind"] == Kind.YES_NO:
        words = fold(form.options[found[1]].get(said, said))
        if words not in layout.YES_WORDS | layout.NO_WORDS:
            raise row.refuse(f"cột “relevant”: câu hỏi {asked['code']} không có phương án “{said}”.")
        return {"question": asked["code"], "equals": words in layout.YES_WORDS}
    return {"question": asked["code"], "equals": form.options[found[1]].get(said, said)}


def _sections(sheets: dict[str, list[list[Plain]]], name: str) -> list[Plain]:
    found = [{"key": row["key"], "title": row["title"]} for row in _rows(sheets, layout.SECTIONS, name)]
    by_key: dict[str, dict[str, Any]] = {one["key"]: one for one in found}
    for row in _rows(sheets, layout.STATEMENTS, name):
        if row["section"] not in by_key:
            raise row.refuse(f"trang “{layout.SECTIONS}” không có mục “{row['section']}”.")
        data = row.read("data", json.loads) if row["data"] else {}
        if not isinstance(data, dict):
            raise row.refuse("cột “data” cần là một nhóm mục có tên.")
        by_key[row["section"]].setdefault("statements", []).append({"type": row["type"], **data})
    return list(found)


def _contradiction(row: _Row) -> dict[str, Plain]:
    return {"all_of": row.read("all_of", json.loads), **_filled(level=row["level"]), "say": row["say"]}


def _rows(sheets: dict[str, list[list[Plain]]], title: str, name: str) -> list[_Row]:
    rows = sheets.get(title, [])
    heads = [str(cell or "").strip() for cell in rows[0]] if rows else []
    heads = [head if head.startswith(layout.OWN) else head.lower() for head in heads]
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {head: _text(cell) for head, cell in zip(heads, row, strict=False) if head}
        if any(cells.values()):
            found.append(_Row(cells, f"{name}, trang “{title}”, dòng {number}"))
    return found


def _text(cell: Plain) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell).strip()


def _filled(**values: Plain) -> dict[str, Plain]:
    return {key: value for key, value in values.items() if value not in ("", [], None)}
