"""Charts as data: bars with their parts, and the same said in words, so that no colour is ever the only sign."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.completeness import UnitProgress
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.marks import MARK_WORDS, Mark

PROGRESS, RESULTS, DEVIATIONS = "progress", "results", "deviations"
EMPTY = "Chưa có số liệu để vẽ."
# The order on a bar: what is settled first, what is open last.
ORDER = (Mark.MET, Mark.NOT_MET, Mark.NOT_APPLICABLE, Mark.RECORDED, Mark.PARTIAL, Mark.NOT_CHECKED)


@dataclass(frozen=True)
class Series:
    """One kind of part of every bar; the mark gives its colour and its pattern."""

    title: str
    mark: Mark


@dataclass(frozen=True)
class Bar:
    """One bar: `parts` in the order of the series. `words` say all of it; `unit` and `criterion` are where it leads."""

    label: str
    parts: tuple[int, ...]
    words: str
    unit: str = ""
    criterion: str = ""

    @property
    def total(self) -> int:
        return sum(self.parts)


@dataclass(frozen=True)
class Chart:
    """Bars below each other. With `signed` there is one number a bar, days before (-) or after (+) a line in the middle;
    else the parts of a bar fill the whole room, each by its share. `summary` is the chart in a sentence.
    """

    key: str
    title: str
    summary: str
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    signed: bool = False

    @property
    def most(self) -> int:
        """The longest bar of a signed chart, to either side; at least 1."""
        return max((abs(part) for bar in self.bars for part in bar.parts), default=0) or 1

    @property
    def words(self) -> str:
        """The whole chart in words, a line a bar."""
        return "\n".join([self.summary, *(f"{bar.label}: {bar.words}" for bar in self.bars)])


def charts_of(
    checklist: Checklist,
    units: Sequence[Unit],
    progress: Callable[[str], UnitProgress],
    inspection: Callable[[str], Inspection],
    against_last: Sequence[Chart] = (),
) -> tuple[Chart, ...]:
    """Progress by unit, results by criterion, deviations from the schedule, and those against the year before
    (domain.year_charts) where a campaign has one.
    """
    found = [progress(unit.code) for unit in units]
    return (
        progress_chart(units, found),
        results_chart(checklist, found),
        deviations_chart(units, [inspection(unit.code) for unit in units]),
        *against_last,
    )


def progress_chart(units: Sequence[Unit], found: Sequence[UnitProgress]) -> Chart:
    """How many of the questions each unit has settled."""
    bars = tuple(
        Bar(
            numbered(unit),
            (one.settled, one.asked - one.settled),
            f"đã ghi {one.settled}/{one.asked} câu hỏi ({share(one.settled, one.asked)} %)",
            unit=unit.code,
        )
        for unit, one in zip(units, found, strict=True)
    )
    settled, asked = sum(one.settled for one in found), sum(one.asked for one in found)
    summary = f"Cả đợt đã ghi {settled}/{asked} câu hỏi ({share(settled, asked)} %)." if bars else EMPTY
    series = Series("Đã ghi", Mark.RECORDED), Series("Còn thiếu", Mark.NOT_CHECKED)
    return Chart(PROGRESS, "Tiến độ theo đơn vị", summary, series, bars)


def results_chart(checklist: Checklist, found: Sequence[UnitProgress]) -> Chart:
    """How many units stand how to each criterion."""
    bars = []
    for place, criterion in enumerate(checklist.criteria):
        counts = mark_counts(one.criteria[place].mark for one in found)
        bars.append(
            Bar(
                f"{place + 1}. {criterion.name}",
                tuple(counts[mark] for mark in ORDER),
                counts_in_words(counts),
                criterion=criterion.code,
            )
        )
    all_counts = mark_counts(progress.mark for one in found for progress in one.criteria)
    many = f"{len(checklist.criteria):02d} nội dung, {len(found):02d} đơn vị"
    summary = f"{many}: {counts_in_words(all_counts)} (lượt đơn vị)." if found else EMPTY
    series = tuple(Series(MARK_WORDS[mark], mark) for mark in ORDER)
    return Chart(RESULTS, "Kết quả theo nội dung", summary, series, tuple(bars) if found else ())


def deviations_chart(units: Sequence[Unit], found: Sequence[Inspection]) -> Chart:
    """How many days before or after the plan each unit was inspected; units without both dates say so."""
    bars = []
    days = [days_off(unit, one) for unit, one in zip(units, found, strict=True)]
    for unit, off in zip(units, days, strict=True):
        bars.append(Bar(numbered(unit), (off or 0,), deviation_words(off), unit=unit.code))
    known = [one for one in days if one is not None]
    counts = (
        (sum(one == 0 for one in known), "đúng kế hoạch"),
        (sum(one < 0 for one in known), "sớm hơn"),
        (sum(one > 0 for one in known), "chậm hơn"),
        (len(days) - len(known), "chưa đủ ngày để so"),
    )
    said = ", ".join(f"{count:02d} đơn vị {words}" for count, words in counts if count)
    summary = f"{said}." if bars else EMPTY
    series = (Series("Số ngày sớm (bên trái) hoặc chậm (bên phải)", Mark.RECORDED),)
    return Chart(DEVIATIONS, "Lịch thực hiện so với kế hoạch", summary, series, tuple(bars), signed=True)


def mark_counts(marks: Iterable[Mark]) -> dict[Mark, int]:
    """How often each state is there."""
    counts = dict.fromkeys(ORDER, 0)
    for mark in marks:
        counts[mark] += 1
    return counts


def counts_in_words(counts: dict[Mark, int]) -> str:
    """The states that are there: "03 đạt, 01 chưa đạt"."""
    said = [f"{counts[mark]:02d} {MARK_WORDS[mark].lower()}" for mark in ORDER if counts[mark]]
    return ", ".join(said) or "chưa có đơn vị"


def days_off(unit: Unit, inspection: Inspection) -> int | None:
    """Days from the planned to the actual date, negative when earlier; None without both."""
    actual = inspection.visit.actual_date
    return (actual - unit.planned_date).days if actual and unit.planned_date else None


def deviation_words(days: int | None) -> str:
    """A deviation in words: "sớm 51 ngày", "đúng kế hoạch"."""
    if days is None:
        return "chưa đủ ngày để so"
    return "đúng kế hoạch" if days == 0 else f"{'sớm' if days < 0 else 'chậm'} {abs(days):02d} ngày"


def numbered(unit: Unit) -> str:
    """A unit by its number in the schedule and its short name."""
    return f"{unit.number:02d} {unit.short}"


def share(part: int, whole: int) -> int:
    """A share in whole per cent; never 100 while something is left."""
    if whole <= 0:
        return 0
    return 100 if part >= whole else min(99, round(100 * part / whole))
