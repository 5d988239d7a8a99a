"""Clean notices from a seed, written in other words and layouts than the rules' own tests use; every name is generic.

A notice here is plain text, as somebody would paste it: what is spoiled later is the text, not the parts it came from.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from tdkt_desktop.vietnamese.counts import padded, ratio
from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.money import format_money

UNITS = (
    "Sở Công Thương",
    "Sở Giáo dục và Đào tạo",
    "Cục Thuế tỉnh",
    "Ban Dân tộc tỉnh",
    "Thanh tra tỉnh",
    "Điện lực tỉnh",
    "Tỉnh đoàn",
    "Hội Cựu chiến binh tỉnh",
    "Hội Nông dân tỉnh",
    "Ủy ban nhân dân huyện Đông",
    "Ủy ban nhân dân huyện Tây",
    "Ủy ban nhân dân thành phố",
    "Trường Trung học phổ thông số 3",
    "Trường Trung học phổ thông Chuyên",
    "Bệnh viện Y học cổ truyền",
    "Công ty Cổ phần Xi măng Miền Núi",
    "Công ty TNHH một thành viên Cấp nước",
    "Ngân hàng Thương mại Sao Mai chi nhánh tỉnh",
    "Chi cục Kiểm lâm",
    "Trung tâm Khuyến nông",
)
POSTS = (
    "Giám đốc Sở Nội vụ",
    "Chủ tịch Liên đoàn Lao động tỉnh",
    "Phó Trưởng ban Dân vận",
    "Chánh Văn phòng",
)
SUBJECTS = (
    "Kết quả kiểm tra công tác thi đua, khen thưởng năm {year}",
    "Về kết quả kiểm tra công tác thi đua, khen thưởng năm {year}",
    "Kết quả kiểm tra việc thực hiện chính sách, pháp luật về thi đua, khen thưởng năm {year}",
)


# Right sentences of the kind in which a hasty rule sees a fault; {y} is the year of the notice, {p} the one before.
TRICKY = (
    "Công tác tuyên truyền Luật Thi đua, khen thưởng năm 2022 và Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 được chú trọng.",
    "Toàn tỉnh có 12/18 xã hoàn thành 19 tiêu chí; có 02 xã đạt 15/19 tiêu chí.",
    "Đã khen thưởng 250 tập thể, cá nhân, trong đó có 120 tập thể và 130 cá nhân.",
    "Tặng 1.250 suất quà trị giá 625 triệu đồng, trong đó 300 suất quà cho gia đình chính sách trị giá 150 triệu đồng.",
    "Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,5%, tăng 2,5% so với cùng kỳ năm trước.",
    "Số dư quỹ đầu năm 120 triệu đồng, trích trong năm 300 triệu đồng, đã chi 280 triệu đồng, còn 140 triệu đồng.",
    "Có 02 đơn vị được tặng Cờ thi đua của Chính phủ, 03 đơn vị được tặng Bằng khen của Ủy ban nhân dân tỉnh.",
    "Ủy ban nhân dân các cấp, Ủy ban Mặt trận Tổ quốc tỉnh phối hợp tổ chức hội nghị.",
    "Ủy ban nhân dân tỉnh, Tỉnh ủy và Hội đồng nhân dân tỉnh thường xuyên quan tâm chỉ đạo.",
    "Quyết định số 1234/QĐ-UBND ngày 15/10/{p} của Ủy ban nhân dân tỉnh được triển khai kịp thời.",
    "Giá trị làm lợi từ 15 sáng kiến cấp tỉnh là 1,2 tỷ đồng; 120 sáng kiến cấp cơ sở được công nhận.",
    "Mỗi công chức đóng góp 02 ngày lương, tổng cộng trên 60 triệu đồng.",
    "Khu du lịch đón 3 triệu lượt khách; sản lượng khai thác đạt 2,5 triệu tấn.",
    "Vận động được 350 triệu đồng, bằng 125% kế hoạch (280 triệu đồng).",
    "Đề án được thực hiện trong giai đoạn 2021 - 2025, định hướng đến năm 2030.",
    "Năm học {p} - {y}, ngành giáo dục có 45 giáo viên dạy giỏi.",
    "Không có đơn vị nào vi phạm quy định về bình xét thi đua.",
    "Doanh thu đạt 1.250 tỷ đồng, lợi nhuận 85 tỷ đồng, nộp ngân sách 42 tỷ đồng, trong đó thuế giá trị gia tăng 18 tỷ đồng.",
    "Hỗ trợ 02 tỷ 350 triệu đồng làm đường; nhân dân hiến 3.500 m2 đất.",
    "Từ ngày 01/01/{y} đến ngày 30/6/{y}, các cụm thi đua đã họp giao ban 02 lần.",
    "Bộ trưởng Bộ Nội vụ tặng Bằng khen cho 02 tập thể, 05 cá nhân; Thủ tướng Chính phủ tặng Bằng khen cho 01 cá nhân.",
    "Tổng kinh phí khen thưởng 450 triệu đồng, trong đó từ quỹ thi đua 300 triệu đồng, còn lại từ nguồn xã hội hóa.",
    "Việc sơ kết 6 tháng, tổng kết năm được thực hiện nghiêm túc, đúng thời gian quy định.",
    "100% cán bộ, đoàn viên đăng ký thi đua; trên 90% đạt danh hiệu Lao động tiên tiến.",
)


@dataclass
class Made:
    """What a spoiler may need to know of the notice it spoils."""

    rng: random.Random
    year: int
    units: list[str]
    text: str = ""

    @property
    def total(self) -> int:
        return len(self.units)


def clean_notice(seed: int) -> Made:
    """A notice in which nothing contradicts anything."""
    rng = random.Random(f"thong-bao/{seed}")
    year = rng.randint(2018, 2029)
    made = Made(rng, year, rng.sample(UNITS, rng.randint(5, 12)))
    first = dt.date(year, rng.randint(4, 9), rng.randint(1, 25))
    days = sorted(first + dt.timedelta(days=rng.randint(0, 45)) for _ in made.units)
    issued = days[-1] + dt.timedelta(days=rng.randint(2, 25))
    subject = rng.choice(SUBJECTS).format(year=year)
    signs = rng.choice((("-", "+"), ("–", "+"), ("•", "-")))
    number = rng.randint(12, 400)
    heads = iter(range(1, 20))
    parts = [
        f"Số: {number}/TB-HĐ",
        f"Tỉnh lỵ, ngày {issued.day:02d} tháng {_month(issued)} năm {issued.year}",
        "THÔNG BÁO",
        subject,
        *_opening(made, days),
        "I. KẾT QUẢ KIỂM TRA" if rng.random() < 0.6 else "I. KẾT QUẢ ĐẠT ĐƯỢC",
        f"{next(heads)}. Công tác tham mưu, chỉ đạo",
        *_leadership(made),
        f"{next(heads)}. Tổ chức các phong trào thi đua",
        *_movements(made, signs[0]),
        f"{next(heads)}. Công tác an sinh xã hội",
        *_welfare(made, signs[0]),
        f"{next(heads)}. Công tác khen thưởng",
        *_rewards(made),
        *(one.format(y=year, p=year - 1) for one in rng.sample(TRICKY, 4)),
        f"{next(heads)}. Việc quản lý, sử dụng quỹ thi đua, khen thưởng",
        *_fund(made),
        f"{next(heads)}. Đề xuất, kiến nghị của các đơn vị",
        *_proposals(made, signs),
        "II. ĐÁNH GIÁ CHUNG",
        "1. Ưu điểm",
        _praise(made),
        "2. Tồn tại, hạn chế",
        _blame(made),
        _closing(made, subject),
        _recipients(made),
        _annex(made, days, issued, number),
    ]
    made.text = "\n\n".join(parts)
    return made


def _month(day: dt.date) -> str:
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def _opening(made: Made, days: list[dt.date]) -> list[str]:
    plan = dt.date(made.year, made.rng.randint(1, 3), made.rng.randint(1, 28))
    n = ratio(made.total, made.total)
    first, last = short_date(days[0]), short_date(days[-1])
    whole = made.rng.choice(
        (
            f"Trong thời gian từ ngày {first} đến ngày {last}, các đoàn kiểm tra của tỉnh đã làm việc với {n} đơn vị theo kế hoạch.",
            f"Từ ngày {first} đến hết ngày {last}, Hội đồng đã tổ chức kiểm tra trực tiếp tại {padded(made.total)} đơn vị.",
        )
    )
    return [
        f"Căn cứ Kế hoạch số {made.rng.randint(10, 99)}/KH-HĐ ngày {short_date(plan)} của Hội đồng Thi đua - Khen thưởng tỉnh,",
        whole,
    ]


def _leadership(made: Made) -> list[str]:
    rng, n = made.rng, made.total
    all_of, most, bad = ratio(n, n), ratio(n - 1, n), rng.choice(made.units)
    return [
        rng.choice(
            (
                f"{all_of} đơn vị xây dựng kế hoạch công tác và tổ chức đăng ký giao ước thi đua ngay trong quý I.",
                f"Cấp ủy, lãnh đạo {all_of} đơn vị quan tâm chỉ đạo, ban hành chương trình công tác năm.",
            )
        ),
        rng.choice(
            (
                f"Có {most} đơn vị kiện toàn Hội đồng thi đua, còn 01 đơn vị chưa kiện toàn ({bad}).",
                f"{most} đơn vị đã ban hành quy chế thi đua, khen thưởng; còn lại 01 đơn vị chưa ban hành ({bad}).",
            )
        ),
    ]


def _movements(made: Made, sign: str) -> list[str]:
    rng, n, year = made.rng, made.total, made.year
    shown = sorted(rng.sample(range(n), rng.randint(2, n - 1)))
    verb = rng.choice(("huy động", "vận động", "đóng góp"))
    lines = [
        f"{sign} {made.units[i]}: trong năm {year} {verb} {rng.randint(3, 95)} triệu đồng, làm {rng.randint(2, 9)} km đường thôn."
        for i in shown
    ]
    since = year - rng.choice((45, 60, 75, 95))
    return [
        f"a) Phong trào xây dựng nông thôn mới giai đoạn {year - 2} - {year + 3}",
        f"{ratio(n, n)} đơn vị hưởng ứng phong trào, tiêu biểu như:",
        *lines,
        "b) Phong trào thi đua đặc biệt",
        f"Các đơn vị thi đua lập thành tích chào mừng kỷ niệm {year - since} năm ngày thành lập ngành ({since} - {year}).",
    ]


def _welfare(made: Made, sign: str) -> list[str]:
    rng, n = made.rng, made.total
    parts = [rng.randint(2, 60) * 5_000_000 for _ in range(rng.randint(2, 4))]
    aims = rng.sample(("sửa nhà cho hộ nghèo", "tặng quà Tết", "học bổng cho học sinh", "quỹ vì biển đảo"), 4)
    said = [f"{aim} {format_money(part)}" for aim, part in zip(aims, parts, strict=False)]
    total, unit = format_money(sum(parts)), rng.choice(made.units)
    summed = rng.choice(
        (
            f"{unit} đã ủng hộ tổng số tiền {total}, bao gồm: {', '.join(said)}.",
            f"{unit}: hỗ trợ {total} cho công tác xã hội, cụ thể: {'; '.join(said)}.",
            f"Trong năm, {unit} {', '.join(said)}, tổng cộng {total}.",
        )
    )
    houses, each = rng.randint(3, 30), rng.choice((25, 50, 80))
    people = rng.randint(800, 9000)
    women = people * rng.randint(20, 70) // 100
    return [
        summed,
        f"{rng.choice(made.units)} trao {houses} ngôi nhà, mỗi ngôi {each} triệu đồng, tổng trị giá {format_money(houses * each * 10**6)}.",
        f"Toàn tỉnh có {_dotted(people)} đoàn viên trong đó có {_dotted(women)} đoàn viên nữ được chăm lo.",
        f"Đối với quỹ vì người nghèo, {ratio(n, n)} đơn vị tham gia đóng góp, cụ thể:",
        *(f"{sign} {unit}: {5 + i} triệu đồng;" for i, unit in enumerate(made.units[:-1])),
        f"{sign} {made.units[-1]}: {rng.randint(2, 90)} triệu đồng.",
    ]


def _rewards(made: Made) -> list[str]:
    rng, n, year = made.rng, made.total, made.year
    k = rng.randint(1, n - 1)
    percent = f"{100 * k / n:.1f}".replace(".", ",").removesuffix(",0")
    return [
        f"Trong năm {year}, các đơn vị đã khen thưởng {rng.randint(20, 300)} tập thể và {rng.randint(100, 900)} cá nhân, tăng {rng.randint(3, 20)}% so với năm {year - 1}.",
        f"Có {ratio(k, n)} đơn vị ({percent}%) tổ chức trao thưởng tại chỗ.",
    ]


def _fund(made: Made) -> list[str]:
    rng, n = made.rng, made.total
    some = rng.sample(made.units, 3)
    return [
        rng.choice(
            (
                f"Có {ratio(n - 3, n)} đơn vị quản lý quỹ đúng quy định, còn 02 đơn vị chưa mở sổ theo dõi ({some[0]}; {some[1]}), 01 đơn vị không thuộc đối tượng lập quỹ ({some[2]}).",
                f"{ratio(n - 2, n)} đơn vị trích lập quỹ đầy đủ; còn 02 đơn vị trích lập chưa đủ ({some[0]}; {some[1]}).",
            )
        )
    ]


def _proposals(made: Made, signs: tuple[str, str]) -> list[str]:
    first, second = made.rng.sample(made.units, 2)
    return [
        f"{signs[0]} Đối với Ủy ban nhân dân tỉnh:",
        f"{signs[1]} Bố trí kinh phí tập huấn nghiệp vụ hằng năm ({first});",
        f"{signs[1]} Sớm ban hành quy định mới về sáng kiến ({second}).",
    ]


def _praise(made: Made) -> str:
    n = made.total
    return made.rng.choice(
        (
            "Phong trào thi đua được tổ chức thiết thực, gắn với nhiệm vụ chính trị của từng đơn vị.",
            f"{ratio(n, n)} đơn vị tham gia đóng góp quỹ vì người nghèo; nền nếp thi đua được giữ vững.",
        )
    )


def _blame(made: Made) -> str:
    unit = made.rng.choice(made.units)
    return made.rng.choice(
        (
            f"Còn 01 đơn vị gửi báo cáo chậm ({unit}).",
            f"01 đơn vị chưa bố trí cán bộ theo dõi thi đua ({unit}).",
        )
    )


def _closing(made: Made, subject: str) -> str:
    said = subject.removeprefix("Về ")
    return f"Trên đây là Thông báo {said[0].lower()}{said[1:]}, đề nghị các đơn vị nghiêm túc thực hiện./."


def _recipients(made: Made) -> str:
    last = made.rng.choice(("- Lưu: VT, NV.", "- Lưu: VT."))
    return f"Nơi nhận:\n- Thường trực Tỉnh ủy;\n- Các đơn vị được kiểm tra;\n{last}\n\nTM. HỘI ĐỒNG\nPHÓ CHỦ TỊCH\nNgười Ký Một"


def _annex(made: Made, days: list[dt.date], issued: dt.date, number: int) -> str:
    sign = made.rng.choice(("\t", " | "))
    rows = [
        sign.join(
            (
                padded(i),
                unit,
                short_date(day),
                short_date(day),
                f"Ông Trưởng Đoàn {i}, {POSTS[i % len(POSTS)]}",
            )
        )
        for i, (unit, day) in enumerate(zip(made.units, days, strict=True), start=1)
    ]
    head = sign.join(("TT", "Đơn vị", "Ngày theo kế hoạch", "Ngày thực hiện", "Trưởng đoàn"))
    kept = f"(Kèm theo Thông báo số {number}/TB-HĐ ngày {short_date(issued)} của Hội đồng)"
    return "\n".join(("PHỤ LỤC", "LỊCH KIỂM TRA CÁC ĐƠN VỊ", kept, "", head, *rows))


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
