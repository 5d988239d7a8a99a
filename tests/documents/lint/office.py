"""A notice of another office, line by line with its direct formatting: written by no writer of ours, spoiled at will."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

SERIF, SANS = "Times New Roman", "Arial"
WORDS = (
    "Các đơn vị được kiểm tra đã triển khai kịp thời công tác thi đua, khen thưởng theo quy định, gắn với nhiệm vụ được "
    "giao và các phong trào thi đua do tỉnh phát động trong năm."
)


@dataclass(frozen=True)
class Line:
    """A paragraph as a Word user sets it. `rule` is the length of the line under it as a share of its own."""

    text: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    font: str = SERIF
    align: str = "justify"
    indent: float = 12.7
    gap: float = 6
    leading: float = 1.0
    rule: float = 0
    page_before: bool = False


def centered(text: str, size: float, *, bold: bool = False, italic: bool = False, rule: float = 0) -> Line:
    return Line(text, size, bold, italic, align="center", indent=0, gap=0, rule=rule)


def heading(text: str) -> Line:
    return Line(text, bold=True, align="left")


def left(text: str, size: float, *, bold: bool = False, italic: bool = False) -> Line:
    return Line(text, size, bold, italic, align="left", indent=0, gap=0)


LEFT = {
    "parent": centered("SỞ NỘI VỤ", 13),
    "issuer": centered("BAN THI ĐUA KHỐI", 13, bold=True, rule=0.4),
    "number": centered("Số: 12/TB-BTĐKT", 13),
}
RIGHT = {
    "country": centered("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True),
    "motto": centered("Độc lập - Tự do - Hạnh phúc", 14, bold=True, rule=1.0),
    "date": centered("Tỉnh lỵ, ngày 06 tháng 6 năm 2026", 14, italic=True),
}
TITLE = {
    "kind": centered("THÔNG BÁO", 14, bold=True),
    "subject": centered("Kết quả kiểm tra công tác thi đua, khen thưởng", 14, bold=True, rule=0.4),
}
BODY = {
    "ground_1": Line("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;", italic=True),
    "ground_2": Line(
        "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết thi hành một số điều "
        "của Luật Thi đua, khen thưởng.",
        italic=True,
    ),
    "opening": Line(
        f"Thực hiện Kế hoạch số 05/KH-SNV ngày 09/01/2026 của Sở Nội vụ, Ban thông báo như sau. {WORDS}"
    ),
    "part_1": heading("I. KẾT QUẢ KIỂM TRA"),
    "title_1": heading("1. Công tác lãnh đạo, chỉ đạo"),
    "body_1": Line(f"{WORDS} {WORDS}"),
    "count": Line(f"Có 05/06 đơn vị ban hành kế hoạch từ đầu năm, còn 01 đơn vị chưa ban hành. {WORDS}"),
    "title_2": heading("2. Các phong trào thi đua"),
    "point_a": Line("a) Phong trào thứ nhất;"),
    "point_b": Line("b) Phong trào thứ hai;"),
    "point_c": Line("c) Phong trào thứ ba;"),
    "point_d": Line("d) Phong trào thứ tư;"),
    "point_dd": Line("đ) Phong trào thứ năm;"),
    "point_e": Line("e) Phong trào thứ sáu."),
    "bullet": Line(f"- Đơn vị 01: ngày 15/3/2026 tổ chức phát động. {WORDS}"),
    "body_2": Line(f"{WORDS} {WORDS} {WORDS}"),
    "part_2": heading("II. ĐÁNH GIÁ CHUNG"),
    "body_3": Line(f"{WORDS} {WORDS}"),
    "body_4": Line(f"{WORDS}"),
    "part_3": heading("III. TỔ CHỨC THỰC HIỆN"),
    "closing": Line("Trên đây là thông báo kết quả kiểm tra, đề nghị các đơn vị thực hiện./."),
}
RECIPIENTS = {
    "label": left("Nơi nhận:", 12, bold=True, italic=True),
    "to_1": left("- Như trên;", 11),
    "to_2": left("- Giám đốc Sở Nội vụ;", 11),
    "archive": left("- Lưu: VT, TĐKT.", 11),
}
SIGNATURE = {
    "prefix": centered("KT. TRƯỞNG BAN", 14, bold=True),
    "title": centered("PHÓ TRƯỞNG BAN", 14, bold=True),
    "name": centered("Nguyễn Văn Mẫu", 14, bold=True),
}
APPENDIX = {
    "appendix": centered("Phụ lục", 14, bold=True),
    "appendix_title": centered("LỊCH KIỂM TRA", 14, bold=True),
    "reference": centered(
        "(Kèm theo Thông báo số 12/TB-BTĐKT ngày 06 tháng 6 năm 2026 của Ban)", 14, italic=True
    ),
    "appendix_body": Line(f"{WORDS} {WORDS}"),
}


@dataclass(frozen=True)
class OfficePaper:
    """The whole notice; lines by name."""

    left: dict[str, Line] = field(default_factory=lambda: dict(LEFT))
    right: dict[str, Line] = field(default_factory=lambda: dict(RIGHT))
    title: dict[str, Line] = field(default_factory=lambda: dict(TITLE))
    body: dict[str, Line] = field(default_factory=lambda: dict(BODY))
    recipients: dict[str, Line] = field(default_factory=lambda: dict(RECIPIENTS))
    signature: dict[str, Line] = field(default_factory=lambda: dict(SIGNATURE))
    appendix: dict[str, Line] = field(default_factory=lambda: dict(APPENDIX))
    page: tuple[float, float] = (210, 297)
    margins: tuple[float, float, float, float] = (20, 20, 30, 15)  # top, bottom, left, right
    number: Line = field(default_factory=lambda: centered("", 13))
    number_on_first: bool = False
    number_at_top: bool = True
    numbered: bool = True
    appendix_anew: bool = True

    def but(self, name: str, **changes: object) -> OfficePaper:
        """The paper with one line changed."""
        for group in ("left", "right", "title", "body", "recipients", "signature", "appendix"):
            lines: dict[str, Line] = getattr(self, group)
            if name in lines:
                made = replace(lines[name], **changes)  # type: ignore[arg-type]  # names of a line's fields
                return self.put(group, lines | {name: made})
        raise KeyError(name)

    def all_but(self, group: str, names: tuple[str, ...] = (), **changes: object) -> OfficePaper:
        """The paper with some (or all) lines of a group changed."""
        lines: dict[str, Line] = getattr(self, group)
        made = {
            name: replace(line, **changes) if name in names or not names else line  # type: ignore[arg-type]
            for name, line in lines.items()
        }
        return self.put(group, made)

    def without(self, group: str, name: str) -> OfficePaper:
        lines: dict[str, Line] = getattr(self, group)
        return self.put(group, {key: line for key, line in lines.items() if key != name})

    def put(self, group: str, lines: dict[str, Line]) -> OfficePaper:
        return replace(self, **{group: lines})  # type: ignore[arg-type]


def letter() -> OfficePaper:
    """A letter: no kind, what it is about under the number, whom it is for."""
    about = centered("V/v báo cáo kết quả công tác\nthi đua, khen thưởng", 12)
    return (
        OfficePaper()
        .put("left", {**LEFT, "number": centered("Số: 05/BTĐKT-TH", 13), "about": about})
        .put("title", {})
        .put(
            "body",
            {
                "to": Line("Kính gửi:", align="left", indent=30),
                "to_1": Line("- Các đơn vị thuộc Sở;", align="left", indent=45),
                "to_2": Line("- Phòng Nội vụ các huyện.", align="left", indent=45),
                "text": Line(f"{WORDS} {WORDS}"),
                "end": Line("Đề nghị các đơn vị thực hiện./."),
            },
        )
        .put("appendix", {})
    )


def decision() -> OfficePaper:
    """A decision: the authority under the subject, grounds, articles."""
    return (
        OfficePaper()
        .put("left", {**LEFT, "number": centered("Số: 05/QĐ-BTĐKT", 13)})
        .put(
            "title",
            {
                "kind": centered("QUYẾT ĐỊNH", 14, bold=True),
                "subject": centered("Về việc kiện toàn Hội đồng sáng kiến", 14, bold=True, rule=0.4),
                "authority": centered("TRƯỞNG BAN THI ĐUA KHỐI", 14, bold=True),
            },
        )
        .put(
            "body",
            {
                "ground_1": BODY["ground_1"],
                "ground_2": Line("Theo đề nghị của Trưởng phòng Nghiệp vụ.", italic=True),
                "order": centered("QUYẾT ĐỊNH:", 14, bold=True),
                "article_1": Line(f"Điều 1. {WORDS}"),
                "article_2": Line("Điều 2. Quyết định này có hiệu lực kể từ ngày ký./."),
            },
        )
        .put("appendix", {})
    )
