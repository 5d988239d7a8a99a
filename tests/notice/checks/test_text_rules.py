"""Single rules over text, each beside the case it must leave alone."""

from __future__ import annotations

import pytest

from tdkt_desktop.notice.checks import data_printed, data_texts, text_check
from tdkt_desktop.notice.checks.naming import in_one_typo, mentions, same_unit
from tdkt_desktop.notice.checks.text_arithmetic import ARITHMETIC
from tdkt_desktop.notice.checks.text_check import check_text

HEAD = (
    "THÔNG BÁO\n\nKết quả kiểm tra năm 2025\n\nĐã kiểm tra 06/06 đơn vị.\n\nI. KẾT QUẢ\n\n1. Mục thứ nhất\n\n"
)
ANNEX = "\n\nNơi nhận:\n- Lưu: VT.\n\nPHỤ LỤC\n\nTT\tĐơn vị\tTheo kế hoạch\tThực hiện\tTrưởng đoàn\n"


def codes(text: str, **known: object) -> set[str]:
    return {one.code for one in check_text(HEAD + text, **known)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("money.sum_of_parts", "Ủng hộ 90 triệu đồng, gồm: quỹ A 50 triệu đồng, quỹ B 30 triệu đồng.", "Ủng hộ 80 triệu đồng, gồm: quỹ A 50 triệu đồng, quỹ B 30 triệu đồng."),
        ("money.sum_of_parts", "Ủng hộ trên 90 triệu đồng, gồm: quỹ A 50 triệu đồng, quỹ B 30 triệu đồng.", "Ủng hộ gần 90 triệu đồng, gồm: quỹ A 50 triệu đồng, quỹ B 30 triệu đồng."),
        ("money.sum_of_parts", "Tài trợ 480 triệu đồng xây 12 căn nhà, mỗi căn 30 triệu đồng.", "Tài trợ 480 triệu đồng xây 12 căn nhà, mỗi căn 40 triệu đồng."),
        ("money.sum_of_parts", "Quỹ A 200 triệu đồng, quỹ B 100 triệu đồng, tổng cộng 350 triệu đồng.", "Quỹ A 200 triệu đồng, quỹ B 100 triệu đồng, tổng cộng 300 triệu đồng."),
        ("money.sum_of_parts", "Ủng hộ tổng số tiền 500 triệu đồng, gồm:\n- Quỹ A: 300 triệu đồng;\n- Quỹ B: 250 triệu đồng.", "Ủng hộ tổng số tiền 550 triệu đồng, gồm:\n- Quỹ A: 300 triệu đồng;\n- Quỹ B: 250 triệu đồng."),
        ("money.sum_of_parts", "Tổng số tiền 900 triệu đồng (quỹ A 500 triệu đồng, quỹ B 300 triệu đồng).", "Thu 900 triệu đồng, trong đó quỹ A 100 triệu đồng, quỹ B 200 triệu đồng."),
        ("breakdown.exceeds_total", "Có 120 hội viên trong đó có 130 hội viên nữ.", "Có 120 hội viên trong đó có 30 hội viên nữ."),
        ("breakdown.complete", "Có 1.200 hội viên, trong đó có 1.190 hội viên là nông dân.", "Giúp 5 xã, trong đó có 300 hộ nghèo."),
        ("money.unit_present", "Đơn vị ủng hộ 200 triệu xây cầu.", "Đón 3 triệu khách, bán 2 triệu sản phẩm, đạt 2,5 tỷ kWh."),
        ("ratio.over", "Có 07/06 đơn vị thực hiện.", "Có 06/06 đơn vị thực hiện."),
        ("ratio.percent", "Có 05/06 đơn vị (chiếm 80%) thực hiện.", "Có 05/06 đơn vị (chiếm 83,3%) thực hiện."),
        ("ratio.percent", "Có 03/06 đơn vị chiếm 60% thực hiện.", "Có 03/06 đơn vị hoàn thành 70% kế hoạch."),
        ("ratio.total_differs", "Có 05/07 đơn vị thực hiện.", "Có 05/07 doanh nghiệp thực hiện."),
        ("ratio.remainder", "Có 04/06 đơn vị đạt, còn 01 đơn vị chưa đạt (Sở A).", "Có 04/06 đơn vị đạt, còn 01 đơn vị chưa đạt (Sở A), 01 đơn vị không thuộc đối tượng."),
        ("range.year_order", "Đề án giai đoạn 2025 – 2020.", "Đề án giai đoạn 2020 – 2025."),
        ("date.impossible", "Kết luận ngày 31/6/2025.", "Kết luận ngày 30/6/2025."),
        ("date.anniversary", "Chào mừng 95 năm ngày thành lập (03/02/1930 - 03/02/2020).", "Chào mừng 95 năm ngày thành lập (03/02/1930 - 03/02/2025)."),
        ("period.outside_campaign", "- Sở A: quý IV/2023 đã tặng 20 suất quà.", "- Sở A: năm 2025 đã tặng 20 suất quà, tăng 5 suất so với năm 2024."),
        ("period.outside_campaign", "- Sở A: từ năm 2020 đến nay đã tặng 20 suất quà.", "- Sở A: thực hiện Đề án giai đoạn 2021 - 2030."),
        ("format.citation", "Theo Kế hoạch số: 12/KH-HĐ.", "Theo Kế hoạch số 12/KH-HĐ ngày 05/3/2025."),
        ("format.citation", "Theo Kế hoạch số 12 /KH-HĐ.", "Văn bản số 23/2012/QĐ-UBND ngày 30/8/2012."),
        ("pattern.vague_count", "Một số đơn vị chưa báo cáo.", "Các đơn vị giúp đỡ một số địa phương."),
        ("claim.needs_number", "Hầu hết các đơn vị đã hoàn thành.", "Có 05/06 đơn vị, tức hầu hết các đơn vị đã hoàn thành."),
        ("ratio.remainder", "Có 05/06 cơ quan, đơn vị đạt; còn 02 cơ quan, đơn vị chưa đạt (Sở A; Sở B).", "Có 04/06 cơ quan, đơn vị đạt; còn 02 cơ quan, đơn vị chưa đạt (Sở A; Sở B)."),
        ("ratio.remainder", "Có 05/06 đơn vị đạt, 02 đơn vị chưa đạt (Sở A; Sở B).", "Có 05/06 đơn vị đạt, 02 đơn vị được khen."),
        ("ratio.remainder", "Có 04 đơn vị xếp loại tốt, 03 đơn vị xếp loại khá.", "Có 04 đơn vị xếp loại tốt, 02 đơn vị xếp loại khá."),
        ("ratio.percent", "100% đơn vị (05/06 đơn vị) có quy chế.", "100% đơn vị (06/06 đơn vị) có quy chế."),
        ("range.year_order", "Đợt thi đua từ ngày 15/9/2025 đến ngày 10/9/2025.", "Đợt thi đua từ ngày 15/12 đến ngày 10/01/2026."),
        ("money.balance", "Tổng thu 500 triệu đồng; đã chi 450 triệu đồng; tồn quỹ 70 triệu đồng.", "Số dư đầu năm 20 triệu đồng, trích 500 triệu đồng, đã chi 450 triệu đồng, còn 70 triệu đồng."),
        ("money.sum_of_parts", "Ủng hộ tổng số tiền 90 triệu đồng, gồm: quỹ A 50 triệu đồng.", "Quỹ có 90 triệu đồng, gồm cả 50 triệu đồng năm trước chuyển sang."),
        ("pattern.vague_count", "Một vài cơ quan chưa báo cáo.", "Các đơn vị học tập một số cơ quan bạn."),
        ("claim.needs_number", "Số sáng kiến tăng mạnh so với cùng kỳ.", "Số sáng kiến tăng 12% so với cùng kỳ."),
        ("claim.needs_names", "Có 02 đơn vị chưa mở sổ theo dõi.", "Có 02 đơn vị chưa mở sổ theo dõi: Sở Y tế, Sở Nội vụ."),
        ("claim.needs_names", "Có 02/06 đơn vị phải bổ sung báo cáo.", "Có 02/06 đơn vị phải bổ sung báo cáo (Sở A; Sở B)."),
        ("sum.growth", "Có 39 sáng kiến, tăng 9 sáng kiến so với năm 2024 (33 sáng kiến).", "Có 39 sáng kiến, tăng 6 sáng kiến so với năm 2024 (33 sáng kiến)."),
        ("sum.rate", "Trao 120 suất quà trị giá 65 triệu đồng (500.000 đồng/suất).", "Trao 120 suất quà trị giá 60 triệu đồng (500.000 đồng/suất)."),
        ("sum.counts", "Khen 34 tập thể, 128 cá nhân, tổng cộng 172 trường hợp.", "Khen 34 tập thể, 128 cá nhân, tổng cộng 162 trường hợp."),
        ("breakdown.complete", "Có 40 sáng kiến, gồm 12 cấp tỉnh và 26 cấp sở.", "Có 40 sáng kiến, gồm 12 cấp tỉnh và 28 cấp sở."),
        ("cross.statements", "06/06 đơn vị ban hành kế hoạch thi đua. Còn 01 đơn vị chưa ban hành kế hoạch thi đua (Sở A).", "06/06 đơn vị ban hành kế hoạch thi đua. Còn 01 đơn vị chưa cập nhật quy chế thi đua (Sở A)."),
        ("citation.differs", "Theo Kế hoạch số 5/KH-A ngày 02/3/2025; Kế hoạch số 5/KH-A ngày 03/3/2025.", "Theo Kế hoạch số 5/KH-A ngày 02/3/2025; Kế hoạch số 6/KH-A ngày 03/3/2025."),
    ],
)  # fmt: skip
def test_a_rule_finds_what_is_wrong_and_leaves_what_is_right(code: str, wrong: str, right: str) -> None:
    assert code in codes(wrong)
    assert code not in codes(right)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("Liên minh HTX tỉnh", True),
        ("Liên minh hợp tác xã", True),
        ("Liên minh Hợp tác xã tình", True),
        ("Liên minh Hợp tác xã Việt Nam", False),
        ("Hội Nông dân tỉnh", False),
    ],
)
def test_a_unit_is_known_by_other_spellings(other: str, same: bool) -> None:
    assert same_unit("Liên minh Hợp tác xã tỉnh", other) is same


@pytest.mark.parametrize(
    "text",
    ["Ủy ban nhân dân tỉnh chỉ đạo.", "Ủy ban nhân dân các cấp, xã Đông.", "Họp tại Ủy ban nhân dân xã."],
)
def test_another_level_of_government_is_another_body(text: str) -> None:
    assert mentions(text, ["Ủy ban nhân dân thành phố"]) == ()


def test_the_next_body_in_a_row_is_not_the_tail_of_the_one_before() -> None:
    names = ("Sở Công Thương", "Tỉnh đoàn")
    assert [one.words for one in mentions("(Sở Công Thương; Tỉnh đoàn)", names)] == list(names)


def test_numbers_tell_units_apart() -> None:
    names = ("Đơn vị 01", "Đơn vị 02", "Trường số 1", "Trường số 12")
    text = "Đơn vị 02 và Trường số 12 làm tốt."
    assert [one.name for one in mentions(text, names)] == ["Đơn vị 02", "Trường số 12"]


def test_a_policy_is_no_unit() -> None:
    text = "Chính sách BHXH, bảo hiểm xã hội; Bảo hiểm xã hội Việt Nam chỉ đạo; BHXH tỉnh đã nộp."
    assert [one.words for one in mentions(text, ["Bảo hiểm xã hội tỉnh"])] == ["BHXH tỉnh"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("thuong", "thuong", True), ("thuong", "thuogn", True), ("thuong", "thuon", True), ("thuong", "thung", True),
     ("thuong", "trang", False), ("so", "xo", False), ("2019", "2018", False)],
)  # fmt: skip
def test_one_slip_of_a_long_word(one: str, other: str, same: bool) -> None:
    assert in_one_typo(one, other) is same is in_one_typo(other, one)


def test_what_reckons_looks_at_every_text() -> None:
    """A total is wrong in a team's text and in the notice as it prints, too."""
    rules = (data_texts.TEXT_RULES, data_printed.PARAGRAPH_RULES, text_check.PARAGRAPH_RULES)
    assert all(set(ARITHMETIC) <= set(one) for one in rules)


@pytest.mark.parametrize("sign", ["\t", " | "])
def test_an_annex_is_read_whatever_parts_its_cells(sign: str) -> None:
    rows = [("1", "Đơn vị 01", "02/3/2025", "02/3/2025", "Ông A, Chánh Thanh tra"),
            ("2", "Đơn vị 02", "03/3/2025", "09/3/2025", "Bà B, Giám đốc")]  # fmt: skip
    annex = ANNEX + "\n".join(sign.join(row) for row in rows)
    assert {"schedule.deviation_explained", "coverage.schedule"} <= codes("Kết quả tốt." + annex)


def test_a_note_behind_the_leader_explains() -> None:
    row = "1\tĐơn vị 01\t02/3/2025\t09/3/2025\tÔng A, Chánh Thanh tra\tLùi do bão"
    assert "schedule.deviation_explained" not in codes("Kết quả tốt." + ANNEX + row)


def test_columns_the_other_way_round() -> None:
    annex = ANNEX.replace("Theo kế hoạch\tThực hiện", "Thực hiện\tTheo kế hoạch")
    row = "1\tĐơn vị 01\t09/3/2025\t02/3/2025\tÔng A"
    (said,) = [one for one in check_text(HEAD + annex + row) if one.code == "schedule.deviation_explained"]
    assert "+7 ngày" in said.found


def test_a_text_broken_at_every_line_is_read_the_same() -> None:
    text = "Có 04/06 đơn vị thực hiện đúng quy định về trích lập, quản lý và sử dụng quỹ,\ncòn 01 đơn vị chưa đúng (Sở A)."
    assert "ratio.remainder" in codes(text)


def test_the_campaign_tells_the_units_and_the_year() -> None:
    names = ("Đơn vị 01", "Đơn vị 02", "Đơn vị 03")
    text = (
        "06/06 đơn vị ủng hộ, cụ thể:\n\n- Đơn vị 01: 5 triệu đồng.\n\n- Đơn vị 02: năm 2025, 6 triệu đồng."
    )
    found = codes(text, names=names, year=2026)
    assert {"coverage.connector", "period.outside_campaign"} <= found
    assert "period.outside_campaign" not in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Quỹ A 100 triệu đồng; quỹ B 200 triệu đồng, cụ thể: 20 suất quà trị giá 10 triệu đồng, 5 xe đạp trị giá 15 triệu đồng.",
        "Luật Thi đua, khen thưởng năm 2003, sửa đổi năm 2013 và Nghị định số 91/2017/NĐ-CP ngày 31/7/2017.",
        "Có 05/06 đơn vị thành lập Hội đồng sáng kiến; 01/06 đơn vị không thuộc đối tượng.",
        "Thực hiện phong trào giai đoạn 2021 - 2025, năm 2025 đã có 5 xã đạt chuẩn.",
        "Tặng 50 suất quà, mỗi suất 500 nghìn đồng, tổng trị giá 25 triệu đồng.",
        "Tổng nguồn vốn 1.120 tỷ đồng, dư nợ 1.050 tỷ đồng, trong đó hộ nghèo 350 tỷ đồng, hộ cận nghèo 420 tỷ đồng.",
        "Ủng hộ hơn 1 tỷ đồng, gồm: quỹ A 600 triệu đồng, quỹ B 450 triệu đồng.",
        "06/06 đơn vị không có đơn thư khiếu nại; thời gian kiểm tra bảo đảm đúng kế hoạch.",
        "Đơn vị được tặng Cờ thi đua năm 2024 của Chính phủ.",
        "Hỗ trợ 02 tỷ 500 triệu đồng làm đường; vận động nhân dân hiến 3.200 m2 đất.",
    ],
)
def test_plain_official_sentences_are_left_alone(text: str) -> None:
    assert codes(text) == set()
