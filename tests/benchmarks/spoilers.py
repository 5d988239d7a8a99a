"""One fault put into the plain text of any notice, by general means: none knows the sentences that the notice is made of.

Each spoiler finds the places where its fault can happen, takes one by chance and changes it. None where there is no place.
`codes` are the findings that tell the fault; a spoiler never looks at what the rules do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from tests.benchmarks.made_notices import Made


class Spoiler(NamedTuple):
    """A fault of a family. `also` are findings that rightly come along with it."""

    family: str
    spoil: Callable[[Made], str | None]
    codes: frozenset[str]
    also: frozenset[str] = frozenset()


def _split(made: Made) -> tuple[str, str]:
    """The prose, and what comes from the recipients on."""
    head, mark, tail = made.text.partition("Nơi nhận:")
    return head, mark + tail


def _replace(
    made: Made, pattern: str, change: Callable[[re.Match[str]], str], where: str = "prose"
) -> str | None:
    """Change one place by chance, in the prose, behind it ("tail") or anywhere."""
    head, tail = _split(made)
    text = {"prose": head, "tail": tail}.get(where, made.text)
    places = list(re.finditer(pattern, text, re.MULTILINE))
    if not places:
        return None
    place = made.rng.choice(places)
    changed = text[: place.start()] + change(place) + text[place.end() :]
    if changed == text:
        return None
    return {"prose": changed + tail, "tail": head + changed}.get(where, changed)


def late_visit(made: Made) -> str | None:
    """A day of the schedule, planned and done, becomes one after the notice was issued."""
    day = rf"(\d{{1,2}}/\d{{1,2}})/{made.year}((?:\t| \| )\d{{1,2}}/\d{{1,2}})/{made.year}"
    return _replace(made, day, lambda one: f"{one[1]}/{made.year + 1}{one[2]}/{made.year + 1}", "tail")


def other_period(made: Made) -> str | None:
    """The first or last day of the inspection is told otherwise than in the schedule."""

    def other(one: re.Match[str]) -> str:
        day = int(one[2]) + made.rng.choice((-3, -2, -1, 1, 2, 3))
        return f"{one[1]}{day:02d}/" if 1 <= day <= 28 else one[0]

    return _replace(made, r"((?:từ|Từ|đến|đến hết) ngày )(\d{1,2})/", other)


def no_such_day(made: Made) -> str | None:
    return _replace(made, r"ngày \d{2}/(\d{1,2})/", lambda one: f"ngày {made.rng.choice((32, 45))}/{one[1]}/")


def backwards(made: Made) -> str | None:
    """A span of years is written from its end."""
    return _replace(made, r"giai đoạn (\d{4}) - (\d{4})", lambda one: f"giai đoạn {one[2]} - {one[1]}")


def wrong_anniversary(made: Made) -> str | None:
    return _replace(
        made,
        r"kỷ niệm (\d+) năm",
        lambda one: f"kỷ niệm {int(one[1]) + made.rng.choice((-10, -5, 5, 10))} năm",
    )


def _money(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"(\d[\d.]*(?:,\d+)?)( (?:triệu|tỷ) đồng)", text))


def wrong_part(made: Made) -> str | None:
    """One amount of a sentence that adds up is changed."""
    lines = [
        line
        for line in _split(made)[0].split("\n")
        if len(_money(line)) >= 3 and re.search(r"tổng|cụ thể|gồm", line)
    ]
    if not lines:
        return None
    line = made.rng.choice(lines)
    amount = made.rng.choice(_money(line))
    number = int(amount[1].split(",")[0].replace(".", "")) + made.rng.choice((3, 7, 20))
    changed = f"{line[: amount.start()]}{number}{amount[2]}{line[amount.end() :]}"
    return made.text.replace(line, changed, 1)


def lost_part(made: Made) -> str | None:
    """A part of a sum is left out."""
    return _replace(
        made,
        r"(: [^:\n]{4,40} [\d.,]+ (?:triệu|tỷ) đồng)[;,] [^;,\n]+ (?:triệu|tỷ) đồng(?=[.;,])",
        lambda one: one[1],
    )


def wrong_product(made: Made) -> str | None:
    return _replace(made, r"mỗi (\w+) (\d+) triệu", lambda one: f"mỗi {one[1]} {int(one[2]) + 5} triệu")


def part_over_whole(made: Made) -> str | None:
    """The number behind “trong đó” and the one before it change places."""
    return _replace(
        made,
        r"([\d.]+)( \w+ \w+ trong đó có )([\d.]+)",
        lambda one: f"{one[3]}{one[2]}{one[1]}",
    )


def more_than_all(made: Made) -> str | None:
    return _replace(
        made,
        r"(\d\d)/(\d\d) đơn vị",
        lambda one: f"{int(one[2]) + made.rng.randint(1, 3):02d}/{one[2]} đơn vị",
    )


def other_count(made: Made) -> str | None:
    """The groups of a sentence with “còn” no longer make the whole."""
    return _replace(
        made,
        r"(\d\d)(/(\d\d) đơn vị [^\n.]*?còn)",
        lambda one: f"{max(0, int(one[1]) - made.rng.randint(1, 2)):02d}{one[2]}",
    )


def other_percent(made: Made) -> str | None:
    return _replace(
        made,
        r"đơn vị \((\d+)((?:,\d+)?%)\)",
        lambda one: f"đơn vị ({int(one[1]) + made.rng.choice((-9, 4, 9))}{one[2]})",
    )


def other_whole(made: Made) -> str | None:
    """A count of units out of another number than there are."""

    def other(one: re.Match[str]) -> str:
        return f"{one[1]}/{int(one[2]) + made.rng.randint(1, 4):02d} đơn vị"

    return _replace(made, r"(?<=\n)(\d\d)/(\d\d) đơn vị", other)


def lost_row(made: Made) -> str | None:
    """A row of the schedule is missing."""
    return _replace(made, r"\n\d\d(?:\t| \| )[^\n]*(?=\n\d\d)", lambda _: "", "tail")


def one_more_name(made: Made) -> str | None:
    """A name more in a bracket than its count says."""

    def more(one: re.Match[str]) -> str:
        other = next(unit for unit in made.units if unit not in one[2])
        return f"{one[1]}({one[2]}; {other})"

    return _replace(made, r"(còn(?: lại)? \d\d đơn vị [^\n(]*)\(([^()\n]*)\)", more)


def days_backwards(made: Made) -> str | None:
    """A span of days in the results is written from its end."""
    return _replace(
        made,
        r"Từ ngày ([\d/]+) đến ngày ([\d/]+), các cụm",
        lambda one: f"Từ ngày {one[2]} đến ngày {one[1]}, các cụm",
    )


def wrong_balance(made: Made) -> str | None:
    """What is left of a fund is another amount."""
    return _replace(
        made,
        r"(?<=còn )(\d+)(?= triệu đồng\.)",
        lambda one: str(int(one[1]) + made.rng.choice((-30, -5, 10, 45))),
    )


def unpadded(made: Made) -> str | None:
    return _replace(
        made, r"\b0(\d)(/\d\d)? đơn vị", lambda one: f"{one[1]}{(one[2] or '').replace('/0', '/')} đơn vị"
    )


def no_dong(made: Made) -> str | None:
    return _replace(made, r"((?:triệu|tỷ)) đồng(?=[.;,])", lambda one: one[1])


def respelled(made: Made) -> str | None:
    """A unit's name in other capitals, or with two letters changed over, in one place of several."""
    head = _split(made)[0]
    units = [unit for unit in made.units if head.count(unit) >= 2 and len(unit.split()) >= 3]
    if not units:
        return None
    unit = made.rng.choice(units)
    words = unit.split()
    longest = max(range(1, len(words)), key=lambda at: len(words[at]))
    word = words[longest]
    other = word.swapcase()[:1] + word[1:] if made.rng.random() < 0.5 else word[:-2] + word[-1] + word[-2]
    spelled = " ".join([*words[:longest], other, *words[longest + 1 :]])
    return _replace(made, re.escape(unit), lambda _: spelled)


def shortened(made: Made) -> str | None:
    """A common abbreviation in one place."""
    ways = (
        ("Ủy ban nhân dân", "UBND"),
        ("Trung học phổ thông", "THPT"),
        ("Giáo dục và Đào tạo", "GD&ĐT"),
        ("Cổ phần", "CP"),
        ("Cựu chiến binh", "CCB"),
    )
    head = _split(made)[0]
    fitting = [
        (unit, unit.replace(long, short))
        for unit in made.units
        for long, short in ways
        if long in unit and head.count(unit) >= 2
    ]
    if not fitting:
        return None
    unit, way = made.rng.choice(fitting)
    return _replace(made, re.escape(unit), lambda _: way)


def one_untold(made: Made) -> str | None:
    """A unit's line under “cụ thể:” is missing."""
    head, tail = _split(made)
    block = re.search(r"cụ thể:\n\n((?:[-–•] [^\n]*\n\n)+)", head)
    if block is None:
        return None
    lines = [line for line in block[1].split("\n\n") if line]
    lines.pop(made.rng.randrange(len(lines) - 1))
    return head[: block.start(1)] + "\n\n".join(lines) + "\n\n" + head[block.end(1) :] + tail


def moved(made: Made) -> str | None:
    """A visit on another day than planned, without a word why."""
    days = re.findall(r"(\d{1,2}/\d{1,2}/\d{4})(?:\t| \| )\1", made.text)
    inside = sorted(set(days), key=lambda day: tuple(map(int, reversed(day.split("/")))))
    if len(inside) < 3:
        return None
    target = made.rng.choice(inside[1:-1])  # the first and last day stay, so that the period stays true
    return _replace(
        made,
        rf"{re.escape(target)}(\t| \| ){re.escape(target)}",
        lambda one: f"{inside[0]}{one[1]}{target}",
        "tail",
    )


def nameless(made: Made) -> str | None:
    """The names of units that fail are left out."""
    return _replace(
        made, r"((?:còn(?: lại)?|Còn) \d\d đơn vị [^\n(;]*?) \([^()\n]*\)(?=[.])", lambda one: one[1]
    )


def vague(made: Made) -> str | None:
    """“Một số” stands in for the count of those that fail."""
    return _replace(
        made,
        r"(?:còn(?: lại)?|Còn) \d\d đơn vị ([^\n(;]*?) \([^()\n]*\)",
        lambda one: f"một số đơn vị {one[1]}",
    )


def old_year(made: Made) -> str | None:
    return _replace(
        made, rf"trong năm {made.year}", lambda _: f"trong năm {made.year - made.rng.randint(2, 5)}"
    )


def no_growth_figure(made: Made) -> str | None:
    return _replace(made, r"tăng \d+% so với năm \d{4}", lambda _: "tăng so với các năm trước")


def colon(made: Made) -> str | None:
    return _replace(made, r"(Kế hoạch|Thông báo) số ", lambda one: f"{one[1]} số: ", "all")


def gap(made: Made) -> str | None:
    return _replace(made, r"số (\d+)/", lambda one: f"số {one[1]} /", "all")


def archive(made: Made) -> str | None:
    return _replace(made, r"- Lưu: VT(, NV)?\.", lambda one: f"- Lưu VT{one[1] or ''}.", "tail")


def no_annex_word(made: Made) -> str | None:
    return _replace(made, r"PHỤ LỤC\n", lambda _: "", "tail")


def other_closing(made: Made) -> str | None:
    return _replace(
        made,
        r"(Trên đây là Thông báo kết quả) kiểm tra ([^,\n]*)",
        lambda one: f"{one[1]} giám sát, thẩm tra {one[2]}",
    )


def no_proposer(made: Made) -> str | None:
    """No proposal says whose it is."""
    changed = re.sub(r"^([-+] [^\n(]*) \([^()\n]*\)(?=[;.]$)", r"\1", made.text, flags=re.MULTILINE)
    return changed if changed != made.text else None


def _of(family: str, spoil: Callable[[Made], str | None], *codes: str, also: tuple[str, ...] = ()) -> Spoiler:
    return Spoiler(family, spoil, frozenset(codes), frozenset(also))


RATIOS = ("ratio.over", "ratio.remainder", "ratio.names_count", "ratio.total_differs", "ratio.percent")
SPOILERS = (
    _of(
        "ngày",
        late_visit,
        "date.issue_after_last_inspection",
        also=("date.period_equals_minmax_actual", "date.outside_year"),
    ),
    _of("ngày", other_period, "date.period_equals_minmax_actual"),
    _of("ngày", no_such_day, "date.impossible", also=("date.period_equals_minmax_actual",)),
    _of("ngày", backwards, "range.year_order"),
    _of("ngày", days_backwards, "range.year_order"),
    _of("ngày", wrong_anniversary, "date.anniversary"),
    _of("tổng", wrong_part, "money.sum_of_parts"),
    _of("tổng", lost_part, "money.sum_of_parts"),
    _of("tổng", wrong_product, "money.sum_of_parts"),
    _of("tổng", wrong_balance, "money.balance"),
    _of("tổng", part_over_whole, "breakdown.exceeds_total"),
    _of("tỷ lệ", more_than_all, *RATIOS, also=("coverage.connector",)),
    _of("tỷ lệ", other_count, *RATIOS),
    _of("tỷ lệ", other_percent, *RATIOS),
    _of("tỷ lệ", other_whole, *RATIOS, also=("coverage.connector",)),
    _of("tỷ lệ", one_more_name, *RATIOS),
    _of("lịch", lost_row, "coverage.schedule", also=("date.period_equals_minmax_actual",)),
    _of("lịch", moved, "schedule.deviation_explained"),
    _of("số 0", unpadded, "format.ratio_padding"),
    _of("chữ đồng", no_dong, "money.unit_present"),
    _of("tên", respelled, "unit.canonical_name"),
    _of("tên", shortened, "unit.canonical_name"),
    _of("nêu đủ", one_untold, "coverage.connector"),
    _of("nhận định", nameless, "claim.needs_names"),
    _of("nhận định", vague, "pattern.vague_count", also=("claim.needs_names",)),
    _of("nhận định", old_year, "period.outside_campaign"),
    _of("nhận định", no_growth_figure, "claim.needs_number"),
    _of("thể thức", colon, "format.citation"),
    _of("thể thức", gap, "format.citation"),
    _of("thể thức", archive, "format.archive_line"),
    _of("thể thức", no_annex_word, "format.appendix_header"),
    _of("thể thức", other_closing, "text.title_echo"),
    _of("kiến nghị", no_proposer, "provenance.required"),
)
