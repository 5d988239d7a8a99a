"""Reading and setting one property of a node: what a person typed becomes what the file holds, and back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from tdkt_desktop.domain.draft.fields import DEFAULTS, MARKS
from tdkt_desktop.domain.draft.references import with_answer_renamed
from tdkt_desktop.domain.draft.tree import DraftRefused, Node, Part, Tree, asked_by, value_of, with_value
from tdkt_desktop.domain.draft.verbs import Step
from tdkt_desktop.domain.kinds import FIGURE_KINDS, Kind
from tdkt_desktop.domain.values import Plain, clean_text, plain_number, to_decimal

LONGEST = 5_000  # letters of one property; far below what a cell of a workbook holds
SEVERAL_LINES = ("hint",)  # every other text is one line on paper, however it was pasted
ENDING_IN_BLANK = ("lead", "prefix")
KEPT_BLANK = {
    "title",
    "ask",
    "section",
    "does",
    "fails",
    "text",
    "say",
    "kind",
    "question",
    "questions",
    "all_of",
}
_BLANKS = re.compile(r"[ \t\n]+")
_SPOILING = {"Cc", "Cs", "Cn", "Co"}
_GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_NUMBER = re.compile(r"-?\d+(?:,\d+)?")
Setter = Callable[[Tree, Node, Plain], Step]


def shown(tree: Tree, node: Node, key: str) -> Plain:
    """A property as a person sees it."""
    value = value_of(tree, node)
    if key in ("plus", "minus"):
        total = value.get("total_of", [])
        return [name.removeprefix("-") for name in total if name.startswith("-") == (key == "minus")]
    if key in ("least", "most"):
        return str(value[key]).replace(".", ",") if key in value else ""
    if key == "question" and node.part is Part.COUNT:
        return asked_by(value)
    if key == "columns":
        return [one["title"] for one in value.get("columns", [])]
    if key == "phrases":
        return {code: in_words(words) for code, words in value.get("phrases", {}).items()}
    said = value.get(key, DEFAULTS.get(key))
    if isinstance(said, str):
        return in_words(said.strip()) if node.part is Part.STATEMENT else said.strip()
    return said


def with_field(tree: Tree, node: Node, key: str, value: Plain) -> Step:
    """The tree with a property set as a person typed it. Raises DraftRefused for what cannot be taken."""
    setter = SETTERS.get(key)
    if key == "question" and node.part is not Part.COUNT:
        setter = None
    if setter is not None:
        return setter(tree, node, value)
    if isinstance(value, str):
        value = _text(node, value) if key in SEVERAL_LINES else _BLANKS.sub(" ", _text(node, value))
        value = in_marks(value) if node.part is Part.STATEMENT else value
        value = f"{value} " if value and key in ENDING_IN_BLANK else value
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = [text for one in value if (text := _text(node, one))]
    return Step(with_value(tree, node, _with(value_of(tree, node), key, value)), node)


def in_words(text: str) -> str:
    """The places of figures as words in brackets."""
    for mark, words in MARKS.items():
        text = text.replace(mark, words)
    return text


def in_marks(text: str) -> str:
    """The words in brackets as the file writes them."""
    for mark, words in MARKS.items():
        text = text.replace(words, mark)
    return text


def _with(value: Tree, key: str, new: Plain) -> Tree:
    """A mapping with a value, or without the key where the value is the usual one."""
    made = {name: one for name, one in value.items() if name != key or key in KEPT_BLANK}
    usual = new == DEFAULTS.get(key) if key in DEFAULTS else new in ("", [], {}, None)
    if not usual or key in KEPT_BLANK:
        made[key] = new
    return made


def _text(node: Node, text: str) -> str:
    """A text that every file can hold."""
    found = clean_text(text).replace("\u2028", "\n").replace("\u2029", "\n")
    found = "".join(one for one in found if one in "\n\t" or unicodedata.category(one) not in _SPOILING)
    if len(found) > LONGEST:
        raise DraftRefused(node, f"Lời dài quá {LONGEST} chữ.", "Hãy rút gọn; phần trước đó được giữ.")
    return found.strip()


def _set_kind(tree: Tree, node: Node, value: Plain) -> Step:
    """Another kind of answer; what only the old kind had goes."""
    kind, old = Kind(value), value_of(tree, node)
    if old["kind"] == kind:
        return Step(tree, node)
    wanted = {
        "choices": kind is Kind.CHOICE,
        "columns": kind is Kind.TABLE,
        "expects": False,
        "measures": kind is Kind.LIST,
        "addressee": kind is Kind.LIST,
        "if_yes": kind is Kind.YES_NO,
        "if_no": kind is Kind.YES_NO,
        "measure": kind in (Kind.COUNT, Kind.NUMBER, Kind.LIST),
        **dict.fromkeys(("least", "most", "total_of", "part_of"), kind in FIGURE_KINDS),
    }
    made = {key: one for key, one in old.items() if wanted.get(key, True)} | {"kind": str(kind)}
    if kind is Kind.CHOICE:
        made.setdefault("choices", ["Đầy đủ", "Chưa đầy đủ"])
    if kind is Kind.TABLE:
        made.setdefault("columns", [{"key": "so_luong", "title": "Số lượng"}])
    return Step(with_value(tree, node, made), node)


def _set_choices(tree: Tree, node: Node, value: Plain) -> Step:
    """The choices of a question; one that is worded otherwise is still waited for by those who waited for it."""
    old, new = value_of(tree, node), [text for one in value if (text := _text(node, one))]
    before = old.get("choices", [])
    names = {}
    if len(before) == len(new):
        pairs = zip(before, new, strict=True)
        names = {was: now for was, now in pairs if was != now and now not in before and was not in new}
    made = _with(old, "choices", new)
    if made.get("expects") in names:
        made["expects"] = names[made["expects"]]
    return Step(with_answer_renamed(with_value(tree, node, made), node.key, names), node)


def _set_columns(tree: Tree, node: Node, value: Plain) -> Step:
    """The columns of a table by their titles; a column that is worded otherwise keeps its figures."""
    titles = [text for one in value if (text := _text(node, one))]
    before = value_of(tree, node).get("columns", [])
    known = {one["title"]: one["key"] for one in before}
    taken = set(known.values())
    made: list[Tree] = []
    for place, title in enumerate(titles):
        key = known.get(title)
        if key is None and len(before) == len(titles) and before[place]["title"] not in titles:
            key = before[place]["key"]
        made.append({"key": key or _free_key(taken | {one["key"] for one in made}), "title": title})
    return Step(with_value(tree, node, _with(value_of(tree, node), "columns", made)), node)


def _free_key(taken: set[str]) -> str:
    return next(key for number in range(1, len(taken) + 2) if (key := f"cot_{number}") not in taken)


def _set_total(key: str) -> Setter:
    def set_total(tree: Tree, node: Node, value: Sequence[str]) -> Step:
        plus = (
            list(value) if key == "plus" else [one for one in shown(tree, node, "plus") if one not in value]
        )
        minus = (
            list(value) if key == "minus" else [one for one in shown(tree, node, "minus") if one not in value]
        )
        total = [*plus, *(f"-{one}" for one in minus)]
        return Step(with_value(tree, node, _with(value_of(tree, node), "total_of", total)), node)

    return set_total


def _set_limit(key: str) -> Setter:
    def set_limit(tree: Tree, node: Node, value: Plain) -> Step:
        text = str(value).strip().replace(" ", "")
        if text and not (_GROUPED.fullmatch(text) or _NUMBER.fullmatch(text)):
            raise DraftRefused(
                node, f"“{value}” không phải một số.", "Hãy ghi như 5 hoặc 1,5; số cũ được giữ."
            )
        number = plain_number(to_decimal(text.replace(".", "").replace(",", "."))) if text else None
        return Step(with_value(tree, node, _with(value_of(tree, node), key, number)), node)

    return set_limit


def _set_section_key(tree: Tree, node: Node, value: Plain) -> Step:
    """Another number for a section; its contents follow it."""
    key = "".join(_text(node, value).split())
    if not key or "/" in key:
        raise DraftRefused(node, "Cần có số mục.", "Hãy ghi như I.2 hoặc I.2.a; số cũ được giữ.")
    if key == node.key:
        return Step(tree, node)
    if any(one["key"] == key for one in tree["sections"]):
        raise DraftRefused(node, f"Đã có mục {key}.", "Hãy ghi số khác; số cũ được giữ.")
    made = with_value(tree, node, {**value_of(tree, node), "key": key})
    criteria = [{**one, "section": key} if one["section"] == node.key else one for one in made["criteria"]]
    return Step({**made, "criteria": criteria}, Node(Part.SECTION, key))


def _set_count_questions(tree: Tree, node: Node, value: Sequence[str]) -> Step:
    """What a count asks for; an answer to wait for goes with its question."""
    made = dict(value_of(tree, node))
    if list(value) != asked_by(made):
        made.pop("equals", None)
    made["question"] = value[0] if len(value) == 1 else list(value)
    return Step(with_value(tree, node, made), node)


def _set_phrases(tree: Tree, node: Node, value: dict[str, str]) -> Step:
    phrases = {code: in_marks(text) for code, words in value.items() if (text := _text(node, words))}
    return Step(with_value(tree, node, _with(value_of(tree, node), "phrases", phrases)), node)


SETTERS: dict[str, Setter] = {
    "kind": _set_kind,
    "choices": _set_choices,
    "columns": _set_columns,
    "plus": _set_total("plus"),
    "minus": _set_total("minus"),
    "least": _set_limit("least"),
    "most": _set_limit("most"),
    "key": _set_section_key,
    "question": _set_count_questions,
    "phrases": _set_phrases,
}
