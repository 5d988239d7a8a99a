"""Clean notices made up from a seed, in several styles. Names are generic; `variant_faults` puts faults in."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

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
