"""Sentence grammar: how a counted figure and a recorded detail read in an official notice (domain rules 3.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.values import Answer, DocumentRef, Figure, Item, Plain
from tdkt_desktop.notice.facts import Tally
from tdkt_desktop.notice.threshold_words import in_words
from tdkt_desktop.vietnamese.counts import join_names, padded, ratio
from tdkt_desktop.vietnamese.dates import period_text, short_date
from tdkt_desktop.vietnamese.money import approximator_word, format_money
from tdkt_desktop.vietnamese.numbers import format_number
from tdkt_desktop.vietnamese.text import lower_first

EXEMPT, OPEN = "không thuộc đối tượng", "chưa kiểm tra nội dung này"
Names = Callable[[str], str]  # unit code -> the name the notice uses
# texts that end so lead on to their amount without a colon: "cho 7.620 khách hàng", "đạt 930 tỷ đồng"
LEADING_ON = (
    *("cho", " với", " đạt", " được", " có", " chiếm", " thêm", " là", "xây dựng", "đầu tư", "tặng"),
    *("ủng hộ", "hỗ trợ", "đóng góp", "quyên góp", "số tiền", "trị giá"),
)
PEOPLE_WORDS = (
    "đơn vị",
    "tập thể",
    "cá nhân",
    "mô hình",
)  # counts of these are padded: 01 tập thể, 08 cá nhân


def counted(tally: Tally, count: Plain, names: Names | None) -> str:
    """The clause of a count: all, part with its exceptions and their names, or none; then the exempt and unchecked.

    Without `names` (a public notice) the exceptions are counted and not named.
    """
    if tally.by_name and not tally.doing and tally.total:
        return _nobody(tally, count, names)
    said = f"{count.get('prefix', '')}{ratio(tally.n, tally.total)} đơn vị"
    said = in_words(tally) if count.get("in_words") else said
    return f"{said} {count['does']}{rest(tally, count, names)}"


def _nobody(tally: Tally, count: Plain, names: Names | None) -> str:
    """The clause where no unit does: n/N of those who fail or are exempt, never "còn" of nothing."""
    failing = count.get("none") if len(tally.failing) == tally.total else ""
    groups = (
        (tally.failing, failing or count.get("fails", "")),
        (tally.not_applicable, count.get("exempt") or f"{EXEMPT} phải {count['does']}"),
        (tally.not_checked, OPEN),
    )
    codes, words = next(group for group in groups if group[0])
    first = f"{ratio(len(codes), tally.total)} đơn vị {words}{_listed(codes, tally, names)}"
    later = [clause for group, clause in _left(tally, count, names) if group != codes]
    return ", ".join((first, *later))


def rest(tally: Tally, count: Plain, names: Names | None) -> str:
    """What follows the units that do: ", còn 01 đơn vị chưa ... (A), 01 đơn vị ..."; blank when there are no others."""
    if not tally.by_name or tally.unanimous:
        return ""
    clauses = [f"còn {failed(tally, count, names)}"] if tally.failing else []
    clauses += [clause for _, clause in _left(tally, count, names)]
    return "".join(f", {clause}" for clause in clauses)


def failed(tally: Tally, count: Plain, names: Names | None) -> str:
    """The clause "03 đơn vị chưa ... (A; B; C)": the exceptions with their names in schedule order."""
    return f"{padded(len(tally.failing))} đơn vị {count['fails']}{_listed(tally.failing, tally, names)}"


def _left(tally: Tally, count: Plain, names: Names | None) -> list[tuple[tuple[str, ...], str]]:
    """The exempt and the unchecked, each with its clause."""
    groups = ((tally.not_applicable, count.get("exempt") or EXEMPT), (tally.not_checked, OPEN))
    return [
        (codes, f"{padded(len(codes))} đơn vị {words}{_listed(codes, tally, names)}")
        for codes, words in groups
        if codes
    ]


def _listed(codes: Sequence[str], tally: Tally, names: Names | None) -> str:
    """The names behind a number; none in a public notice, and none where they are those of all units."""
    if names is None or len(codes) == tally.total:
        return ""
    return f" ({join_names([names(code) for code in codes])})"


def proposal(item: Item) -> str:
    """A proposal without the stop that its line brings."""
    return item.text.strip().rstrip(" .,;")


def detail(question: Question, answer: Answer, phrase: str = "", lead: str = "") -> str:
    """What a unit's answer says, as part of its bullet; blank when it says nothing. `lead` names a bare number or day."""
    if not answer.answered:
        return ""
    if answer.items:
        items = answer.items if question.kind is Kind.TABLE else _period_once(answer.items)
        return "; ".join(filter(None, (item_phrase(question, item, phrase) for item in items)))
    if isinstance(answer.value, Figure):
        return figure_phrase(question, answer.value, phrase, lead)
    if isinstance(answer.value, DocumentRef):
        return document_phrase(answer.value)
    if isinstance(answer.value, dt.date):
        return _on_day(lower_first(lead), answer.value)
    return answer.value.strip().rstrip(".;") if isinstance(answer.value, str) else ""


def _on_day(what: str, day: dt.date) -> str:
    """A day with what happened on it, "phát động ngày 05/01/2026"; the word "ngày" stands once."""
    named = what.startswith("ngày")
    return f"{what} {short_date(day)}" if named else f"{what} ngày {short_date(day)}".strip()


def _period_once(items: Sequence[Item]) -> Sequence[Item]:
    """Say a period once for the items that follow each other in it; only where every item has one, lest an item
    without a period seem to belong to the one before.
    """
    if not all(item.period for item in items):
        return items
    said = ["", *(item.period for item in items)]
    return [
        replace(item, period="") if item.period == before else item
        for item, before in zip(items, said, strict=False)
    ]


def item_phrase(question: Question, item: Item, phrase: str = "") -> str:
    """One line of a list or row of a table: the period first, then what, how much and where."""
    amount = (
        amount_phrase(item.amount, item.measure or question.measure, item.approximator)
        if item.amount is not None
        else ""
    )
    cells = cells_phrase(question, item)
    text = item.text if question.kind is not Kind.TABLE or item.text != item.period else ""
    period = period_text(item.period) if item.period else ""
    if phrase:
        return _squeezed(
            phrase.format(text=text, amount=amount, cells=cells, place=item.place, period=period)
        )
    said = _say(text, amount or cells)
    where = f"tại {item.place}" if item.place and item.place not in said else ""
    return _squeezed(f"{_dated(period, said)} {where}".strip())


def figure_phrase(question: Question, figure: Figure, phrase: str = "", lead: str = "") -> str:
    """A single figure with its measure and period."""
    unit = {Kind.MONEY: "đồng", Kind.PERCENT: "%"}.get(question.kind, "")
    measure = figure.measure if unit else (figure.measure or question.measure)
    amount = amount_phrase(figure.amount, unit or measure, figure.approximator)
    period = period_text(figure.period) if figure.period else ""
    if phrase:
        return _squeezed(phrase.format(text=measure, amount=amount, cells="", place="", period=period))
    what = "" if question.measure or (measure and not unit) else measure or lower_first(lead)
    return _squeezed(_dated(period, _say(what, amount)))


def amount_phrase(amount: Plain, measure: str, approximator: str) -> str:
    """An amount in words: "trên 4 tỷ đồng", "33.809 khách hàng", "50%"; people and bodies are padded, things are not."""
    if measure == "đồng":
        number = format_money(int(amount))
    elif measure.startswith(PEOPLE_WORDS) and amount == int(amount):
        number = f"{padded(int(amount))} {measure}"
    elif measure.startswith("%"):
        number = f"{format_number(amount)}{measure}"
    else:
        number = f"{format_number(amount)} {measure}".strip()
    return f"{approximator_word(approximator)} {number}".strip()


def cells_phrase(question: Question, row: Item) -> str:
    """The phrase "01 tập thể, 08 cá nhân": the filled cells of a table row in column order."""
    return ", ".join(
        f"{padded(int(row.cells[column.key]))} {column.title[:1].lower()}{column.title[1:]}"
        for column in question.columns
        if row.cells.get(column.key)
    )


def document_phrase(document: DocumentRef) -> str:
    """A citation inside a sentence: no colon after "số", the date in short form."""
    parts = [
        f"số {document.number}" if document.number else "",
        f"ngày {short_date(document.date)}" if document.date else "",
        f"của {document.issuer}" if document.issuer else "",
        document.subject,
    ]
    return " ".join(part for part in parts if part)


def _say(what: str, how_much: str) -> str:
    if what and how_much:
        return f"{what} {how_much}" if what.endswith(LEADING_ON) else f"{what}: {how_much}"
    return what or how_much


def _dated(period: str, said: str) -> str:
    """The period first, set off by a comma: "năm 2019, 2 xã ...", never "năm 2019 2 xã"."""
    return f"{period}, {said}" if period and said else period or said


def _squeezed(text: str) -> str:
    return " ".join(text.split())
