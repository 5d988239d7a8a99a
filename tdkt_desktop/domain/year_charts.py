"""Charts against the year before: figures that may be compared, side by side with their N, and what became of limitations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.charts import EMPTY, Bar, Chart, Series, numbered
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.domain.mending import (
    MENDING_MARKS,
    MENDING_ORDER,
    MENDING_WORDS,
    Limitation,
    Mending,
    limitations_of,
    mending_counts,
)

YEARS, MENDINGS = "years", "mendings"
GROUP_SERIES = (
    Series("Thực hiện", Mark.MET),
    Series("Chưa thực hiện", Mark.NOT_MET),
    Series("Không thuộc đối tượng", Mark.NOT_APPLICABLE),
    Series("Chưa kiểm tra", Mark.NOT_CHECKED),
)


@dataclass(frozen=True)
class YearSide:
    """A figure of one year: how many units do, fail, are exempt, were not checked; they add up to N. A figure without names
    (`unnamed`) knows the first alone: the last group holds all others.
    """

    year: int
    groups: tuple[int, int, int, int]
    unnamed: bool = False

    @property
    def base(self) -> int:
        return sum(self.groups)

    @property
    def words(self) -> str:
        """The figure with its N, and the other groups that are there."""
        ratio = f"{self.groups[0]:02d}/{self.base:02d} đơn vị"
        if self.unnamed:
            return f"{ratio}, nguồn không nêu tên"
        rest = [
            f"{count:02d} {series.title.lower()}"
            for count, series in zip(self.groups[1:], GROUP_SERIES[1:], strict=True)
            if count
        ]
        return ", ".join([ratio, *rest])


@dataclass(frozen=True)
class YearPair:
    """One question in both years. `common` counts the units that were inspected in both."""

    number: str
    ask: str
    criterion: str
    before: YearSide
    now: YearSide
    common: int

    @property
    def caution(self) -> str:
        """What must be said before one figure is held against the other; blank where they stand on the same units."""
        if self.before.base != self.now.base:
            return f"số đơn vị khác nhau: {self.before.base:02d} và {self.now.base:02d}"
        if self.common < self.now.base:
            return f"cùng {self.now.base:02d} đơn vị, trong đó {self.common:02d} đơn vị có ở cả hai năm"
        return ""

    @property
    def whole(self) -> bool:
        """Whether both years stand on the same units, all of them checked."""
        return not self.caution and not self.before.groups[3] and not self.now.groups[3]


def year_charts(
    year: int, pairs: Sequence[YearPair], units: Sequence[Unit], inspection: Callable[[str], Inspection]
) -> tuple[Chart, ...]:
    """The charts of a campaign that has taken over an earlier one; none without anything to show."""
    found = (years_chart(year, pairs), mendings_chart(year, units, inspection))
    return tuple(one for one in found if one.bars)


def years_chart(year: int, pairs: Sequence[YearPair]) -> Chart:
    """Two bars a question, last year's first; one is called more or less than the other only on the same units."""
    bars = tuple(bar for pair in pairs for bar in _bars(pair))
    whole = [pair for pair in pairs if pair.whole]
    more = sum(pair.now.groups[0] > pair.before.groups[0] for pair in whole)
    less = sum(pair.now.groups[0] < pair.before.groups[0] for pair in whole)
    said = [f"{len(pairs):02d} câu hỏi so được với năm {year}"]
    if whole:
        moved = [f"{many:02d} câu {way}" for many, way in ((more, "tăng"), (less, "giảm")) if many]
        told = ", ".join(moved) or "không câu nào tăng, giảm"
        said.append(f"{len(whole):02d} câu trên cùng các đơn vị đã kiểm tra đủ: {told}")
    if other := len(pairs) - len(whole):
        said.append(f"{other:02d} câu khác đơn vị hoặc chưa kiểm tra đủ, chỉ nêu số của từng năm")
    summary = f"{'; '.join(said)}." if pairs else EMPTY
    return Chart(YEARS, "So với năm trước", summary, GROUP_SERIES, bars)


def _bars(pair: YearPair) -> tuple[Bar, Bar]:
    first = f"{pair.number}. {pair.ask} (năm {pair.before.year})"
    caution = f" ({pair.caution})" if pair.caution else ""
    return (
        Bar(first, pair.before.groups, pair.before.words, criterion=pair.criterion),
        Bar(
            f"{pair.number}. Năm {pair.now.year}",
            pair.now.groups,
            f"{pair.now.words}{caution}",
            criterion=pair.criterion,
        ),
    )


def mendings_chart(year: int, units: Sequence[Unit], inspection: Callable[[str], Inspection]) -> Chart:
    """What became of the limitations, by unit; units without any are left out."""
    bars, every = list[Bar](), list[Limitation]()
    for unit in units:
        found = limitations_of(inspection(unit.code))
        if found:
            counts = mending_counts(found)
            every += found
            parts = tuple(counts[state] for state in MENDING_ORDER)
            bars.append(Bar(numbered(unit), parts, mending_words(counts), unit=unit.code))
    total = mending_counts(every)
    summary = f"{len(every):02d} hạn chế đã nêu: {mending_words(total)}." if bars else EMPTY
    series = tuple(Series(MENDING_WORDS[state], MENDING_MARKS[state]) for state in MENDING_ORDER)
    return Chart(MENDINGS, f"Khắc phục hạn chế đã nêu năm {year}", summary, series, tuple(bars))


def mending_words(counts: dict[Mending, int]) -> str:
    """The states that are there: "02 đã khắc phục, 01 tái phạm"."""
    said = [f"{counts[state]:02d} {MENDING_WORDS[state].lower()}" for state in MENDING_ORDER if counts[state]]
    return ", ".join(said) or "không có"
