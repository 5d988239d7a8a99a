"""One fault put into a made-up notice, by name, with the finding that must tell it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from tdkt_desktop.vietnamese.counts import ratio
from tdkt_desktop.vietnamese.dates import long_date, short_date
from tests.notice.checks.variants import Notice, clean

Spoil = Callable[[Notice], None]


def _swap(made: Notice, old: str, new: str) -> None:
    """Put a fault into the first paragraph of the results that has the words."""
    for index, text in enumerate(made.results):
        if old in text:
            made.results[index] = text.replace(old, new, 1)
            return
    raise AssertionError(old)


def _early_issue(made: Notice) -> None:
    made.issued = max(made.actual) - dt.timedelta(days=made.rng.randint(1, 9))


def _wrong_period(made: Notice) -> None:
    made.with_annex = True
    first = min(made.actual)
    earlier = first - dt.timedelta(days=5)
    for wanted, put in ((short_date(first), short_date(earlier)), (long_date(first), long_date(earlier))):
        made.opening[1] = (
            made.opening[1].replace(f"ừ ngày {wanted}", f"ừ ngày {put}").replace(f"Từ {wanted}", f"Từ {put}")
        )
    if min(made.actual) == max(made.actual):
        made.opening[1] = made.opening[1].replace("đến", "đến hết", 1)


def _reversed_years(made: Notice) -> None:
    _swap(made, f"{made.year - 3} - {made.year + 1}", f"{made.year} - {made.year - 4}")


def _wrong_sum(made: Notice) -> None:
    at = next(i for i, text in enumerate(made.results) if "xây dựng nhà" in text)
    made.results[at] = (
        made.results[at].replace("trong đó", "gồm").replace("làm đường ", "làm đường 1 tỷ đồng, sửa cầu ")
    )


def _short_sum(made: Notice) -> None:
    at = next(i for i, text in enumerate(made.results) if "xây dựng nhà" in text)
    text = made.results[at].replace("trong đó", "cụ thể")
    made.results[at] = f"{text[: text.rindex(';')]}."


def _over_total(made: Notice) -> None:
    made.results.insert(
        4,
        f"Toàn ngành có 3.250 đoàn viên trong đó có 3.420 đoàn viên tham gia phong trào của {made.units[0]}.",
    )


def _loose_breakdown(made: Notice) -> None:
    made.results.insert(
        4, f"{made.units[0]} phục vụ 12.400 hội viên trong đó có 12.350 hội viên là nông dân."
    )


def _not_all_told(made: Notice) -> None:
    lines = [
        i
        for i, text in enumerate(made.results)
        if ": năm" in text and "ủng hộ" in text and text.endswith("triệu đồng.")
    ]
    del made.results[lines[0]]


def _unpadded(made: Notice) -> None:
    n = made.total
    _swap(made, f"{ratio(n - 2, n)} đơn vị thực hiện", f"{n - 2}/{n} đơn vị thực hiện")


def _other_title(made: Notice) -> None:
    made.closing = (
        "Trên đây là Thông báo kết quả kiểm tra, giám sát tình hình chấp hành pháp luật về thi đua./."
    )


def _off_schedule(made: Notice) -> None:
    made.with_annex = True
    made.reasons.clear()
    made.actual[0] = made.planned[0] + dt.timedelta(days=1)
    made.issued = max(made.actual) + dt.timedelta(days=3)
    first, last = min(made.actual), max(made.actual)
    made.opening[1] = (
        f"Từ ngày {short_date(first)} đến ngày {short_date(last)}, các đoàn đã kiểm tra {ratio(made.total, made.total)} đơn vị."
    )
    made.assessment[1] += " Việc kiểm tra bảo đảm đúng thời gian quy định."


def _spelled(made: Notice) -> None:
    """Other capitals, an abbreviation or a slip in one place of the text."""
    unit = made.units[0]
    words = unit.split()
    ways = [
        " ".join(
            [
                words[0],
                words[1].swapcase() if len(words[1]) == 1 else words[1][0].swapcase() + words[1][1:],
                *words[2:],
            ]
        ),
        unit.replace("Hợp tác xã", "HTX")
        .replace("Ủy ban nhân dân", "UBND")
        .replace("Bảo hiểm xã hội", "BHXH"),
        unit.replace("tỉnh", "tình") if unit.endswith("tỉnh") and len(words) > 3 else "",
    ]
    way = next(way for way in made.rng.sample(ways, 3) if way and way != unit)
    _swap(made, f"- {unit}: năm {made.year} ủng hộ", f"- {way}: năm {made.year} ủng hộ")


def _no_dong(made: Notice) -> None:
    at = [i for i, text in enumerate(made.results) if text.endswith("triệu đồng.")]
    index = made.rng.choice(at)
    made.results[index] = made.results[index].replace("triệu đồng.", "triệu.")


def _old_figures(made: Notice) -> None:
    lines = [i for i, text in enumerate(made.results) if text.startswith("- ") and f"năm {made.year}" in text]
    index = made.rng.choice(lines)
    said = made.rng.choice(
        (
            f"năm {made.year - 2}",
            f"giai đoạn {made.year - 4} - {made.year - 1}",
            f"năm {made.year - 3}, {made.year - 2}",
        )
    )
    made.results[index] = made.results[index].replace(f"năm {made.year}", said, 1)


def _citation(made: Notice) -> None:
    ways = (("Kế hoạch số 12/", "Kế hoạch số: 12/"), ("số 12/KH", "số 12 /KH"), ("15/02/", "15 /02/"))
    old, new = made.rng.choice(ways)
    made.opening[0] = made.opening[0].replace(old, new)


def _no_names(made: Notice) -> None:
    n = made.total
    made.assessment[-1] = f"Có {ratio(n - 2, n)} đơn vị phải bổ sung, hoàn thiện lại báo cáo."


def _remainder(made: Notice) -> None:
    n = made.total
    _swap(made, f"có {ratio(n - 2, n)} đơn vị thực hiện đúng", f"có {ratio(n - 1, n)} đơn vị thực hiện đúng")


def _names_count(made: Notice) -> None:
    old = f"chưa ban hành quy chế ({next(u for u in made.units if f'chưa ban hành quy chế ({u})' in ' '.join(made.results))})"
    _swap(made, old, f"chưa ban hành quy chế ({made.units[0]}; {made.units[1]})")


def _wrong_total(made: Notice) -> None:
    n = made.total
    _swap(made, f"{ratio(n, n)} đơn vị ban hành", f"{ratio(n + 1, n + 1)} đơn vị ban hành")


def _no_proposer(made: Notice) -> None:
    made.results = [text.partition(" (")[0] + ";" if text.startswith("+ ") else text for text in made.results]


def _delegated(made: Notice) -> None:
    made.with_annex = True
    made.delegation = " (Giám đốc Sở ủy quyền đi kiểm tra)"


def _vague(made: Notice) -> None:
    made.assessment[-1] = "Một số đơn vị chưa ban hành quy chế hoạt động."


def _grew(made: Notice) -> None:
    _swap(made, f"tăng 12% so với năm {made.year - 1}", "tăng so với những năm trước")


def _archive(made: Notice) -> None:
    made.archive = made.rng.choice(("- Lưu VT.", "- Lưu VT, (TĐKT)."))


def _anniversary(made: Notice) -> None:
    _swap(made, "80 năm ngày", "75 năm ngày")


def _no_such_day(made: Notice) -> None:
    made.assessment[2] = made.assessment[2].replace("30/8/", "31/9/")


SPOILS: dict[str, tuple[Spoil, str]] = {
    "early issue": (_early_issue, "date.issue_after_last_inspection"),
    "wrong period": (_wrong_period, "date.period_equals_minmax_actual"),
    "reversed years": (_reversed_years, "range.year_order"),
    "wrong sum": (_wrong_sum, "money.sum_of_parts"),
    "short sum": (_short_sum, "money.sum_of_parts"),
    "over total": (_over_total, "breakdown.exceeds_total"),
    "loose breakdown": (_loose_breakdown, "breakdown.complete"),
    "not all told": (_not_all_told, "coverage.connector"),
    "unpadded": (_unpadded, "format.ratio_padding"),
    "other title": (_other_title, "text.title_echo"),
    "off schedule": (_off_schedule, "schedule.deviation_explained"),
    "spelled": (_spelled, "unit.canonical_name"),
    "no dong": (_no_dong, "money.unit_present"),
    "old figures": (_old_figures, "period.outside_campaign"),
    "citation": (_citation, "format.citation"),
    "no names": (_no_names, "claim.needs_names"),
    "remainder": (_remainder, "ratio.remainder"),
    "names count": (_names_count, "ratio.names_count"),
    "wrong total": (_wrong_total, "ratio.total_differs"),
    "no proposer": (_no_proposer, "provenance.required"),
    "delegated": (_delegated, "delegation.paper"),
    "vague": (_vague, "pattern.vague_count"),
    "grew": (_grew, "claim.needs_number"),
    "archive": (_archive, "format.archive_line"),
    "anniversary": (_anniversary, "date.anniversary"),
    "no such day": (_no_such_day, "date.impossible"),
}


def spoiled(name: str, seed: int) -> tuple[str, str]:
    """A notice with one fault, and the code of the rule that should find it."""
    made = clean(seed)
    spoil, code = SPOILS[name]
    spoil(made)
    return made.text(), code
