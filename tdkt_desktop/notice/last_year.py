"""This year against the campaign that was taken over: which questions may be compared, and what became of limitations.

Only the same question is compared: the same code, kind, wording and right answer, or one that a person says is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.charts import Chart
from tdkt_desktop.domain.checklist import Checklist, Question
from tdkt_desktop.domain.earlier import GROUPS, Earlier, EarlierFigure
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.mending import Limitation, Mending, limitations_of
from tdkt_desktop.domain.year_charts import GROUP_SERIES, YearPair, YearSide, year_charts
from tdkt_desktop.notice.earlier_extract import expects_of, figure_of
from tdkt_desktop.notice.lines import Scope
from tdkt_desktop.vietnamese.counts import join_names, padded, ratio
from tdkt_desktop.vietnamese.text import nfc, sentence, squeeze

NO_COMPARISON = {
    "missing": "năm trước không hỏi câu này",
    "kind": "năm trước hỏi theo cách khác",
    "wording": "lời câu hỏi đã đổi",
}
LAST_FACTS = {
    "last_year": "Năm của đợt trước",
    "last_total": "Số hạn chế đã nêu năm trước",
    "last_mended": "Số hạn chế đã khắc phục",
    "last_open": "Số hạn chế chưa khắc phục",
    "last_again": "Số hạn chế tái phạm",
    "last_unchecked": "Số hạn chế năm trước chưa kiểm tra lại",
    "last_open_units": "Tên đơn vị chưa khắc phục hạn chế năm trước",
    "last_again_units": "Tên đơn vị tái phạm",
    "last_clause": "Cả câu về khắc phục hạn chế năm trước",
}
STATES = {
    "last_mended": Mending.MENDED,
    "last_open": Mending.OPEN,
    "last_again": Mending.AGAIN,
    "last_unchecked": Mending.UNCHECKED,
    "last_open_units": Mending.OPEN,
    "last_again_units": Mending.AGAIN,
}


@dataclass(frozen=True)
class Compared:
    """A question in both years; both figures are made in one way. `common` counts units inspected both times."""

    number: str
    question: Question
    criterion: str
    before: EarlierFigure
    now: EarlierFigure
    common: int

    def pair(self, then: int, year: int) -> YearPair:
        """The counted figures as a chart has them."""
        return YearPair(
            self.number,
            self.question.ask,
            self.criterion,
            _side(self.before, then),
            _side(self.now, year),
            self.common,
        )


def comparable(last: Earlier, question: Question) -> EarlierFigure | str:
    """The figure of then that a question may be compared with, or a key of NO_COMPARISON."""
    mapped = next((one for one in last.figures if one.mapped == question.code), None)
    found = mapped or next((one for one in last.figures if one.code == question.code), None)
    if found is None or (found.mapped and found.mapped != question.code):
        return "missing"
    if found.kind != question.kind or found.expects != expects_of(question):
        return "kind"
    if mapped is None and squeeze(nfc(found.ask)) != squeeze(nfc(question.ask)):
        return "wording"
    return found


def compared(
    campaign: Campaign, checklist: Checklist, record: Record, units: Sequence[Unit]
) -> tuple[Compared, ...]:
    """Every question that may be compared, in the checklist's order; none while nothing was taken over."""
    last = campaign.last
    if last is None:
        return ()
    codes = {unit.code for unit in units}
    found = []
    for question in checklist.questions():
        before = comparable(last, question)
        if isinstance(before, EarlierFigure):
            now = figure_of(record, checklist, units, question)
            home = checklist.home(question.code).code
            common = len({one.now for one in last.units if one.code in before.units} & codes)
            found.append(Compared(checklist.numbers[question.code], question, home, before, now, common))
    return tuple(found)


def not_compared(campaign: Campaign, checklist: Checklist) -> tuple[tuple[str, Question, str], ...]:
    """The questions that may not be compared: number, question, why."""
    last = campaign.last
    if last is None:
        return ()
    judged = ((question, comparable(last, question)) for question in checklist.questions())
    return tuple(
        (checklist.numbers[question.code], question, NO_COMPARISON[why])
        for question, why in judged
        if isinstance(why, str)
    )


def charts_against_last(
    campaign: Campaign, checklist: Checklist, record: Record, units: Sequence[Unit]
) -> tuple[Chart, ...]:
    """The charts of this year against the one before; none while nothing was taken over."""
    last = campaign.last
    if last is None:
        return ()
    found = compared(campaign, checklist, record, units)
    pairs = [one.pair(last.year, campaign.year) for one in found if one.before.counted]
    return year_charts(last.year, pairs, units, record.of)


def carried(record: Record, units: Iterable[Unit]) -> tuple[tuple[Unit, Limitation], ...]:
    """Every limitation of earlier years with its unit, in the order of the schedule."""
    return tuple((unit, one) for unit in units for one in limitations_of(record.of(unit.code)))


def years_words(found: Iterable[Limitation], last: int) -> str:
    """The years that limitations come from: "2018", or "2017, 2018" where some are older."""
    return ", ".join(sorted({one.year for one in found})) or str(last)


def last_fact(scope: Scope, key: str) -> tuple[str, tuple[str, ...]]:
    """The text of one of LAST_FACTS and the units behind it. Raises KeyError where nothing was taken over."""
    last = scope.campaign.last
    if last is None:
        raise KeyError(key)
    found = carried(scope.record, scope.units)
    if key == "last_clause":
        return _clause(scope, last), _codes(found)
    if key in ("last_year", "last_total"):
        return (str(last.year) if key == "last_year" else padded(len(found))), _codes(found)
    of_state = [(unit, one) for unit, one in found if one.state is STATES[key]]
    if key.endswith("_units"):
        names = "" if scope.public else join_names(dict.fromkeys(unit.listed for unit, _ in of_state))
        return names, _codes(of_state)
    return padded(len(of_state)), _codes(of_state)


def last_figure(scope: Scope, code: str) -> tuple[str, tuple[str, ...]]:
    """Last year's figure of a question as n/N, and the units of now that were behind N. Raises KeyError."""
    last, question = scope.campaign.last, scope.checklist.question(code)
    found = comparable(last, question) if last else "missing"
    if last is None or isinstance(found, str) or not found.counted:
        raise KeyError(code)
    known = {one.now for one in last.units if one.code in found.units}
    return ratio(found.n, found.base), tuple(unit.code for unit in scope.units if unit.code in known)


def then_words(campaign: Campaign, question: Question, unit: str) -> str:
    """How a unit of now stood to a question then; blank where that is not known."""
    last = campaign.last
    found = comparable(last, question) if last else "missing"
    if last is None or isinstance(found, str):
        return ""
    then = {one.code for one in last.known_as(unit)}
    groups = zip(GROUPS, GROUP_SERIES, strict=True)
    said = [series.title for group, series in groups if then.intersection(getattr(found, group))]
    return f"Năm {last.year}: {', '.join(said).lower()}" if said else ""


def _clause(scope: Scope, last: Earlier) -> str:
    """The whole sentence without its stop; blank without limitations. Every state that is there is told."""
    found = carried(scope.record, scope.units)
    if not found:
        return ""
    said = []
    for state, words in (
        (Mending.MENDED, "có {} hạn chế đã được khắc phục"),
        (Mending.OPEN, "còn {} hạn chế chưa khắc phục"),
        (Mending.AGAIN, "{} hạn chế tái phạm"),
        (Mending.UNCHECKED, "{} hạn chế chưa kiểm tra lại"),
    ):
        units = [unit for unit, one in found if one.state is state]
        if units:
            names = join_names(dict.fromkeys(unit.listed for unit in units))
            named = state in (Mending.OPEN, Mending.AGAIN) and not scope.public
            said.append(words.format(padded(len(units))) + (f" ({names})" if named else ""))
    years = years_words([one for _, one in found], last.year)
    return sentence(f"trong {padded(len(found))} hạn chế đã chỉ ra năm {years}, {'; '.join(said)}")


def _codes(found: Iterable[tuple[Unit, Limitation]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit.code for unit, _ in found))


def _side(figure: EarlierFigure, year: int) -> YearSide:
    if figure.unnamed:  # who the others are is not known
        known = min(figure.declared, figure.base)
        return YearSide(year, (known, 0, 0, figure.base - known), unnamed=True)
    sizes = len(figure.doing), len(figure.failing), len(figure.not_applicable), len(figure.not_checked)
    return YearSide(year, sizes)
