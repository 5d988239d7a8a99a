"""Notices made up from a seed: clean ones in several styles, and the same with one fault put in. Names are generic."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tdkt_desktop.domain.notice_paper import NoticePaper, PaperLine, PaperSection
from tdkt_desktop.vietnamese.counts import padded, ratio
from tdkt_desktop.vietnamese.dates import long_date, short_date
from tdkt_desktop.vietnamese.money import format_money

UNITS = (
    "Sở Nông nghiệp và Môi trường",
    "Hội Liên hiệp Phụ nữ tỉnh",
    "Kho bạc Nhà nước tỉnh",
    "Ngân hàng Chính sách xã hội tỉnh",
    "Bảo hiểm xã hội tỉnh",
    "Công ty Cổ phần Bình Minh",
    "Công ty TNHH Hòa Bình",
    "Trường Cao đẳng Nghề số 1",
    "Trường Cao đẳng Nghề số 2",
    "Liên đoàn Lao động tỉnh",
    "Bệnh viện Đa khoa tỉnh",
    "Ủy ban nhân dân huyện Thượng",
    "Ủy ban nhân dân huyện Hạ",
    "Liên minh Hợp tác xã tỉnh",
    "Bưu điện tỉnh",
    "Đài Phát thanh và Truyền hình tỉnh",
)
LEADERS = (
    ("Ông Người Thứ Nhất", "Trưởng Ban Tổ chức Tỉnh ủy"),
    ("Bà Người Thứ Hai", "Chủ tịch Hội Nông dân tỉnh"),
    ("Ông Người Thứ Ba", "Chánh Thanh tra tỉnh"),
    ("Bà Người Thứ Tư", "Giám đốc Sở Tài chính"),
)
SUBJECTS = (
    "Kết quả kiểm tra công tác thi đua, khen thưởng năm {year}",
    "Kết quả kiểm tra việc thực hiện công tác thi đua, khen thưởng năm {year}",
    "Kết quả kiểm tra công tác thi đua - khen thưởng năm {year}",
)


@dataclass
class Notice:
    """The parts of a made-up notice, open to being spoiled."""

    rng: random.Random
    year: int
    units: list[str]
    planned: list[dt.date]
    actual: list[dt.date]
    subject: str
    issued: dt.date
    with_annex: bool = True
    reasons: dict[int, str] = field(default_factory=dict)
    opening: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    poor: list[str] = field(default_factory=list)
    assessment: list[str] = field(default_factory=list)
    proposals: list[str] = field(default_factory=list)
    closing: str = ""
    archive: str = "- Lưu: VT, TĐKT."
    cited: str = ""
    names: dict[int, str] = field(default_factory=dict)  # annex names that were spelled otherwise
    delegation: str = ""

    @property
    def total(self) -> int:
        return len(self.units)

    def text(self) -> str:
        """The notice as somebody would paste it."""
        head = [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            f"Tỉnh lỵ, {long_date(self.issued)}",
            "THÔNG BÁO",
            self.subject,
        ]
        last = [
            self.closing,
            "Nơi nhận:\n- Các thành viên Hội đồng;\n- Các đơn vị được kiểm tra;\n" + self.archive,
            "TM. HỘI ĐỒNG\nCHỦ TỊCH\nNgười Thứ Năm",
        ]
        parts = [
            *head,
            *self.opening,
            "I. KẾT QUẢ KIỂM TRA",
            *self.results,
            "II. NHẬN XÉT, ĐÁNH GIÁ",
            *self.assessment,
            *last,
        ]
        text = "\n\n".join(parts)
        return f"{text}\n\n{self.annex()}" if self.with_annex else text

    def annex(self) -> str:
        rows = [
            "\t".join(
                (
                    padded(i + 1),
                    self.names.get(i, unit),
                    short_date(self.planned[i]),
                    short_date(self.actual[i]),
                    f"{LEADERS[i % 4][1]} - Ủy viên Hội đồng; chuyên viên Phòng Nghiệp vụ",
                    f"{LEADERS[i % 4][0]}, {LEADERS[i % 4][1]}{self.delegation if i == 1 else ''}",
                    self.reasons.get(i, ""),
                )
            )
            for i, unit in enumerate(self.units)
        ]
        head = "TT\tĐơn vị được kiểm tra\tTheo kế hoạch\tThực hiện\tThành phần\tTrưởng đoàn\tLý do"
        cited = f"(Kèm theo Thông báo số 45/TB-HĐ ngày {short_date(self.issued)} của Hội đồng tỉnh)"
        return "\n".join(("PHỤ LỤC", "", "LỊCH KIỂM TRA", cited, "", head, *rows))


def clean(seed: int) -> Notice:
    """A notice in which nothing contradicts anything."""
    rng = random.Random(seed)
    year = rng.randint(2020, 2028)
    units = rng.sample(UNITS, rng.randint(4, 11))
    first = dt.date(year, rng.randint(3, 8), rng.randint(1, 20))
    planned = sorted(first + dt.timedelta(days=rng.randint(0, 40)) for _ in units)
    made = Notice(
        rng,
        year,
        units,
        planned,
        list(planned),
        rng.choice(SUBJECTS).format(year=year),
        planned[-1] + dt.timedelta(days=rng.randint(1, 20)),
    )
    made.with_annex = rng.random() < 0.8
    if made.with_annex and rng.random() < 0.4:
        made.actual[-1] = made.planned[-1] + dt.timedelta(days=1)
        made.reasons[len(units) - 1] = "Lý do: đơn vị đề nghị dời lịch"
        made.issued += dt.timedelta(days=2)
    _opening(made)
    _results(made)
    _assessment(made)
    return made


def _opening(made: Notice) -> None:
    first, last, n = min(made.actual), max(made.actual), made.total
    period = (
        f"Từ ngày {short_date(first)} đến ngày {short_date(last)}"
        if made.rng.random() < 0.7
        else f"Từ {long_date(first)} đến {long_date(last)}"
    )
    made.cited = (
        f"Thực hiện Kế hoạch số 12/KH-HĐ ngày {short_date(dt.date(made.year, 2, 15))} của Hội đồng tỉnh,"
    )
    made.opening = [
        made.cited,
        f"{period} (có lịch kèm theo), các đoàn đã kiểm tra {ratio(n, n)} đơn vị. Kết quả cụ thể như sau:",
    ]


def _results(made: Notice) -> None:
    rng, n, units, year = made.rng, made.total, made.units, made.year
    bad = rng.randrange(n)
    a, b, c = (rng.randint(2, 90) * 5_000_000 for _ in range(3))
    house, each = rng.randint(4, 20), rng.choice((40, 50, 60))
    total = a + b + c
    over = rng.random() < 0.4
    said = f"trên {format_money(total - 3_000_000)}" if over else format_money(total)
    joint = rng.choice(("gồm", "bao gồm", "cụ thể", "trong đó"))
    some = rng.sample(range(n), max(2, n // 2))
    households = rng.randint(40, 400)
    made.results = [
        "1. Công tác lãnh đạo, chỉ đạo",
        f"Ngay từ đầu năm, {ratio(n, n)} đơn vị ban hành kế hoạch; {ratio(n - 1, n)} đơn vị có quy chế hoạt động, còn 01 đơn vị chưa ban hành quy chế ({units[bad]}).",
        "Các đơn vị tuyên truyền chính sách bảo hiểm xã hội, bảo hiểm y tế; Bảo hiểm xã hội Việt Nam phát động thi đua toàn ngành.",
        "2. Kết quả các phong trào thi đua",
        f"a) Phong trào “Cả tỉnh chung sức” giai đoạn {year - 3} - {year + 1}: {ratio(n, n)} đơn vị hưởng ứng, điển hình như:",
        *(
            f"- {units[i]}: năm {year} đã ủng hộ {rng.randint(2, 90)} triệu đồng, đón 2 triệu lượt khách; giúp {households} hộ trong đó có {households // 3} hộ nghèo."
            for i in sorted(some)
        ),
        f"b) Phong trào “Vì người nghèo”: {ratio(n, n)} đơn vị tham gia, cụ thể:",
        *(f"- {unit}: năm {year} ủng hộ {10 + 3 * i} triệu đồng." for i, unit in enumerate(units)),
        "3. Công tác an sinh",
        f"Năm {year}, {units[0]} ủng hộ {said}, {joint}: xây dựng nhà {format_money(a)}; tặng quà {format_money(b)}; làm đường {format_money(c)}.",
        f"{units[1]} tài trợ {house * each} triệu đồng xây {house} căn nhà, mỗi căn {each} triệu đồng.",
        f"Số lượt khen thưởng tăng 12% so với năm {year - 1}. Phong trào chào mừng 80 năm ngày thành lập ({year - 80} - {year}) được hưởng ứng.",
        f"4. Việc quản lý quỹ: có {ratio(n - 2, n)} đơn vị thực hiện đúng quy định, còn 01 đơn vị chưa trích đủ ({units[bad]}), 01 đơn vị không thuộc đối tượng ({units[(bad + 1) % n]}).",
        "5. Kiến nghị, đề xuất của các đơn vị",
        "- Đối với tỉnh:",
        f"+ Tổ chức tập huấn hằng năm ({units[0]});",
        f"+ Ban hành hướng dẫn mới về quỹ ({units[2]}).",
    ]


def _assessment(made: Notice) -> None:
    n = made.total
    made.assessment = [
        "1. Ưu điểm",
        "Các đoàn thực hiện nghiêm túc kế hoạch, bảo đảm nội dung kiểm tra. 100% đơn vị ban hành kế hoạch ngay từ đầu năm.",
        f"Việc quản lý quỹ theo Quyết định số 15/{made.year - 5}/QĐ-UBND ngày {short_date(dt.date(made.year - 5, 8, 30))} của Ủy ban nhân dân tỉnh.",
        "2. Hạn chế",
        f"Còn 01 đơn vị chưa ban hành quy chế ({made.units[0]}).",
    ]
    body = made.subject[0].lower() + made.subject[1:]
    made.closing = f"Trên đây là Thông báo {body} tại {padded(n)} đơn vị./."


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


def signed(seed: int) -> NoticePaper:
    """A clean notice as a paper that was signed."""
    made = clean(seed)
    parts = {"opening": made.opening, "I.1": made.results, "II.1": made.assessment, "closing": [made.closing]}
    rows = zip(made.units, made.planned, made.actual, strict=True)
    return NoticePaper(
        made.year,
        made.subject,
        "12",
        "TB-HĐ",
        date=made.issued,
        sections=tuple(
            PaperSection(key, 2 if "." in key else 0, f"1. Mục {key}" if "." in key else "", _set(texts))
            for key, texts in parts.items()
        ),
        recipients=("Như trên", "Lưu: VT"),
        signer_lines=("CHỦ TỊCH",),
        signer_name="Người Ký",
        rows=tuple(
            (padded(n), unit, short_date(planned), short_date(actual), "", LEADERS[0][0], "")
            for n, (unit, planned, actual) in enumerate(rows, start=1)
        ),
    )


def _set(texts: list[str]) -> tuple[PaperLine, ...]:
    return tuple(PaperLine(text) for text in texts)


def _counted_again(paper: NoticePaper) -> NoticePaper:
    n = len(paper.rows)
    said = paper.sections[1].lines
    lines = tuple(PaperLine(one.text.replace(ratio(n, n), ratio(n - 1, n))) for one in said)
    return _with_section(paper, 1, lines)


def _with_section(paper: NoticePaper, at: int, lines: tuple[PaperLine, ...]) -> NoticePaper:
    sections = list(paper.sections)
    sections[at] = replace(sections[at], lines=lines)
    return replace(paper, sections=tuple(sections))


def _visited_later(paper: NoticePaper) -> NoticePaper:
    first, *rest = paper.rows
    return replace(paper, rows=((*first[:3], "31/12/2031", *first[4:]), *rest))


# What is recorded after signing: how the paper would read now, and the section that differs.
DRIFTS: dict[str, tuple[Callable[[NoticePaper], NoticePaper], str]] = {
    "another count": (_counted_again, "I.1"),
    "a paragraph more": (
        lambda one: _with_section(one, 2, (*one.sections[2].lines, PaperLine("Đoạn mới."))),
        "II.1",
    ),
    "a paragraph less": (lambda one: _with_section(one, 2, one.sections[2].lines[1:]), "II.1"),
    "another visit": (_visited_later, "annex"),
    "another signer": (lambda one: replace(one, signer_name="Người Khác"), "signature"),
    "another date": (lambda one: replace(one, date=dt.date(2031, 1, 1)), "head"),
    "another recipient": (lambda one: replace(one, recipients=("Lưu: VT",)), "recipients"),
}
