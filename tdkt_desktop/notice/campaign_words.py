"""What the fields of the campaign itself, its teams, units and prose are called, and how their values read."""

from __future__ import annotations

import datetime as dt

from tdkt_desktop.domain.values import Plain
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.dates import short_date

CAMPAIGN = {
    "title": "Tên đợt kiểm tra",
    "year": "Năm",
    "province": "Tỉnh",
    "plan_number": "Số kế hoạch",
    "plan_date": "Ngày kế hoạch",
    "plan_title": "Trích yếu kế hoạch",
    "notice_number": "Số thông báo",
    "notice_date": "Ngày thông báo",
    "notice_subject": "Trích yếu thông báo",
    "notice_signer_lines": "Quyền hạn, chức vụ người ký thông báo này",
    "notice_signer_name": "Người ký thông báo này",
    "notice_recipients": "Nơi nhận thông báo này",
    "annex_members": "Thành viên ghi ở phụ lục",
    "notes": "Ghi chú của đợt",
    "checklist_digest": "Danh mục nội dung kiểm tra",
    "issuer_parent": "Cơ quan chủ quản",
    "issuer_lines": "Tên cơ quan in trên văn bản",
    "issuer_name": "Tên cơ quan ban hành",
    "issuer_short_name": "Tên gọi tắt của cơ quan ban hành",
    "issuer_place": "Địa danh",
    "issuer_symbol": "Ký hiệu thông báo",
    "issuer_team_lines": "Tên đoàn in trên biên bản",
    "issuer_team_symbol": "Ký hiệu biên bản",
    "issuer_standing_body": "Cơ quan thường trực",
    "issuer_signer_lines": "Quyền hạn, chức vụ người ký",
    "issuer_signer_name": "Người ký",
    "issuer_recipients": "Nơi nhận",
    "issuer_page_style": "Kiểu trang và cỡ chữ",
    "issuer_minutes_first": "Số biên bản của đơn vị 01",
}
TEAM = {
    "name": "tên",
    "leader_honorific": "xưng hô với trưởng đoàn",
    "leader_name": "trưởng đoàn",
    "leader_position": "chức vụ của trưởng đoàn",
    "delegation": "ủy quyền",
}
UNIT = {
    "number": "số thứ tự",
    "official": "tên đầy đủ",
    "listed": "tên trong câu văn",
    "short": "tên ngắn",
    "kind": "loại đơn vị",
    "cluster": "cụm thi đua",
    "planned_date": "ngày theo kế hoạch",
    "team": "đoàn kiểm tra",
    "aliases": "tên cũ",
}
EARLIER = {
    "title": "tên đợt trước",
    "year": "năm của đợt trước",
    "units": "đơn vị của đợt trước",
    "figures": "số liệu của đợt trước",
    "proposals": "kiến nghị của đợt trước",
}
DATES = ("plan_date", "notice_date", "planned_date")


def campaign_label(subject: str, field: str) -> str:
    """What a field of the campaign, a team, a unit or the prose is called; blank for any other subject."""
    kind, _, rest = subject.partition("/")
    if kind == "campaign":
        return CAMPAIGN.get(field, field)
    if kind == "team":
        return f"Đoàn {rest}: {TEAM.get(field, field)}"
    if kind == "unit":
        return f"Đơn vị {rest}: {UNIT.get(field, field)}"
    if kind == "earlier":
        return f"Lấy từ đợt {rest}: {EARLIER.get(field, field)}"
    return f"Lời văn của mục {rest}" if kind == "prose" else ""


def campaign_value(field: str, value: Plain) -> str:
    """How a value of such a field reads."""
    if field in DATES and isinstance(value, str):
        return short_date(dt.date.fromisoformat(value))
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"{padded(len(value))} dòng"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value)
