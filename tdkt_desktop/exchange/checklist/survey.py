"""The sheets “survey” and “choices” of an XLSForm as contents and questions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.values import Plain, plain_number, to_decimal
from tdkt_desktop.exchange.checklist import columns as layout
from tdkt_desktop.exchange.checklist.expressions import asked_and_said, limits_of, limits_words
from tdkt_desktop.exchange.checklist.rows import Remark, Row
from tdkt_desktop.vietnamese.text import fold

OUTSIDE = "Các câu hỏi ngoài nhóm"
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
_OF_THE_DEVICE = {
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "phonenumber",
    "email",
    "audit",
    "subscriberid",
}
_SEVERAL = ("select_multiple", "rank")
_WORDS_OF_TYPE = {"note": "lời ghi chú không có chỗ trong phiếu", "calculate": "phép tính không được nhận"}
_TEXTS = ("measure", "addressee", "part_of", "lead", "if_yes", "if_no")
_LISTS = ("measures", "total_of")

_PART_TYPES = {words: kind for _, kind, words in layout.LIST_PARTS} | {layout.LINE_LABEL: "text"}


@dataclass
class _Group:
    """A group that is open: the row it began on, and whether it is a content or only gathers questions of one."""

    row: Row
    content: bool


@dataclass
class Survey:
    """Walks the rows once; conditions are settled at the end, since one may name a question further down."""

    choice_rows: list[Row]
    remarks: list[Remark]
    own: bool
    language: str = ""
    contents: list[dict[str, Any]] = field(default_factory=list)
    _groups: list[_Group] = field(default_factory=list)
    _choices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    _used_lists: set[str] = field(default_factory=set)
    _by_name: dict[str, dict[str, Plain]] = field(default_factory=dict)
    _options: dict[str, dict[str, str]] = field(
        default_factory=dict
    )  # by question name: choice name -> label
    _asked: list[tuple[dict[str, Plain], list[Row]]] = field(default_factory=list)
    _codes: dict[str, set[str]] = field(default_factory=lambda: {"content": set(), "question": set()})
    _repeats: int = 0  # how many repeats are open
    _fixed_list: bool = False  # whether the open repeat is a list that says itself to be one
    _loose: bool = False  # whether the last content gathers questions that stand in no group

    def read(self, rows: list[Row]) -> list[Plain]:
        """The contents with their questions. Raises WrongFile naming the cell."""
        self._read_choices()
        for row in rows:
            self._row(row, _type_of(row))
        if open_rows := [group.row for group in self._groups]:
            raise open_rows[-1].refuse("type", "nhóm này chưa có dòng “end_group”.")
        if self._repeats:
            raise rows[-1].refuse("type", "còn một danh sách chưa có dòng “end_repeat”.")
        for question, sources in self._asked:
            self._settle_condition(question, sources)
        self._settle_choices()
        return list(self.contents)

    def _row(self, row: Row, kind: str) -> None:
        if kind == "begin_group" and not self._repeats:
            self._begin_group(row)
        elif kind == "end_group" and not self._repeats:
            row.read_columns.add("name")
            if not self._groups:
                raise row.refuse("type", "“end_group” này không khép nhóm nào.")
            self._groups.pop()
        elif kind == "end_repeat":
            row.read_columns.add("name")
            if not self._repeats:
                raise row.refuse("type", "“end_repeat” này không khép danh sách nào.")
            self._repeats -= 1
        elif self._repeats:
            self._repeats += kind == "begin_repeat"
            self._part(row, kind)
        elif not kind:
            row.remark(next(iter(row.texts)), "dòng không ghi loại (cột “type”) nên không được nhận")
        elif self._is_question(row, kind):
            self._question(row, kind)
            self._repeats = int(kind == "begin_repeat")
            self._fixed_list = row["tdkt_kind"] == Kind.LIST

    def _begin_group(self, row: Row) -> None:
        inner = any(group.content for group in self._groups)
        self._groups.append(_Group(row, not inner))
        if inner:
            title = self.contents[-1]["title"]
            row["name"]
            if label := self._label(row):
                self._say_read(
                    row, "label", f"nhóm con “{label}”: các câu nằm thẳng trong nội dung “{title}”"
                )
            return
        self._loose = False
        graded = row.flag("tdkt_graded")
        self.contents.append(
            {
                "code": self._code(row, "content"),
                "section": row["tdkt_section"],
                "title": self._label(row),
                **_filled(short_title=row["tdkt_short_title"]),
                **({"graded": False} if graded is False else {}),
                **_filled(evidence=row.read("tdkt_evidence", layout.read_list_cell)),
                "questions": [],
            }
        )

    def _is_question(self, row: Row, kind: str) -> bool:
        """Whether a checklist can ask it; what it cannot is left out with its reason."""
        first = kind.partition(" ")[0]
        if first in ("select_one", *_SEVERAL) or kind in _PLAIN_TYPES:
            return True
        words = "máy thu thập tự ghi, phiếu không cần" if kind in _OF_THE_DEVICE else _WORDS_OF_TYPE.get(kind)
        label = self._label(row)
        said = f" (“{label}”)" if label else ""
        row.remark("type", f"{words or f'loại “{kind}” không có trong phiếu nên bỏ câu này'}{said}")
        row.read_columns |= row.texts.keys()  # the row is left out: its one remark speaks for all of it
        return False

    def _question(self, row: Row, kind: str) -> None:
        content = self._content_for(row)
        options = self._options_of(row, kind)
        chosen = self._kind(row, kind, options)
        question: dict[str, Plain] = {
            "code": self._code(row, "question"),
            "kind": str(chosen),
            "ask": self._label(row),
        }
        if not self._required(row):
            question["required"] = False
        if row["tdkt_expects"]:
            question["expects"] = row.read("tdkt_expects", layout.read_flag_cell)
        question |= _filled(
            hint=row.spoken("hint", self.language), **{key: row[f"tdkt_{key}"] for key in _TEXTS}
        )
        labels = [label for _, label in options] if chosen is Kind.CHOICE else []
        question |= _filled(
            choices=labels or row.read("tdkt_choices", layout.read_list_cell),
            columns=[{"key": key, "title": title} for key, title in row.read("tdkt_columns", _pairs)],
            **{key: row.read(f"tdkt_{key}", layout.read_list_cell) for key in _LISTS},
        )
        if kind.partition(" ")[0] in _SEVERAL:
            self._several(row, question, [label for _, label in options])
        self._limits(row, question, whole=chosen in (Kind.COUNT, Kind.MONEY))
        if row.flag("tdkt_not_applicable") is False:
            question["not_applicable"] = False
        content["questions"].append(question)
        self._asked.append((question, [row, *(group.row for group in reversed(self._groups))]))
        self._by_name[row["name"]] = question
        self._options[row["name"]] = dict(options)

    def _content_for(self, row: Row) -> dict[str, Any]:
        if not self._groups and not self._loose:
            self._loose = True
            code, number = "ngoai_nhom", 1
            while code in self._codes["content"]:
                number += 1
                code = f"ngoai_nhom_{number}"
            self._codes["content"].add(code)
            self.contents.append({"code": code, "section": "", "title": OUTSIDE, "questions": []})
            self._say_read(row, "name", f"câu không nằm trong nhóm nào, được đưa vào nội dung “{OUTSIDE}”")
        return self.contents[-1]

    def _code(self, row: Row, what: str) -> str:
        code = row["tdkt_code"] or row["name"]
        if not code or any(sign in code for sign in "/ "):
            raise row.refuse(
                "name", f"tên “{code}” không dùng được: cần có, không chứa dấu cách hay dấu “/”."
            )
        if code in self._codes[what]:
            raise row.refuse("name", f"tên “{code}” bị trùng.")
        self._codes[what].add(code)
        row["name"]
        return code

    def _kind(self, row: Row, kind: str, options: list[tuple[str, str]]) -> Kind:
        said = row["tdkt_kind"]
        guessed = _guessed(kind, options)
        if not said:
            return guessed
        try:
            chosen = Kind(said)
        except ValueError:
            known = ", ".join(str(one) for one in Kind)
            raise row.refuse("tdkt_kind", f"không biết loại “{said}”. Các loại dùng được: {known}.") from None
        usual = layout.TYPES.get(chosen)
        agree = kind == usual if usual else kind.startswith("select_one") and chosen in (guessed, Kind.CHOICE)
        if not agree:
            raise row.refuse(
                "type",
                f"cột “type” ({kind}) không hợp với cột “tdkt_kind” ({said}). Xóa ô “tdkt_kind” nếu “type” đúng.",
            )
        return chosen

    def _required(self, row: Row) -> bool:
        said = fold(row["required"])
        if not said:
            return bool(row["tdkt_kind"])
        if said not in layout.YES_WORDS | layout.NO_WORDS:
            self._say_read(row, "required", f"“{row['required']}” không được nhận: câu thành bắt buộc")
        return said not in layout.NO_WORDS

    def _several(self, row: Row, question: dict[str, Plain], labels: list[str]) -> None:
        question["hint"] = "\n".join(
            filter(None, (question.get("hint", ""), f"Các phương án: {'; '.join(labels)}."))
        )
        self._say_read(
            row, "type", "chọn nhiều phương án thành câu ghi bằng lời, các phương án ở lời hướng dẫn"
        )

    def _limits(self, row: Row, question: dict[str, Plain], *, whole: bool) -> None:
        limits = limits_of(row["constraint"], whole=whole)
        for part in limits.rest:
            self._say_read(row, "constraint", f"giới hạn “{part}” không được nhận")
        for key, found in (("least", limits.least), ("most", limits.most)):
            own = row.read(f"tdkt_{key}", lambda cell: to_decimal(cell) if cell else None)
            if None not in (own, found) and own != found:
                raise row.refuse("constraint", f"cột “constraint” và “tdkt_{key}” nói khác nhau.")
            if (number := found if own is None else own) is not None:
                question[key] = plain_number(number)
        if row.texts.get("constraint_message") == limits_words(limits.least, limits.most):
            row.read_columns.add("constraint_message")

    def _options_of(self, row: Row, kind: str) -> list[tuple[str, str]]:
        first, _, rest = kind.partition(" ")
        if first not in ("select_one", *_SEVERAL):
            return []
        listed, _, more = rest.partition(" ")
        if listed not in self._choices:
            raise row.refuse("type", f"trang “choices” không có danh sách “{listed}”.")
        self._used_lists.add(listed)
        if more:
            self._say_read(row, "type", f"“{more}” không được nhận: hãy tự thêm phương án")
        return self._choices[listed]

    def _part(self, row: Row, kind: str) -> None:
        """A row inside a repeat: a column of a table; of a list only the words are kept."""
        question = self.contents[-1]["questions"][-1]
        label, part = self._label(row), row["tdkt_kind"]
        if kind in ("begin_group", "end_group"):
            row.read_columns |= {"type", "name"}
        elif part == layout.COLUMN or (not part and kind in ("integer", "decimal") and not self._fixed_list):
            if kind not in ("integer", "decimal"):
                raise row.refuse("type", "cột của bảng chỉ nhận số (decimal).")
            question["kind"] = str(Kind.TABLE)
            code = row["tdkt_code"] or row["name"]
            row["name"]
            question.setdefault("columns", []).append({"key": code, "title": label})
        elif part == layout.PART:
            row["name"]
            if kind != _PART_TYPES.get(label):
                column = "type" if label in _PART_TYPES else "label"
                self._say_read(
                    row, column, f"“{row[column]}”: các phần của một dòng danh sách không đổi được"
                )
        elif part:
            raise row.refuse(
                "tdkt_kind", f"trong một danh sách chỉ ghi “{layout.PART}” hoặc “{layout.COLUMN}”."
            )
        elif self._is_question(row, kind):
            self._say_read(row, "label", f"“{label}”: không có cột riêng, ghi chung vào lời của mỗi dòng")
            row["name"]

    def _label(self, row: Row) -> str:
        return row.spoken("label", self.language)

    def _settle_condition(self, question: dict[str, Plain], sources: list[Row]) -> None:
        """The question's own condition, or that of its groups; a checklist knows one."""
        for row in sources:
            found = self._when(row)
            if found is None:
                continue
            if "when" not in question:
                question["when"] = found
            elif question["when"] != found:
                self._say_read(
                    row,
                    "relevant",
                    f"câu {question['code']} có điều kiện riêng nên không nhận điều kiện của nhóm",
                )

    def _when(self, row: Row) -> Plain:
        relevant = row["relevant"]
        own = row.read("tdkt_when", json.loads) if row["tdkt_when"] else None
        said = asked_and_said(relevant) if relevant else None
        if own is not None:
            if relevant and (said is None or said[1] != layout.NOT_SAID):
                raise row.refuse("relevant", "cột “relevant” và “tdkt_when” nói khác nhau; hãy xóa một ô.")
            return own
        if not relevant:
            return None
        asked = self._by_name.get(said[0]) if said else None
        known = {str(Kind.YES_NO), str(Kind.CHOICE)}
        if said is None or asked is None or asked["kind"] not in known:
            self._say_once(row, f"điều kiện “{relevant}” không được nhận, câu luôn được hỏi")
            return None
        label = self._options[said[0]].get(said[1])
        if label is None:
            self._say_once(
                row, f"điều kiện “{relevant}” không được nhận: câu {asked['code']} không có phương án đó"
            )
            return None
        if asked["kind"] == Kind.YES_NO:
            return {"question": asked["code"], "equals": fold(label) in layout.YES_WORDS}
        return {"question": asked["code"], "equals": label}

    def _say_once(self, row: Row, words: str) -> None:
        made = Remark(row.name("relevant"), words)
        if made not in self.remarks:
            self.remarks.append(made)

    def _say_read(self, row: Row, column: str, words: str) -> None:
        """A remark on a cell that was read nevertheless."""
        at = row.spoken_in(column, self.language) if column == "label" else column
        self.remarks.append(Remark(row.name(at), words))

    def _read_choices(self) -> None:
        for row in self.choice_rows:
            listed = row["list_name"] or row["list name"]
            name, label = row["name"] or row["value"], row.spoken("label", self.language)
            if not listed:
                raise row.refuse("list_name", "chưa ghi tên danh sách (list_name).")
            if not label:
                self._say_read(row, "name", f"phương án không có lời, dùng tên “{name}”")
            self._choices.setdefault(listed, []).append((name, label or name))

    def _settle_choices(self) -> None:
        for row in self.choice_rows:
            listed = row["list_name"] or row["list name"]
            if listed not in self._used_lists and not (self.own and listed == layout.YES_NO_LIST):
                at = "list_name" if "list_name" in row.cells else "list name"
                self._say_read(row, at, f"danh sách “{listed}” không câu nào dùng nên không được nhận")


def _type_of(row: Row) -> str:
    """The type as ODK writes it today: "begin group" and "select one of x" were ways of the past."""
    said = re.sub(r"\s+", " ", row["type"])
    for old in ("begin group", "end group", "begin repeat", "end repeat", "select one", "select multiple"):
        if said.lower().startswith(old):
            said = old.replace(" ", "_") + said[len(old) :]
    first, _, rest = said.partition(" ")
    return f"{first.lower()} {rest.removeprefix('from ')}".strip()


def _guessed(kind: str, options: list[tuple[str, str]]) -> Kind:
    """The kind of a question of somebody else's form, where it is plain from its type."""
    if kind.startswith("select_one"):
        words = {fold(label) for _, label in options}
        return Kind.YES_NO if words in ({"co", "khong"}, {"yes", "no"}) else Kind.CHOICE
    return _PLAIN_TYPES.get(kind, Kind.TEXT)


def _pairs(cell: str) -> list[tuple[str, str]]:
    return [(str(key), str(title)) for key, title in json.loads(cell or "[]")]


def _filled(**values: Plain) -> dict[str, Plain]:
    return {key: value for key, value in values.items() if value not in ("", [], None)}
