"""A checklist as the rows of an XLSForm: contents are groups, lists and tables are repeats, choices stand on their sheet."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tdkt_desktop.domain.checklist import Checklist, Condition, Criterion, Question
from tdkt_desktop.domain.errors import ChecklistError
from tdkt_desktop.domain.kinds import ITEM_KINDS, Kind
from tdkt_desktop.domain.writing_checklist import checklist_to_plain
from tdkt_desktop.exchange.checklist import columns as layout
from tdkt_desktop.exchange.checklist.expressions import constraint_of, limits_words

LONGEST = 32_767  # letters an Excel cell can hold
Row = dict[str, str]
Rows = list[list[str]]  # the first holds the names of the columns


def checklist_sheets(checklist: Checklist) -> dict[str, Rows]:
    """The rows of every sheet, by title. Raises ChecklistError for a text that no cell can hold."""
    names = _Names(checklist)
    survey = [row for criterion in checklist.criteria for row in _criterion_rows(criterion, names)]
    choices = list(_choice_rows(checklist, names))
    plain = checklist_to_plain(checklist)
    sheets: dict[str, Rows] = {
        layout.SURVEY: _table(layout.SURVEY_COLUMNS, survey),
        layout.CHOICES: _table(("list_name", "name", "label"), choices),
        layout.SETTINGS: _table(
            ("form_title", "form_id", "version", "default_language", "tdkt_format"),
            [
                {
                    "form_title": checklist.title,
                    "form_id": checklist.code,
                    "version": checklist.version,
                    "default_language": "Tiếng Việt (vi)",
                    "tdkt_format": layout.FORMAT,
                }
            ],
        ),
        layout.SECTIONS: _table(
            ("key", "title"), [{"key": one.key, "title": one.title} for one in checklist.sections]
        ),
        layout.STATEMENTS: _table(
            ("section", "type", "data"),
            [
                {"section": one.key, "type": str(said["type"]), "data": _json(_without_type(said))}
                for one in checklist.sections
                for said in one.statements
            ],
        ),
        layout.CONTRADICTIONS: _table(
            ("say", "level", "all_of"),
            [
                {"say": one["say"], "level": one.get("level", ""), "all_of": _json(one["all_of"])}
                for one in plain.get("contradictions", [])
            ],
        ),
    }
    _refuse_long(sheets)
    return sheets


class _Names:
    """A name for every question and content that XLSForm takes; a code that is none gets one made up."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self.of: dict[str, str] = {}
        self.groups: dict[str, str] = {}
        taken: set[str] = set()
        for question in checklist.questions():
            self.of[question.code] = self._free(question.code, taken)
        for criterion in checklist.criteria:
            self.groups[criterion.code] = self._free(criterion.code, taken)

    @staticmethod
    def _free(code: str, taken: set[str]) -> str:
        name = code
        while not layout.XML_NAME.fullmatch(name) or name.casefold() in taken:
            name = f"tdkt_{len(taken) + 1}" if name == code else f"{name}_"
        taken.add(name.casefold())
        return name


def _criterion_rows(criterion: Criterion, names: _Names) -> Iterator[Row]:
    name = names.groups[criterion.code]
    yield {
        "type": "begin_group",
        "name": name,
        "label": criterion.title,
        "tdkt_section": criterion.section,
        "tdkt_short_title": criterion.short_title,
        "tdkt_graded": "" if criterion.graded else layout.flag_cell(False),
        "tdkt_evidence": layout.list_cell(criterion.evidence),
        "tdkt_code": "" if name == criterion.code else criterion.code,
    }
    for question in criterion.questions:
        yield from _question_rows(question, names)
    yield {"type": "end_group"}


def _question_rows(question: Question, names: _Names) -> Iterator[Row]:
    name = names.of[question.code]
    relevant, own_when = _relevant(question.when, names)
    yield {
        "type": _type(question, name),
        "name": name,
        "label": question.ask,
        "hint": question.hint,
        "required": "yes" if question.required else "no",
        "relevant": relevant,
        "tdkt_kind": str(question.kind),
        "tdkt_expects": "" if question.expects is None else layout.flag_cell(question.expects),
        "tdkt_measure": question.measure,
        "tdkt_measures": layout.list_cell(question.measures),
        "tdkt_total_of": layout.list_cell(question.total_of),
        "tdkt_part_of": question.part_of,
        "tdkt_addressee": question.addressee,
        "tdkt_lead": question.lead,
        "tdkt_if_yes": question.if_yes,
        "tdkt_if_no": question.if_no,
        "tdkt_when": own_when,
        # Choices and columns of a kind that uses neither: kept, so that nothing of the file is lost.
        "tdkt_choices": "" if question.kind is Kind.CHOICE else layout.list_cell(question.choices),
        "tdkt_columns": "" if question.kind is Kind.TABLE else _columns(question),
        "tdkt_code": "" if name == question.code else question.code,
        "constraint": constraint_of(question.least, question.most),
        "constraint_message": limits_words(question.least, question.most),
        "tdkt_not_applicable": "" if question.may_not_apply else layout.flag_cell(False),
    }
    if question.kind in ITEM_KINDS:
        yield from _repeat_rows(question, name)
        yield {"type": "end_repeat"}


def _repeat_rows(question: Question, name: str) -> Iterator[Row]:
    if question.kind is Kind.LIST:
        for part, kind, label in layout.LIST_PARTS:
            yield {"type": kind, "name": f"{name}_{part}", "label": label, "tdkt_kind": layout.PART}
        return
    yield {"type": "text", "name": f"{name}_dong", "label": layout.LINE_LABEL, "tdkt_kind": layout.PART}
    for place, column in enumerate(question.columns, start=1):
        yield {
            "type": "decimal",
            "name": f"{name}_cot{place}",
            "label": column.title,
            "tdkt_kind": layout.COLUMN,
            "tdkt_code": column.key,
        }


def _columns(question: Question) -> str:
    return _json([[one.key, one.title] for one in question.columns]) if question.columns else ""


def _type(question: Question, name: str) -> str:
    if question.kind is Kind.YES_NO:
        return f"select_one {layout.YES_NO_LIST}"
    return f"select_one {name}_pa" if question.kind is Kind.CHOICE else layout.TYPES[question.kind]


def _relevant(when: Condition | None, names: _Names) -> tuple[str, str]:
    """The condition as ODK reads it, and in our own column where that is not the whole truth."""
    if when is None:
        return "", ""
    asked = names.checklist.question(when.question)
    if isinstance(when.equals, bool) and asked.kind is Kind.YES_NO:
        said, own = (layout.YES if when.equals else layout.NO), ""
    elif asked.kind is Kind.CHOICE and when.equals in asked.choices:
        said, own = f"pa{asked.choices.index(str(when.equals)) + 1}", ""
    else:
        said, own = layout.NOT_SAID, _json({"question": when.question, "equals": when.equals})
    return f"${{{names.of[when.question]}}} = '{said}'", own


def _choice_rows(checklist: Checklist, names: _Names) -> Iterator[Row]:
    yield {"list_name": layout.YES_NO_LIST, "name": layout.YES, "label": "Có"}
    yield {"list_name": layout.YES_NO_LIST, "name": layout.NO, "label": "Không"}
    for question in (one for one in checklist.questions() if one.kind is Kind.CHOICE):
        for place, label in enumerate(question.choices, start=1):
            yield {"list_name": f"{names.of[question.code]}_pa", "name": f"pa{place}", "label": label}


def _table(columns: tuple[str, ...], rows: list[Row]) -> Rows:
    return [list(columns), *([row.get(column, "") for column in columns] for row in rows)]


def _without_type(statement: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in statement.items() if key != "type"}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _refuse_long(sheets: dict[str, Rows]) -> None:
    for title, rows in sheets.items():
        for number, row in enumerate(rows, start=1):
            if any(len(cell) > LONGEST for cell in row):
                raise ChecklistError(
                    f"Trang “{title}”, dòng {number}: lời quá dài, một ô Excel chỉ chứa {LONGEST} chữ.",
                    "Hãy rút ngắn trong tệp YAML rồi xuất lại.",
                )
