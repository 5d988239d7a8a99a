"""The checklist of one unit as a workbook it fills in beforehand: one row a question, lists on a sheet of their own."""

from __future__ import annotations

from collections.abc import Iterator

from tdkt_desktop.documents.xlsx.form import HEAD, TITLE, FormCell, FormSheet
from tdkt_desktop.domain import self_report as form
from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.checklist import Checklist, Question
from tdkt_desktop.domain.kinds import FIGURE_KINDS, ITEM_KINDS, Kind

Row = tuple[FormCell, ...]
NOTHING = FormCell()
ADVICE = (
    "Đơn vị ghi vào các ô nền vàng nhạt; các ô khác được khóa. Câu nào không thuộc đối tượng thì ghi "
    f"“{form.NOT_APPLICABLE}” và nêu lý do ở cột ghi chú. Chưa có số liệu thì để trống, không ghi số 0."
)
HOW = {
    Kind.YES_NO: "Chọn Có hoặc Không",
    Kind.CHOICE: "Chọn trong danh sách",
    Kind.COUNT: "Ghi số",
    Kind.NUMBER: "Ghi số",
    Kind.PERCENT: "Ghi số, đơn vị %",
    Kind.MONEY: "Ghi số đồng, ví dụ 350000000 hoặc 350 triệu đồng",
    Kind.DATE: "Ghi ngày, ví dụ 15/9/2026",
    Kind.TEXT: "Ghi lời",
    Kind.LIST: f"Ghi ở trang “{form.LISTS}”",
    Kind.TABLE: f"Ghi ở trang “{form.LISTS}”",
}


def unit_form(campaign: Campaign, checklist: Checklist, unit: Unit) -> tuple[FormSheet, ...]:
    """The sheets of the form: answers, lists, and the hidden one that says whose form it is."""
    return (
        _answers(campaign, checklist, unit),
        _lists(checklist),
        _meta(campaign, checklist, unit),
    )


def _meta(campaign: Campaign, checklist: Checklist, unit: Unit) -> FormSheet:
    facts = {
        "format": form.FORM_FORMAT,
        "campaign": campaign.id,
        "unit": unit.code,
        "checklist": checklist.digest,
    }
    rows = tuple((FormCell(name), FormCell(value)) for name, value in facts.items())
    return FormSheet(form.META, rows, hidden=True)


def _answers(campaign: Campaign, checklist: Checklist, unit: Unit) -> FormSheet:
    rows: list[Row] = [
        (NOTHING, FormCell("BIỂU TỰ BÁO CÁO", style=TITLE)),
        (NOTHING, FormCell(campaign.title, style=TITLE)),
        (NOTHING, FormCell(f"Đơn vị: {unit.official}", style=TITLE)),
        (NOTHING, FormCell(ADVICE, across=len(form.HEADS) - 1)),
        tuple(FormCell(head, style=HEAD) for head in form.HEADS),
    ]
    frozen = len(rows)
    for place, criterion in enumerate(checklist.criteria, start=1):
        rows.append((NOTHING, FormCell(str(place), style=HEAD), FormCell(criterion.title, style=HEAD)))
        for question in criterion.questions:
            rows += _question_rows(question, checklist)
    return FormSheet(form.ANSWERS, tuple(rows), (8, 7, 60, 32, 28, 16, 36), frozen, (form.CODE,))


def _question_rows(question: Question, checklist: Checklist) -> Iterator[Row]:
    number = checklist.numbers[question.code]
    if question.kind is Kind.DOCUMENT:
        for part in form.DOCUMENT_PARTS:
            words = form.DOCUMENT_WORDS[part]
            asked = f"{_ask(question, checklist)}\n{words}" if part == form.DOCUMENT_PARTS[0] else words
            how = HOW[Kind.DATE] if part == "date" else HOW[Kind.TEXT]
            yield _row(
                number, asked, _open(how, kind="date" if part == "date" else "text"), how, question, part
            )
        return
    how = HOW[question.kind]
    if question.measure and question.kind in FIGURE_KINDS:
        how = f"{how}, đơn vị tính: {question.measure}"
    yield _row(number, _ask(question, checklist), _cell(question), how, question)


def _row(number: str, asked: str, cell: FormCell, how: str, question: Question, part: str = "") -> Row:
    figure = question.kind in FIGURE_KINDS
    period = _open("Ví dụ: 2026, hoặc 6 tháng đầu năm 2026") if figure else FormCell()
    code = f"{question.code}{form.PART}{part}" if part else question.code
    note = FormCell() if part and part != form.DOCUMENT_PARTS[0] else FormCell(open=True)
    return (FormCell(code), FormCell(number), FormCell(asked), cell, FormCell(how), period, note)


def _cell(question: Question) -> FormCell:
    if question.kind is Kind.YES_NO:
        return FormCell(open=True, choices=(form.YES, form.NO, form.NOT_APPLICABLE))
    if question.kind is Kind.CHOICE:
        return FormCell(open=True, choices=(*question.choices, form.NOT_APPLICABLE))
    if question.kind in ITEM_KINDS:
        return _open(f"Để trống, trừ khi ghi “{form.NOT_APPLICABLE}”")
    kind = "date" if question.kind is Kind.DATE else "number" if question.kind in FIGURE_KINDS else "text"
    return _open(HOW[question.kind], kind=kind)


def _open(prompt: str, kind: str = "text") -> FormCell:
    return FormCell(open=True, kind=kind, prompt=prompt)


def _ask(question: Question, checklist: Checklist) -> str:
    said = [question.ask, question.hint]
    if question.when is not None:
        wanted = question.when.equals
        answer = ("có" if wanted else "không") if isinstance(wanted, bool) else f"“{wanted}”"
        said.append(f"(nếu câu {checklist.numbers[question.when.question]}: {answer})")
    if not question.required and question.when is None:
        said.append("(nếu có)")
    return " ".join(part for part in said if part)


def _lists(checklist: Checklist) -> FormSheet:
    rows: list[Row] = [(NOTHING, FormCell("Danh sách và bảng số liệu: mỗi khoản một dòng", style=TITLE))]
    for question in checklist.questions():
        if question.kind in ITEM_KINDS:
            rows += _list_rows(question, checklist.numbers[question.code])
    return FormSheet(form.LISTS, tuple(rows), (8, 52, 22, 16, 24, 18, 32), 1, (form.CODE,))


def _list_rows(question: Question, number: str) -> Iterator[Row]:
    """A heading, the names of the columns, then open rows. A row tells by its hidden code whose it is."""
    yield ()
    yield (NOTHING, FormCell(f"Câu {number}. {question.ask}", style=HEAD))
    if question.kind is Kind.TABLE:
        heads = ["Dòng", *(column.title for column in question.columns)]
        kinds = ["text", *("number" for _ in question.columns)]
        count = form.TABLE_ROWS
    else:
        heads, count = list(form.LIST_HEADS), form.LIST_ROWS
        kinds = ["number" if name == "amount" else "text" for name in form.LIST_COLUMNS]
    yield (NOTHING, *(FormCell(head, style=HEAD) for head in heads))
    for _ in range(count):
        yield (FormCell(question.code), *(FormCell(open=True, kind=kind) for kind in kinds))
