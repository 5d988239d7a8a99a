"""True sentences that look like contradictions: each once woke a rule, or stands close to one."""

from __future__ import annotations

import pytest

from tdkt_desktop.notice.checks.text_check import check_text

NOTICE = """THÔNG BÁO
Kết quả kiểm tra công tác thi đua, khen thưởng năm 2023

Thực hiện Kế hoạch số 31/KH-HĐTĐKT ngày 08/5/2023 của Hội đồng TĐKT tỉnh (thời gian từ ngày 01/9/2023 đến ngày 31/10/2023), từ ngày
12/9/2023 đến ngày 27/10/2023, các đoàn kiểm tra đã kiểm tra 07/07 đơn vị.

I. KẾT QUẢ KIỂM TRA

1. Kết quả

{said}

II. NHẬN XÉT, ĐÁNH GIÁ

1. Ưu điểm: 100% đơn vị có kế hoạch.
"""
TRUE = (
    "07/07 đơn vị có kế hoạch, trong đó 02 đơn vị chưa có kế hoạch chi tiết (Sở A, Sở B).",
    "12/15 xã, thị trấn có quy chế, 03 xã chưa có quy chế (xã An Phú, xã An Lộc, xã An Bình).",
    "Hỗ trợ 400 triệu đồng cho 05 xã, hỗ trợ thêm 03 hộ (hộ thứ nhất 150 triệu đồng, hộ thứ hai 200 triệu đồng).",
    "Có 05/07 đơn vị tổ chức hội nghị, đơn vị tổ chức sớm là Sở Tư pháp.",
    "Trong 10 xã được kiểm tra, có 03 xã đạt chuẩn là xã An Phú, xã An Lộc, xã An Bình.",
    "Thu 640 triệu đồng, trong đó chăn nuôi 380 triệu đồng, trồng trọt 260 triệu đồng; đưa vào quỹ 512 triệu đồng, bằng 80%.",
    "Số hộ nghèo giảm 120 hộ so với năm 2022 (từ 1.320 hộ xuống 1.200 hộ), giảm 1,2% so với đầu kỳ.",
    "Khen thưởng nông dân chiếm 20%, công nhân chiếm 35%, nữ chiếm 48%.",
    "Có 120 cá nhân được khen, cụ thể: cấp tỉnh 20 cá nhân, 05 tập thể; cấp huyện 100 cá nhân, 12 tập thể.",
    "Tặng 300 suất quà trị giá 150 triệu đồng, cụ thể: Sở A 100 suất quà, 50 triệu đồng; Sở B 200 suất quà, 100 triệu đồng.",
    "Hoàn thành 1.250 km đường, đạt 102% kế hoạch (kế hoạch 1.225 km).",
    "Có 132 thôn, tổ dân phố đạt chuẩn, trong đó 80 thôn, 52 tổ dân phố.",
    "Tỉnh đoàn 85 suất quà, Công an tỉnh 40 suất quà, tổng cộng 125 suất quà.",
)


@pytest.mark.parametrize("said", TRUE)
def test_nothing_is_told_of_what_is_true(said: str) -> None:
    found = check_text(NOTICE.format(said=said).replace("từ ngày\n", "từ ngày "))
    assert [(one.code, one.found) for one in found] == []
