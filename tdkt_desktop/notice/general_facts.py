"""Facts of the campaign as a whole that a text may state: how many units were inspected, when, under which plan."""

from __future__ import annotations

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.notice.facts import Tally
from tdkt_desktop.notice.last_year import LAST_FACTS, last_fact
from tdkt_desktop.notice.lines import Scope
from tdkt_desktop.vietnamese.counts import padded, ratio
from tdkt_desktop.vietnamese.dates import short_date
from tdkt_desktop.vietnamese.text import lower_first

FACTS = {
    "inspected_ratio": "Số đơn vị đã kiểm tra trên tổng số",
    "inspected": "Số đơn vị đã kiểm tra",
    "period": "Từ ngày … đến hết ngày …",
    "plan": "Số và ngày của kế hoạch",
    "about": "Về việc gì (tên kế hoạch)",
    "issuer": "Cơ quan ban hành",
    "short_issuer": "Cơ quan ban hành (tên gọn)",
    "subject": "Tên thông báo",
}


def general_fact(scope: Scope, key: str) -> tuple[str, Tally | None, tuple[str, ...]]:
    """The text of a fact, the tally behind it if there is one, the units behind it. Raises KeyError."""
    if key in LAST_FACTS:
        text, units = last_fact(scope, key)
        return text, None, units
    campaign, inspected = scope.campaign, inspected_units(scope.campaign, scope.record)
    codes = tuple(unit.code for unit in inspected)
    if key == "inspected_ratio":
        return ratio(len(inspected), len(campaign.units)), None, codes
    if key == "inspected":
        return padded(len(inspected)), None, codes
    if key == "period":
        return _period(inspected, scope.record), None, codes
    said = {
        "plan": _plan(campaign),
        "about": f" về việc {lower_first(campaign.plan.title)}" if campaign.plan.title else "",
        "issuer": campaign.issuer.name,
        "short_issuer": campaign.issuer.short_name or campaign.issuer.name,
        "subject": lower_first(subject_of(campaign)),
    }
    return said[key], None, ()


def subject_of(campaign: Campaign) -> str:
    """The subject under "THÔNG BÁO"."""
    return campaign.notice_subject or f"Kết quả kiểm tra công tác thi đua, khen thưởng năm {campaign.year}"


def inspected_units(campaign: Campaign, record: Record) -> list[Unit]:
    """The units that were visited, in schedule order."""
    return [unit for unit in campaign.units if record.of(unit.code).visit.actual_date]


def _plan(campaign: Campaign) -> str:
    day = f" ngày {short_date(campaign.plan.date)}" if campaign.plan.date else ""
    return f"{campaign.plan.number or '……'}{day}"


def _period(inspected: list[Unit], record: Record) -> str:
    dates = sorted(
        day for day in (record.of(unit.code).visit.actual_date for unit in inspected) if day is not None
    )
    if not dates:
        return ""
    first, last = short_date(dates[0]), short_date(dates[-1])
    said = f"Ngày {first}" if first == last else f"Từ ngày {first} đến hết ngày {last}"
    return f"{said} (có lịch kiểm tra kèm theo)"
