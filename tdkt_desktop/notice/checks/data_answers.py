"""Rules over the answers of each unit: what contradicts, does not add up, is unclear or is of another period."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.completeness import is_asked
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Approximator, Kind, Verdict
from tdkt_desktop.domain.sealing import UNCLEAR
from tdkt_desktop.domain.values import Answer, DocumentRef, Figure, Item
from tdkt_desktop.notice.checks.case import Case, holds
from tdkt_desktop.notice.checks.findings import Finding, Place, Severity, finding
from tdkt_desktop.notice.checks.prose_figures import Amount, fits
from tdkt_desktop.vietnamese.dates import period_text, period_years, short_date
from tdkt_desktop.vietnamese.numbers import format_number
from tdkt_desktop.vietnamese.text import fold

FAR = 100  # times the median of the others
FEW = 4  # units below which nothing is far from the others


def contradictions(case: Case) -> Iterator[Finding]:
    """What the checklist declares not to stand together."""
    for declared in case.checklist.contradictions:
        for inspection in case.inspections():
            if all(holds(inspection.answer(one.question), one.equals) for one in declared.all_of):
                last = declared.all_of[-1].question
                numbers = ", ".join(case.checklist.numbers[one.question] for one in declared.all_of)
                yield finding(
                    "cross.contradiction",
                    case.place(inspection.unit, last),
                    f"{case.name(inspection.unit)}: {declared.say} (câu {numbers})",
                    *(f"{one.question}={one.equals}" for one in declared.all_of),
                    severity=Severity(declared.level),
                )


def verdicts(case: Case) -> Iterator[Finding]:
    """“Đạt” beside an answer that fails, “chưa đạt” beside nothing that does."""
    for inspection in case.inspections():
        for criterion in case.checklist.criteria:
            remark = inspection.remark(criterion.code)
            failing = [
                question.code
                for question in criterion.questions
                if question.expects is not None
                and is_asked(question, inspection)
                and inspection.answer(question.code).answered
                and not holds(inspection.answer(question.code), question.expects)
            ]
            place = Place(unit=inspection.unit, step=criterion.code)
            name = f"{case.name(inspection.unit)}, {criterion.name}"
            if remark.verdict is Verdict.MET and failing:
                numbers = ", ".join(case.checklist.numbers[code] for code in failing)
                yield finding(
                    "verdict.contradiction", place, f"{name}: kết luận đạt, câu {numbers} ghi chưa", *failing
                )
            if remark.verdict is Verdict.NOT_MET and not failing and not remark.limitation.strip():
                yield finding(
                    "verdict.contradiction", place, f"{name}: kết luận chưa đạt, chưa ghi hạn chế nào"
                )


def totals(case: Case) -> Iterator[Finding]:
    """A figure the checklist calls a total, against what it is the total of."""
    for question in case.checklist.questions():
        if not question.total_of:
            continue
        for unit, answer in case.answers(question):
            added = _added(case.record.of(unit), question)
            if added is None or not isinstance(answer.value, Figure) or _fits(answer.value, added):
                continue
            yield finding(
                "sum.total_of",
                case.place(unit, question.code),
                f"{case.name(unit)}, {case.asked(question)}: ghi {_said(answer.value)}, các khoản cộng lại là {format_number(added)}",
                answer.value.amount,
                answer.value.approximator,
                added,
            )


def _added(inspection: Inspection, question: Question) -> Decimal | None:
    """What the parts make together; None unless every part is there, in one period."""
    added, periods = Decimal(0), set[str]()
    for name in question.total_of:
        answer = inspection.answer(name.removeprefix("-"))
        if not answer.answered:
            return None
        sign = -1 if name.startswith("-") else 1
        if isinstance(answer.value, Figure):
            added += sign * answer.value.amount
            periods.add(answer.value.period)
            continue
        wanted = ("", "đồng" if question.kind is Kind.MONEY else question.measure)
        numbers = [cell for item in answer.items for cell in item.cells.values()]
        numbers += [i.amount for i in answer.items if i.amount is not None and i.measure in wanted]
        if not numbers or any(i.amount is not None and i.measure not in wanted for i in answer.items):
            return None
        added += sign * sum(numbers, Decimal(0))
        periods |= {item.period for item in answer.items}
    return added if len(periods - {""}) <= 1 else None


def parts(case: Case) -> Iterator[Finding]:
    """A figure counted out of another, and “trong đó” lines of a list, that exceed their whole."""
    for question in case.checklist.questions():
        if question.part_of:
            yield from _out_of(case, question, case.checklist.question(question.part_of))
        if question.kind is Kind.LIST:
            for unit, answer in case.answers(question):
                yield from _within(case, unit, question, answer.items)


def _out_of(case: Case, question: Question, whole_of: Question) -> Iterator[Finding]:
    for unit, answer in case.answers(question):
        part, whole = answer.value, case.record.of(unit).answer(whole_of.code).value
        if isinstance(part, Figure) and isinstance(whole, Figure) and part.amount > whole.amount:
            yield finding(
                "breakdown.exceeds_total",
                case.place(unit, question.code),
                f"{case.name(unit)}: {case.asked(question)} ghi {_said(part)}, "
                f"{case.asked(whole_of)} chỉ có {_said(whole)}",
                part.amount,
                whole.amount,
            )


def _within(case: Case, unit: str, question: Question, items: Sequence[Item]) -> Iterator[Finding]:
    for before, item in pairwise(items):
        if not re.search(r"\btrong (?:đó|số)\b", item.text, re.IGNORECASE):
            continue
        whole, part = before.amount, item.amount
        if whole is None or part is None or before.period != item.period:
            continue
        if not before.measure or not fold(item.measure).startswith(fold(before.measure)):
            continue
        code = "breakdown.exceeds_total" if part > whole else "breakdown.complete"
        if part > whole or whole > part >= whole * Decimal("0.95"):
            left = format_number(abs(whole - part))
            yield finding(
                code,
                case.place(unit, question.code, item.text),
                f"{case.name(unit)}, {case.asked(question)}: {format_number(whole)} {before.measure}, trong đó "
                f"{format_number(part)} {item.measure}: {'vượt' if part > whole else 'còn'} {left}",
                whole,
                part,
            )


def measures(case: Case) -> Iterator[Finding]:
    """Amounts that do not say of what they are, where the checklist asks for it; amounts without any measure."""
    for question in case.checklist.questions():
        for unit, answer in case.answers(question):
            for item in answer.items:
                if item.amount is None:
                    continue
                said = fold(f"{item.text} {item.measure} {item.note if not question.measures else ''}")
                place = case.place(unit, question.code, item.text)
                what = f"{case.name(unit)}, {case.asked(question)}: “{item.text} {format_number(item.amount)} {item.measure}”"
                if question.measures and not any(fold(word) in said for word in question.measures):
                    yield finding(
                        "money.measure_named", place, f"{what} chưa rõ là {' hay '.join(question.measures)}"
                    )
                if not item.measure and not question.measure:
                    yield finding("figure.measure_missing", place, what)


def periods(case: Case) -> Iterator[Finding]:
    """Figures of other years; gentler where the campaign's year is among them. One finding a question."""
    year = case.campaign.year
    for question in case.checklist.questions():
        for unit, answer in case.answers(question):
            spoken = [item.period for item in answer.items if item.amount is not None or item.cells]
            if isinstance(answer.value, Figure):
                spoken.append(answer.value.period)
            spans = {code: span for code in spoken if (span := period_years(code))}
            other = [code for code, (first, last) in spans.items() if first < year or last > year]
            if other:
                whole = any(spans[code][1] < year or spans[code][0] > year for code in other)
                yield finding(
                    "period.outside_campaign",
                    case.place(unit, question.code),
                    f"{case.name(unit)}, {case.asked(question)}: {'; '.join(period_text(code) for code in other)}",
                    *other,
                    severity=Severity.WARNING if whole else Severity.HINT,
                )


def documents(case: Case) -> Iterator[Finding]:
    """A unit's paper that is younger than the inspection."""
    for question in case.checklist.questions():
        for unit, answer in case.answers(question):
            actual = case.record.of(unit).visit.actual_date
            paper = answer.value
            if isinstance(paper, DocumentRef) and paper.date and actual and paper.date > actual:
                yield finding(
                    "date.document_after_inspection",
                    case.place(unit, question.code),
                    f"{case.name(unit)}, {case.asked(question)}: văn bản ngày {short_date(paper.date)}, "
                    f"kiểm tra ngày {short_date(actual)}",
                    paper.date,
                    actual,
                )


def unclear(case: Case) -> Iterator[Finding]:
    """What was typed and could not be read."""
    for inspection in case.inspections():
        for code, answer in inspection.answers.items():
            last = answer.note.split("\n")[-1]
            if last.startswith(UNCLEAR) and case.checklist.has_question(code):
                question = case.checklist.question(code)
                yield finding(
                    "value.unclear",
                    case.place(inspection.unit, code),
                    f"{case.name(inspection.unit)}, {case.asked(question)}: “{last.removeprefix(UNCLEAR)}”",
                )


def outliers(case: Case) -> Iterator[Finding]:
    """Amounts a hundred times the others': a slip of triệu and tỷ, maybe."""
    for question in case.checklist.questions():
        if question.kind not in (Kind.MONEY, Kind.COUNT, Kind.NUMBER, Kind.LIST):
            continue
        by_measure: dict[str, dict[str, Decimal]] = defaultdict(dict)
        for unit, answer in case.answers(question):
            if (amount := _sum(answer)) > 0:
                by_measure[fold(_measure(answer))][unit] = amount
        for found in by_measure.values():
            if len(found) >= FEW:
                yield from _far_off(case, question, found)


def _far_off(case: Case, question: Question, found: Mapping[str, Decimal]) -> Iterator[Finding]:
    """The amounts of one measure that stand far from the others of it."""
    for unit, amount in found.items():
        usual = median(other for code, other in found.items() if code != unit)
        if amount >= usual * FAR or amount * FAR <= usual:
            yield finding(
                "amount.outlier",
                case.place(unit, question.code),
                f"{case.name(unit)}, {case.asked(question)}: {format_number(amount)}, các đơn vị khác thường "
                f"khoảng {format_number(Decimal(usual))}",
                amount,
            )


def _measure(answer: Answer) -> str:
    if isinstance(answer.value, Figure):
        return answer.value.measure
    return next((item.measure for item in answer.items if item.amount is not None), "")


def _sum(answer: Answer) -> Decimal:
    if isinstance(answer.value, Figure):
        return answer.value.amount
    kinds = {item.measure for item in answer.items if item.amount is not None}
    return (
        sum((i.amount for i in answer.items if i.amount is not None), Decimal(0))
        if len(kinds) == 1
        else Decimal(0)
    )


def _fits(total: Figure, added: Decimal) -> bool:
    if total.amount != int(total.amount) or added != int(added):
        return total.approximator is not Approximator.EXACT or total.amount == added
    return fits(Amount(int(total.amount), total.approximator, 0, 0, ""), int(added))


def _said(figure: Figure) -> str:
    return format_number(figure.amount)
