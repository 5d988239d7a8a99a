"""Rules over the dates, years and periods of a notice's text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from tdkt_desktop.notice.checks.findings import Finding, Place, Severity, finding
from tdkt_desktop.notice.checks.paper import ANNEX, OPENING, Paper, Paragraph
from tdkt_desktop.notice.checks.prose_figures import DASH, day_spans, days, year_ranges
from tdkt_desktop.vietnamese.dates import short_date

_ANNIVERSARY = re.compile(
    rf"(\d{{1,3}})\s+năm\s+[^().;]{{2,90}}\(\s*(?:\d{{1,2}}/\d{{1,2}}/)?(\d{{4}})\s*{DASH}\s*(?:\d{{1,2}}/\d{{1,2}}/)?(\d{{4}})\s*\)"
)
_YEAR = r"((?:19|20)\d\d)"
_SINCE = re.compile(rf"từ\s+(?:đầu\s+)?năm\s+{_YEAR}\s+đến\s+(?:nay|năm\s+{_YEAR})", re.IGNORECASE)
_OF_YEARS = re.compile(rf"năm\s+{_YEAR}((?:\s*(?:,|và|{DASH})\s*(?:năm\s+)?{_YEAR})*)", re.IGNORECASE)
_SPAN = re.compile(
    rf"(?:giai\s+đoạn|thời\s+kỳ|từ\s+năm)\s+{_YEAR}\s*(?:{DASH}|đến\s+năm)\s*{_YEAR}", re.IGNORECASE
)
_MONTH = re.compile(rf"(?:tháng\s+\d{{1,2}}|quý\s+(?:[IV]+|\d))\s*/\s*{_YEAR}", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?<![\d/.,])\d[\d.]*(?:/\d+)?(?:,\d+)?\s*(?:km\b|%|tỷ\b|triệu\b|đồng\b|[a-zà-ỹđ]{2,})", re.IGNORECASE
)
_COMPARED = re.compile(
    r"(?:so với|kỷ niệm|quyết định|nghị quyết|nghị định|thông tư|kế hoạch số|đề án|chương trình|phong trào|sửa đổi|số dư|kết dư|tồn quỹ)[^,;:]*$|"
    r"\bluật[^;]{0,40}$",
    re.IGNORECASE,
)
_DAYS_IN_ROW = re.compile(
    r"\bngày\s+(\d{1,2})(?:\s*,\s*\d{1,2}){0,8}\s*(?:,|và)\s+(?:ngày\s+)?(\d{1,2})(?:\s+tháng\s+|\s*/\s*)(\d{1,2})(?:\s+năm\s+|\s*/\s*)(\d{4})",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(
    r"\b(?:trong|vào)\s+(?:các\s+)?tháng\s+(?:\d{1,2}(?:\s*,\s*|\s+và\s+(?:tháng\s+)?)){0,6}(\d{1,2})(?:/|\s+năm\s+)(\d{4})\b(?=[^.;]{0,200}\b(?:kiểm tra|làm việc)\b)",
    re.IGNORECASE,
)
_NOTED_VISIT = re.compile(r"\(\s*(?:kiểm tra|làm việc)\s+(?:vào\s+)?ngày\s+[^()]{6,40}\)", re.IGNORECASE)
_LISTED_VISITS = re.compile(r"\blịch kiểm tra\b[^:.;\d]{0,30}:", re.IGNORECASE)
_OF_FIGURES = re.compile(r"\b(?:thời kỳ|kỳ|số liệu|niên độ|phạm vi)\b[^.;]{0,40}$", re.IGNORECASE)
_OF_PLAN = re.compile(
    r"\b(?:kế hoạch|quyết định)\b(?:(?!\bđã\b|\btiến hành\b|\bđoàn\b|\btrong\b)[^.;()]){0,200}\([^()]{0,80}$|\btheo kế hoạch\b[^.;,]{0,20}$",
    re.IGNORECASE,
)
_OF_PAPER = re.compile(r"\d\s*/\s*[A-ZĐ][\w/-]*\s*,?\s*(?:ngày\s+)?$")
_DAY_LINE = re.compile(
    r"\s*[-–+•*]\s*((?:Sáng|Chiều)?\s*[Nn]gày\s+[\d/]+(?:\s+tháng\s+\d+\s+năm\s+\d{4})?)\s*:\s*([^:]+)$"
)
_QUOTED = re.compile(r"“[^”]*”|\([^()]*\d{4}\s*[-–]\s*[^()]*\d{4}\)")


def issue_date(paper: Paper) -> Iterator[Finding]:
    """The notice is dated before the last inspection."""
    last = _last(paper)
    for issued, paragraph in _issued(paper):
        if last and issued < last:
            yield finding(
                "date.issue_after_last_inspection",
                _place(paragraph),
                f"Thông báo ghi ngày {short_date(issued)}, trong khi còn kiểm tra đến ngày {short_date(last)}",
                issued,
                last,
            )
            return


def inspected_period(paper: Paper) -> Iterator[Finding]:
    """The period of the opening is not that of the schedule as carried out."""
    actual = _actual(paper)
    for paragraph, _, (start, end) in _spans(paper):
        if start > end:
            yield finding(
                "range.year_order",
                _place(paragraph),
                f"Từ ngày {short_date(start)} đến ngày {short_date(end)}: ngày cuối trước ngày đầu",
            )
    for start, end, paragraph in _stated(paper):
        if start <= end and actual and (start, end) != (min(actual), max(actual)):
            yield finding(
                "date.period_equals_minmax_actual",
                _place(paragraph),
                f"Nêu từ ngày {short_date(start)} đến ngày {short_date(end)}, lịch thực hiện là từ ngày "
                f"{short_date(min(actual))} đến ngày {short_date(max(actual))}",
                start,
                end,
                min(actual),
                max(actual),
            )


def plan_window(paper: Paper) -> Iterator[Finding]:
    """Visits outside the time that the plan sets."""
    for start, end, paragraph in _planned(paper):
        late = [row for row in paper.rows if row.actual and not start <= row.actual <= end]
        if late and start <= end:
            said = "; ".join(f"{row.unit} ({short_date(row.actual)})" for row in late if row.actual)
            yield finding(
                "date.outside_plan_window",
                Place(section=ANNEX, line=late[0].line, quote=late[0].unit),
                f"Kế hoạch (dòng {paragraph.line}) từ ngày {short_date(start)} đến ngày {short_date(end)}; ngoài thời gian đó: {said}",
            )


def reversed_years(paragraph: Paragraph) -> Iterator[Finding]:
    """A range of years that ends before it begins."""
    for first, last, words in year_ranges(paragraph.text):
        if last < first:
            yield finding("range.year_order", _place(paragraph, words), f"“{words}”: năm cuối trước năm đầu")


def reversed_days(paragraph: Paragraph) -> Iterator[Finding]:
    """A span of days that ends before it begins; the opening's own is looked at with the schedule. A first day without
    a year may be of the year before where its month is the later one.
    """
    if paragraph.section == OPENING:
        return
    for span in day_spans(paragraph.text):
        if span.first > span.last:
            yield finding(
                "range.year_order", _place(paragraph, span.words), f"“{span.words}”: ngày cuối trước ngày đầu"
            )


def impossible_days(paragraph: Paragraph) -> Iterator[Finding]:
    """A day that no calendar has."""
    for day in days(paragraph.text):
        if day.date is None:
            yield finding("date.impossible", _place(paragraph, day.words), f"Không có ngày “{day.words}”")


def impossible_rows(paper: Paper) -> Iterator[Finding]:
    """The same in the schedule."""
    for row in paper.rows:
        for words in row.impossible:
            yield finding(
                "date.impossible",
                Place(section=ANNEX, line=row.line, quote=words),
                f"{row.unit}: không có ngày “{words}”",
            )


def anniversaries(paragraph: Paragraph) -> Iterator[Finding]:
    """The phrase "110 năm ... (1909 - 2019)" does not add up."""
    for one in _ANNIVERSARY.finditer(paragraph.text):
        years = int(one[3]) - int(one[2])
        if years >= 0 and years != int(one[1]):
            yield finding(
                "date.anniversary",
                _place(paragraph, one[0]),
                f"Ghi {one[1]} năm, từ {one[2]} đến {one[3]} là {years} năm",
            )


def schedule_years(paper: Paper) -> Iterator[Finding]:
    """A date of the schedule that is far from the year of the notice."""
    for row in paper.rows:
        for day in {row.planned, row.actual} - {None}:
            if day and paper.year and day.year not in (paper.year, paper.year + 1):
                yield finding(
                    "date.outside_year",
                    Place(section=ANNEX, line=row.line, quote=row.unit),
                    f"{row.unit}: ngày {short_date(day)} không thuộc năm {paper.year}",
                )


def outside_periods(paper: Paper) -> Iterator[Finding]:
    """Figures of other years, one finding a paragraph; gentler where the campaign's year is among them."""
    if not paper.year:
        return
    for paragraph in paper.results:
        found: dict[str, bool] = {}
        for clause in re.split(r"[;.](?=\s)|\.\.\.", _QUOTED.sub(" ", _text_of(paragraph))):
            found |= dict(_outside(clause, paper.year))
        if found:
            whole = any(found.values())
            said = "; ".join(found)
            yield finding(
                "period.outside_campaign",
                _place(paragraph, said),
                f"Số liệu của kỳ khác năm {paper.year}: {said}",
                severity=Severity.WARNING if whole else Severity.HINT,
            )


def _outside(clause: str, year: int) -> Iterator[tuple[str, bool]]:
    """(words, whether wholly outside) of the periods in a clause that has figures after them."""
    taken: list[tuple[int, int]] = []
    for pattern in (_SPAN, _SINCE, _OF_YEARS, _MONTH):
        for one in pattern.finditer(clause):
            if any(start <= one.start() < end for start, end in taken):
                continue
            taken.append(one.span())
            years = [int(said) for said in re.findall(_YEAR, one[0])]
            first = min(years)
            last = max([*years, year]) if pattern is _SINCE and one[2] is None else max(years)
            if first >= year or (pattern is _SPAN and last > year) or _COMPARED.search(clause[: one.start()]):
                continue
            if _FIGURE.search(clause[one.end() :]) or (last < year and _FIGURE.search(clause[: one.start()])):
                yield " ".join(one[0].split()).strip(" ,"), last < year


def _text_of(paragraph: Paragraph) -> str:
    """A heading's own words are no figures: what follows its colon is."""
    if paragraph.heading and (":" in paragraph.text or not paragraph.text.rstrip().endswith((".", ";"))):
        return paragraph.text.partition(":")[2]
    return paragraph.text


def _stated(paper: Paper) -> Iterator[tuple[dt.date, dt.date, Paragraph]]:
    """The time of the visits as the opening tells it: not that of the figures looked at, nor that of the plan."""
    for paragraph, words, dates in _spans(paper):
        if not (_OF_FIGURES.search(words) or _of_plan(words)):
            yield *dates, paragraph


def _planned(paper: Paper) -> Iterator[tuple[dt.date, dt.date, Paragraph]]:
    """The time that the opening says the plan sets."""
    for paragraph, words, dates in _spans(paper):
        if _of_plan(words):
            yield *dates, paragraph


def _of_plan(words: str) -> bool:
    """Whether the words before a span speak of the plan; a bracket that is closed again says nothing."""
    return bool(_OF_PLAN.search(re.sub(r"\s*\([^()]*\)", "", words)))


def _spans(paper: Paper) -> Iterator[tuple[Paragraph, str, tuple[dt.date, dt.date]]]:
    """(paragraph, words before, dates) of every span of the opening that the calendar has."""
    for paragraph in paper.introduction:
        for span in day_spans(paragraph.text, paper.year):
            if dates := span.dates:
                yield paragraph, paragraph.text[: span.start], dates
        for row in _DAYS_IN_ROW.finditer(paragraph.text):
            ends = [day.date for day in days(f"{row[1]}/{row[3]}/{row[4]} {row[2]}/{row[3]}/{row[4]}")]
            if ends[0] and ends[-1]:
                yield paragraph, paragraph.text[: row.start()], (ends[0], ends[-1])


def _actual(paper: Paper) -> list[dt.date]:
    """The days of the visits: of the schedule, or told in the text where it tells as many as there are units."""
    if paper.rows:
        return [row.actual for row in paper.rows if row.actual]
    for paragraph in paper.body:
        listed = _LISTED_VISITS.search(paragraph.text)
        if listed and "theo kế hoạch" not in paragraph.text.lower():
            visits = [day.date for day in days(paragraph.text[listed.end() :]) if day.date]
            if len(visits) >= 3:
                return visits
    noted = [
        day.date
        for paragraph in paper.body
        for one in _NOTED_VISIT.finditer(paragraph.text)
        for day in days(one[0])
        if day.date
    ]
    if len(noted) >= 3 and paper.total in (0, len(noted)):
        return noted
    told = [
        visit
        for paragraph in paper.body
        for visit in _visits(paragraph, intro=paragraph in paper.introduction)
    ]
    return (
        [day for day, _ in told] if paper.total and sum(number for _, number in told) == paper.total else []
    )


def _visits(paragraph: Paragraph, *, intro: bool) -> Iterator[tuple[dt.date, int]]:
    """(day, number of units) of visits: "- Ngày 04/3/2024: xã A, xã B", "Trường A (29/7/2024)", "ngày ... kiểm tra Sở A"."""
    if line := _DAY_LINE.match(paragraph.text):
        for day in days(line[1]):
            if day.date:
                yield day.date, len([one for one in re.split(r"[,;]", line[2]) if one.strip(" .")])
        return
    if not intro or not re.search(r"\bkiểm tra\b|\blàm việc\b", paragraph.text, re.IGNORECASE):
        return
    spans = [(span.start, span.end) for span in day_spans(paragraph.text)]
    for day in days(paragraph.text):
        before = paragraph.text[: day.start]
        if (
            day.date
            and not any(start <= day.start < end for start, end in spans)
            and not _OF_PAPER.search(before)
        ):
            yield day.date, 1


def _month(paper: Paper) -> dt.date | None:
    """The first day of the last month that the opening names for the visits."""
    for paragraph in paper.introduction:
        if (one := _IN_MONTH.search(paragraph.text)) and 1 <= int(one[1]) <= 12:
            return dt.date(int(one[2]), int(one[1]), 1)
    return None


def _last(paper: Paper) -> dt.date | None:
    told = max(_actual(paper), default=None) or max((end for _, end, _ in _stated(paper)), default=None)
    return told or _month(paper)


def _issued(paper: Paper) -> Iterator[tuple[dt.date, Paragraph]]:
    """The date in the head ("Tỉnh lỵ, ngày ..."), and the one that the annex says the notice has."""
    for paragraph in paper.head:
        for day in days(paragraph.text):
            named = day.words.lower().startswith("ngày") or paragraph.text[: day.start].lower().endswith(
                "ngày "
            )
            if day.date and named:
                yield day.date, paragraph
    for paragraph in (*paper.of(ANNEX), *paper.of("signature")):
        if said := re.search(r"kèm theo\s+thông báo", paragraph.text, re.IGNORECASE):
            for day in days(paragraph.text[said.end() :]):
                if day.date:
                    yield day.date, paragraph


def _place(paragraph: Paragraph, quote: str = "") -> Place:
    return Place(section=paragraph.section, line=paragraph.line, quote=" ".join(quote.split()))
