"""From a plain tree (a campaign file, already read) to a Campaign, with every refusal naming its place."""

from __future__ import annotations

from dataclasses import fields

from tdkt_desktop.domain.campaign import Campaign, Issuer, Person, Plan, Team, Unit
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.places import Place
from tdkt_desktop.domain.reading_checklist import check_format
from tdkt_desktop.domain.revision_values import is_safe_code, shown
from tdkt_desktop.domain.values import Plain

REMEDY = "Hãy sửa tệp đợt kiểm tra ở chỗ đã nêu rồi tạo lại; chưa có gì thay đổi."
ROOT_KEYS = {
    "format",
    "id",
    "title",
    "year",
    "province",
    "checklist",
    "plan",
    "issuer",
    "notice",
    "teams",
    "units",
    "prose",
    "notes",
}
NOTICE_KEYS = {"number", "date", "subject", "annex_members", "signer_lines", "signer_name", "recipients"}
ISSUER_LISTS = {"parent", "lines", "team_lines", "signer_lines", "recipients"}
UNIT_TEXTS = ("code", "official", "listed", "short", "kind", "cluster", "team")
LONGEST_ID, LONGEST_TEAM = 80, 40  # bytes: both stand in one file name, which may have 255
IN_NAMES = 'không chứa \\, :, ?, ", <, >, |, không quá dài, không phải tên riêng của Windows như CON, AUX'


def read_campaign(plain: Plain, source: str) -> tuple[Campaign, str]:
    """Build the campaign of a plain tree; also returns the name of its checklist. Raises CampaignError."""
    root = Place(plain, source, CampaignError, REMEDY)
    root.group(ROOT_KEYS, {"format", "id", "title", "year", "checklist", "units"})
    check_format(root, "tdkt-campaign", 1)
    notice = root.at("notice", {}).group(NOTICE_KEYS)
    campaign = Campaign(
        id=root.at("id").text(),
        title=root.at("title").text(),
        year=_year(root.at("year")),
        province=root.at("province").text(),
        plan=_plan(root.at("plan", {})),
        issuer=_issuer(root.at("issuer", {})),
        notice_number=notice.at("number").text(),
        notice_date=notice.at("date").date(),
        notice_subject=notice.at("subject").text(),
        notice_signer_lines=notice.at("signer_lines", []).texts(),
        notice_signer_name=notice.at("signer_name").text(),
        notice_recipients=notice.at("recipients", []).texts(),
        annex_members=notice.at("annex_members").text(),
        teams=tuple(_team(place) for place in root.at("teams", []).each("đoàn")),
        units=tuple(
            _unit(place, number) for number, place in enumerate(root.at("units").each("đơn vị"), start=1)
        ),
        prose={key: place.texts() for key, place in root.at("prose", {}).entries()},
        notes=root.at("notes", []).texts(),
    )
    _check(root, campaign)
    return campaign, root.at("checklist").text()


def _year(place: Place) -> int:
    """The year in full: "26" would make every day of the schedule one of another year."""
    year = place.whole()
    if not 1000 <= year <= 9999:
        raise place.refuse(f"năm “{year}” phải viết bằng bốn chữ số, ví dụ 2026.")
    return year


def _plan(place: Place) -> Plan:
    place.group({"number", "date", "title"})
    return Plan(place.at("number").text(), place.at("date").date(), place.at("title").text())


def _issuer(place: Place) -> Issuer:
    names = {field.name for field in fields(Issuer)}
    place.group(names)
    texts = {name: place.at(name).text() for name in names - ISSUER_LISTS}
    lists = {name: place.at(name).texts() for name in ISSUER_LISTS}
    if (first := texts["minutes_first"]) and not (first.isascii() and first.isdecimal()):
        raise place.at("minutes_first").refuse("chỉ ghi chữ số, hoặc để trống khi số biên bản ghi tay.")
    return Issuer(**texts, **lists)  # type: ignore[arg-type]  # the two groups of fields differ in type


def _team(place: Place) -> Team:
    place.group({"code", "name", "leader", "delegation"}, {"code"})
    leader = place.at("leader", {}).group({"honorific", "name", "position"})
    person = Person(leader.at("honorific").text(), leader.at("name").text(), leader.at("position").text())
    code = place.at("code").text()
    # A team without any words of its own would leave nothing in the log to be remembered by.
    return Team(code, place.at("name").text() or f"Đoàn {code}", person, place.at("delegation").text())


def _unit(place: Place, number: int) -> Unit:
    place.group({*UNIT_TEXTS, "number", "planned_date", "aliases"}, {"code", "official"})
    texts = {name: place.at(name).text() for name in UNIT_TEXTS}
    texts["listed"] = texts["listed"] or texts["official"]
    texts["short"] = texts["short"] or texts["listed"]
    return Unit(
        number=place.at("number", number).whole(),
        planned_date=place.at("planned_date").date(),
        aliases=place.at("aliases", []).texts(),
        **texts,
    )


def _check(root: Place, campaign: Campaign) -> None:
    for what, codes in (
        ("đơn vị", [unit.code for unit in campaign.units]),
        ("đoàn", [team.code for team in campaign.teams]),
    ):
        for code in codes:
            if not code or any(sign in code for sign in "/ *@"):
                raise root.refuse(
                    f"mã {what} “{code}” không dùng được: không để trống, không chứa dấu cách, /, *, @."
                )
            if codes.count(code) > 1:
                raise root.refuse(f"mã {what} “{code}” bị trùng.")
    _check_names(root, campaign)
    teams = {team.code for team in campaign.teams}
    for unit in campaign.units:
        if unit.team and unit.team not in teams:
            raise root.refuse(f"đơn vị {unit.code} thuộc đoàn “{unit.team}” không có trong danh sách đoàn.")
    if not campaign.units:
        raise root.refuse("chưa có đơn vị nào.")


def _check_names(root: Place, campaign: Campaign) -> None:
    """Codes that are part of the names of files between laptops."""
    for team in campaign.teams:
        if not is_safe_code(team.code) or len(team.code.encode()) > LONGEST_TEAM:
            raise root.refuse(f"mã đoàn “{shown(team.code)}” không dùng được: {IN_NAMES}.")
    if not is_safe_code(campaign.id) or " " in campaign.id or len(campaign.id.encode()) > LONGEST_ID:
        raise root.refuse(
            f"mã đợt kiểm tra “{shown(campaign.id)}” không dùng được: không để trống, không chứa dấu cách, {IN_NAMES}."
        )
