"""What a draft still lacks and where, and all of it on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tdkt_desktop.domain.campaign import Issuer
from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.dates import UnclearDate, parse_date
from tdkt_desktop.vietnamese.text import fold, squeeze
from tdkt_desktop.workflows.campaign.letterhead_fields import DIGITS
from tdkt_desktop.workflows.new_campaign.campaign_draft import (
    CHECKLIST,
    ISSUER,
    PLAN,
    TEAMS,
    UNITS,
    ChosenChecklist,
    Draft,
    UnitRow,
    without_blank_rows,
)
from tdkt_desktop.workflows.new_campaign.campaign_lists import usual_title
from tdkt_desktop.workflows.new_campaign.draft_lists import day_problem

MOST_NAMED = 5


@dataclass(frozen=True)
class Lack:
    """Something that is missing: in which step, what, and what to do. Only a `blocking` one keeps the campaign from
    being made.
    """

    step: str
    words: str
    remedy: str
    blocking: bool = True


@dataclass(frozen=True)
class Line:
    """One line of the summary; it belongs to a step."""

    step: str
    title: str
    words: str


def lacks(draft: Draft) -> tuple[Lack, ...]:
    """Everything that is missing, in the order of the steps."""
    draft = without_blank_rows(draft)
    return (
        *_lacks_of_issuer(draft.issuer),
        *_lacks_of_plan(draft),
        *_lacks_of_units(draft),
        *_lacks_of_end(draft),
    )


def summary(draft: Draft) -> tuple[Line, ...]:
    """Everything on one page."""
    draft = without_blank_rows(draft)
    issuer, year = draft.issuer, draft.whole_year
    dated = [row for row in draft.units if row.planned_date.strip()]
    teams = "; ".join(
        f"{team.name or team.code}: {_person(team.honorific, team.leader) or 'chưa có trưởng đoàn'}, "
        f"{padded(sum(row.team == team.code for row in draft.units))} đơn vị"
        for team in draft.teams
    )
    plan = " ngày ".join(part for part in (draft.plan_number.strip(), draft.plan_date.strip()) if part)
    return (
        Line(ISSUER, "Cơ quan ban hành", " ".join(issuer.lines)),
        Line(ISSUER, "Người ký", "; ".join([*issuer.signer_lines, *filter(None, [issuer.signer_name])])),
        Line(ISSUER, "Nơi nhận", "; ".join(issuer.recipients)),
        Line(PLAN, "Đợt kiểm tra", draft.title.strip() or (usual_title(year) if year else "")),
        Line(PLAN, "Kế hoạch", plan),
        Line(
            UNITS,
            "Đơn vị",
            f"{padded(len(draft.units))} đơn vị, {padded(len(dated))} đã có ngày" if draft.units else "",
        ),
        Line(UNITS, "Thời gian", _span(dated)),
        Line(TEAMS, "Đoàn", teams),
        Line(CHECKLIST, "Phiếu kiểm tra", _checklist_words(draft.checklist)),
    )


def _lacks_of_issuer(issuer: Issuer) -> Iterator[Lack]:
    if issuer.minutes_first and not (issuer.minutes_first.isascii() and issuer.minutes_first.isdecimal()):
        yield Lack(ISSUER, "Số biên bản của đơn vị 01 không phải chữ số.", DIGITS)
    later = "Ghi ngay ở bước này, hoặc ghi sau ở Tổng hợp, Cơ quan ban hành, người ký."
    for value, words in (
        (issuer.lines, "Chưa có tên cơ quan ban hành."),
        (issuer.symbol, "Chưa có ký hiệu thông báo."),
        (issuer.place, "Chưa có địa danh."),
        (issuer.signer_name, "Chưa có người ký."),
        (issuer.recipients, "Chưa có nơi nhận."),
    ):
        if not value:
            yield Lack(ISSUER, words, later, blocking=False)


def _lacks_of_plan(draft: Draft) -> Iterator[Lack]:
    if draft.whole_year is None:
        yield Lack(PLAN, "Chưa có năm của đợt kiểm tra.", "Ghi năm bằng bốn chữ số, ví dụ 2026.")
    code = squeeze(draft.id)
    if code and any(sign in code for sign in "/\\ :"):
        yield Lack(PLAN, f"Mã đợt “{code}” không dùng được.", "Mã không có dấu cách, /, \\, :.")
    if problem := day_problem(draft.plan_date):
        yield Lack(PLAN, problem, "Sửa ngày của kế hoạch.")
    if not draft.plan_number.strip() or not draft.plan_date.strip():
        yield Lack(
            PLAN,
            "Chưa có số hoặc ngày của kế hoạch.",
            "Ghi khi kế hoạch đã ban hành; thông báo viện dẫn kế hoạch này.",
            blocking=False,
        )


def _lacks_of_units(draft: Draft) -> Iterator[Lack]:
    if draft.reading is not None:
        yield Lack(
            UNITS,
            f"Danh sách đang đọc ({draft.reading.source}) chưa được lấy vào.",
            "Trả lời các ô còn hỏi rồi bấm Lấy vào danh sách, hoặc bấm Bỏ lần đọc này.",
        )
    if not draft.units:
        yield Lack(UNITS, "Chưa có đơn vị nào.", "Đọc từ tệp Excel, dán bảng, hoặc gõ vào danh sách.")
        return
    for place, row in enumerate(draft.units, start=1):
        if not row.official.strip():
            yield Lack(UNITS, f"Dòng {padded(place)} chưa có tên đơn vị.", "Ghi tên, hoặc xóa dòng này.")
        if problem := day_problem(row.planned_date):
            yield Lack(UNITS, f"Dòng {padded(place)}: {problem}", "Sửa ngày kiểm tra của dòng này.")
    yield from _twins(draft)
    undated = [row.official for row in draft.units if not row.planned_date.strip()]
    if undated:
        yield Lack(
            UNITS, f"{_counted(undated)} chưa có ngày kiểm tra.", "Ghi ngày khi đã ấn định.", blocking=False
        )
    strange = [row.official for row in draft.units if _other_year(row, draft.whole_year)]
    if strange:
        yield Lack(
            UNITS,
            f"{_counted(strange)} có ngày không thuộc năm {draft.year.strip()}.",
            "Xem lại ngày, hoặc năm của đợt kiểm tra.",
            blocking=False,
        )


def _twins(draft: Draft) -> Iterator[Lack]:
    names: dict[str, int] = {}
    codes: dict[str, int] = {}
    for place, row in enumerate(draft.units, start=1):
        name = squeeze(fold(row.official))
        if name and names.setdefault(name, place) != place:
            yield Lack(
                UNITS,
                f"“{row.official.strip()}” có ở cả dòng {padded(names[name])} và {padded(place)}.",
                "Xóa một dòng nếu là cùng một đơn vị.",
                blocking=False,
            )
        if row.code and codes.setdefault(row.code, place) != place:
            yield Lack(UNITS, f"Mã “{row.code}” có ở hai dòng.", "Xóa mã ở một dòng.")


def _lacks_of_end(draft: Draft) -> Iterator[Lack]:
    alone = [row.official for row in draft.units if not row.team]
    if draft.units and alone:
        yield Lack(
            TEAMS,
            f"{_counted(alone)} chưa giao đoàn nào.",
            "Ghi đoàn ở bước Đơn vị và lịch; đơn vị chưa giao không có trong tệp của đoàn nào.",
            blocking=False,
        )
    if not draft.teams:
        yield Lack(
            TEAMS, "Chưa có đoàn nào.", "Ghi đoàn để phát hành kế hoạch cho từng đoàn.", blocking=False
        )
    leaderless = [team.name or team.code for team in draft.teams if not team.leader.strip()]
    if leaderless:
        yield Lack(
            TEAMS,
            f"{', '.join(leaderless[:MOST_NAMED])} chưa có trưởng đoàn.",
            "Ghi trưởng đoàn.",
            blocking=False,
        )
    idle = [t.name or t.code for t in draft.teams if all(row.team != t.code for row in draft.units)]
    if idle:
        yield Lack(
            TEAMS,
            f"{', '.join(idle[:MOST_NAMED])} chưa có đơn vị nào.",
            "Giao đơn vị, hoặc xóa đoàn.",
            blocking=False,
        )
    if draft.checklist is None:
        yield Lack(
            CHECKLIST,
            "Chưa chọn phiếu kiểm tra.",
            "Chọn một phiếu có sẵn, phiếu của đợt trước, hoặc đọc từ tệp.",
        )
        return
    try:
        _ = draft.checklist.checklist
    except TdktError as error:
        yield Lack(CHECKLIST, error.message, error.remedy)


def _other_year(row: UnitRow, year: int | None) -> bool:
    try:
        return (
            year is not None and bool(row.planned_date.strip()) and parse_date(row.planned_date).year != year
        )
    except UnclearDate:
        return False


def _counted(names: list[str]) -> str:
    more = ", …" if len(names) > MOST_NAMED else ""
    return f"{padded(len(names))} đơn vị ({', '.join(name.strip() for name in names[:MOST_NAMED])}{more})"


def _span(dated: list[UnitRow]) -> str:
    days = sorted(
        (parse_date(row.planned_date), row.planned_date) for row in dated if not day_problem(row.planned_date)
    )
    if not days:
        return ""
    return days[0][1] if days[0][0] == days[-1][0] else f"từ {days[0][1]} đến {days[-1][1]}"


def _person(honorific: str, name: str) -> str:
    return f"{honorific} {name}".strip() if name.strip() else ""


def _checklist_words(chosen: ChosenChecklist | None) -> str:
    if chosen is None:
        return ""
    try:
        checklist = chosen.checklist
    except TdktError:
        return chosen.source
    count = sum(len(criterion.questions) for criterion in checklist.criteria)
    return f"{checklist.title} ({padded(len(checklist.criteria))} nội dung, {count} câu hỏi)"
