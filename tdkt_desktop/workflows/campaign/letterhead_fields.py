"""What is said of who issues, signs and receives: the fields, their words, and reading them as typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.vietnamese.dates import UnclearDate, parse_date, short_date

DATE, FIRST = "notice_date", "issuer.minutes_first"
DIGITS = "Chỉ ghi chữ số, ví dụ 1; để trống nếu số biên bản ghi tay."
# group -> (field of Campaign, or of Issuer after "issuer.", title, several lines, hint)
GROUPS: tuple[tuple[str, tuple[tuple[str, str, bool, str], ...]], ...] = (
    (
        "Cơ quan ban hành",
        (
            ("issuer.parent", "Cơ quan chủ quản", True, "Để trống nếu không có"),
            ("issuer.lines", "Tên cơ quan in trên văn bản", True, "Mỗi dòng một dòng in"),
            ("issuer.name", "Tên đầy đủ trong câu văn", False, "Ví dụ Hội đồng Thi đua - Khen thưởng tỉnh"),
            ("issuer.short_name", "Tên gọi tắt trong câu văn", False, "Ví dụ Hội đồng TĐKT tỉnh"),
            ("issuer.place", "Địa danh", False, "Nơi ghi trước ngày tháng"),
            ("issuer.symbol", "Ký hiệu thông báo", False, "Ví dụ TB-HĐTĐKT"),
            ("issuer.standing_body", "Cơ quan thường trực", False, "Cơ quan giúp việc Hội đồng"),
        ),
    ),
    (
        "Đoàn kiểm tra",
        (
            ("issuer.team_lines", "Tên đoàn in trên biên bản", True, "Ví dụ ĐOÀN KIỂM TRA"),
            ("issuer.team_symbol", "Ký hiệu biên bản", False, "Ví dụ BB-ĐKT"),
            (
                "issuer.minutes_first",
                "Số biên bản của đơn vị 01",
                False,
                "Các đơn vị sau theo thứ tự; để trống nếu ghi tay",
            ),
        ),
    ),
    (
        "Người ký và nơi nhận",
        (
            ("issuer.signer_lines", "Quyền hạn, chức vụ", True, "Ví dụ KT. CHỦ TỊCH"),
            ("issuer.signer_name", "Họ và tên", False, "Không ghi học hàm, học vị"),
            ("issuer.recipients", "Nơi nhận", True, "Mỗi dòng một nơi"),
        ),
    ),
    (
        "Riêng thông báo này",
        (
            ("notice_number", "Số, ký hiệu", False, "Để trống nếu ghi tay"),
            ("notice_date", "Ngày", False, "Ngày/tháng/năm; để trống nếu ghi tay"),
            ("notice_subject", "Trích yếu", True, ""),
            ("notice_signer_lines", "Quyền hạn, chức vụ (nếu khác ở trên)", True, ""),
            ("notice_signer_name", "Họ và tên người ký (nếu khác ở trên)", False, ""),
            ("notice_recipients", "Nơi nhận (nếu khác ở trên)", True, ""),
        ),
    ),
)
FIELDS = {key: (title, name) for title, entries in GROUPS for key, name, _, _ in entries}


def as_typed(campaign: Campaign, key: str) -> str:
    """A field as a person types it: a list has a line for each entry, a date is day/month/year."""
    value = _value(campaign, key)
    if key == DATE:
        return short_date(value) if value else ""
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def read_typed(campaign: Campaign, typed: Mapping[str, str]) -> tuple[Campaign, dict[str, str]]:
    """The campaign with fields as typed, and what is wrong with which: those stay as they are."""
    changed: dict[str, Any] = {}
    issuer: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for key, text in typed.items():
        value: Any = " ".join(text.split())
        if isinstance(_value(campaign, key), tuple):
            value = tuple(" ".join(part.split()) for part in text.split("\n") if part.strip())
        elif key == DATE:
            try:
                value = parse_date(value) if value else None
            except UnclearDate as unclear:
                wrong[key] = unclear.message
                continue
        elif key == FIRST and value and not (value.isascii() and value.isdecimal()):
            wrong[key] = DIGITS
            continue
        (issuer if key.startswith("issuer.") else changed)[key.removeprefix("issuer.")] = value
    return replace(campaign, issuer=replace(campaign.issuer, **issuer), **changed), wrong


def _value(campaign: Campaign, key: str) -> Any:
    owner: object = campaign.issuer if key.startswith("issuer.") else campaign
    return getattr(owner, key.removeprefix("issuer."))
