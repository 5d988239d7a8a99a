"""A campaign from the list of units and schedule an office already has, whatever shape its workbook is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.reading_campaign import read_campaign
from tdkt_desktop.domain.values import Plain, clean_text
from tdkt_desktop.exchange.lists.asking import AGREED, SKIPPED, Issue, WrongAnswer, answers_by_cell
from tdkt_desktop.exchange.lists.reading import read_unit_list
from tdkt_desktop.exchange.lists.result import UnitList
from tdkt_desktop.exchange.lists.unlabelled import headed
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.dates import UnclearDate, parse_date, short_date
from tdkt_desktop.workflows.campaign.campaigns import data_folder, find_checklist, free_path, write_campaign
from tdkt_desktop.workflows.campaign.last_issuer import with_last_used

NO_CHECKLIST = (
    "Hãy nêu danh mục nội dung kiểm tra (--checklist), hoặc một tệp đợt kiểm tra có sẵn phần chung."
)


@dataclass(frozen=True)
class CampaignFacts:
    """What a list does not say of its campaign; blanks stand back behind `base`, a campaign file with the rest."""

    base: Path | None = None
    id: str = ""
    title: str = ""
    year: int | None = None
    province: str = ""
    checklist: str = ""
    plan_number: str = ""
    plan_date: str = ""


def preview_list(
    file: Path, facts: CampaignFacts, answers: Mapping[str, str], *, sheet: str = ""
) -> UnitList:
    """Read a list without making anything of it. Raises FileMissing or WrongFile."""
    from tdkt_desktop.exchange.grids.files import read_grids  # noqa: PLC0415 - Excel loads when first used

    year = _tree(facts).get("year")
    grids = read_grids(file)
    title = sheet or (grids[0].title if len(grids) == 1 else "")
    try:
        grids, asked = headed(grids, sheet, answers_by_cell(answers, title))
    except WrongAnswer:  # said with the list
        asked = ()
    if asked:
        return UnitList(grids[0].title, doubts=asked)
    return read_unit_list(grids, answers, sheet=sheet, year=year if isinstance(year, int) else None)


def create_from_list(file: Path, listed: UnitList, facts: CampaignFacts, store: Path | None = None) -> Path:
    """Make the campaign of a list that is settled. Returns its path. Raises CampaignError; nothing is left then."""
    campaign, checklist = campaign_of_list(file, listed, facts)
    return write_campaign(campaign, checklist, store or free_path(campaign.id))


def campaign_of_list(
    file: Path, listed: UnitList, facts: CampaignFacts, fallback: Checklist | None = None
) -> tuple[Campaign, Checklist]:
    """The campaign of a list that is settled, with its checklist (`fallback` where none is named). Raises CampaignError."""
    if not listed.settled:
        raise CampaignError(
            f"{file.name} còn {len(listed.doubts)} chỗ chưa rõ và {len(listed.errors)} lỗi.",
            "Hãy trả lời các ô đã nêu rồi tạo lại; chưa có gì được tạo.",
        )
    tree = _tree(facts) | {"teams": list(listed.teams), "units": list(listed.units)}
    campaign, checklist_name = read_campaign(tree, file.name)
    if not checklist_name and fallback is None:
        raise CampaignError("Chưa biết kiểm tra theo danh mục nào.", NO_CHECKLIST)
    found = find_checklist(checklist_name, (facts.base or file).parent) if checklist_name else fallback
    assert found is not None  # noqa: S101 - one of the two is there
    return with_last_used(campaign, data_folder()), found


def read_answers_file(path: Path, list_file: Path) -> dict[str, str]:
    """The answers of a file of doubts. Raises FileMissing or WrongFile."""
    from tdkt_desktop.exchange.doubts_files import read_doubts  # noqa: PLC0415 - YAML loads when first used
    from tdkt_desktop.exchange.grids.workbook_guard import open_workbook  # noqa: PLC0415

    open_workbook(
        list_file, read_only=True
    ).close()  # says what is wrong with the list before its hash is compared
    return read_doubts(path, list_file)


def write_questions(path: Path, list_file: Path, listed: UnitList) -> None:
    """Write every doubt and error into a file with room for the answers."""
    from tdkt_desktop.exchange.doubts_files import write_doubts  # noqa: PLC0415 - YAML loads when first used

    write_doubts(path, list_file, listed.doubts, listed.errors)


def list_facts(file: Path, listed: UnitList) -> dict[str, Plain]:
    """A preview for a machine."""
    return {
        "file": file.name,
        "sheet": listed.sheet,
        "settled": listed.settled,
        "columns": [
            {"column": letters, "heading": label, "read_as": role} for letters, label, role in listed.columns
        ],
        "units": list(listed.units),
        "teams": list(listed.teams),
        "doubts": [asdict(issue) for issue in listed.doubts],
        "errors": [asdict(issue) for issue in listed.errors],
        "converted": [
            {"cell": cell, "text": text, "encoding": encoding} for cell, text, encoding in listed.converted
        ],
        "notes": list(listed.notes),
    }


def list_text(file: Path, listed: UnitList) -> str:
    """A preview for a person: the table as read, then errors and doubts by cell."""
    if not listed.columns and not listed.doubts:  # there is no table yet whose cells could be answered for
        lines = [f"{file.name}: {one.message}" for one in listed.errors]
        return "\n".join([*lines, "Chưa tạo gì. Nêu trang tính có danh sách bằng --sheet TRANG."])
    lines = [f"{file.name}, trang “{listed.sheet}”: đọc được {padded(len(listed.units))} đơn vị."]
    lines += [f"  Cột {letters} “{label}”: {role}" for letters, label, role in listed.columns]
    lines += [_unit_line(unit) for unit in listed.units]
    if listed.converted:
        lines.append(f"Đã đổi chữ cũ sang Unicode ở {padded(len(listed.converted))} ô:")
        lines += [f"  {cell} ({encoding}): {text}" for cell, text, encoding in listed.converted]
    lines += listed.notes
    lines += _issue_lines("lỗi cần sửa", listed.errors)
    lines += _issue_lines("chỗ cần hỏi", listed.doubts)
    if not listed.settled:
        lines.append(
            f"Chưa tạo gì. Trả lời từng ô: --accept Ô=TRẢ_LỜI (“{AGREED}”, “{SKIPPED}”, hoặc giá trị đúng), "
            "hoặc lập tệp câu hỏi bằng --doubts-out, ghi trả lời rồi nạp bằng --answers-yaml."
        )
    return "\n".join(lines)


def _unit_line(unit: Plain) -> str:
    day = unit.get("planned_date")
    parts = [
        unit.get("cluster", ""),
        unit.get("team", ""),
        short_date(parse_date(day)) if day else "chưa có ngày",
    ]
    return f"  {padded(unit['number'])} {unit['official']} ({'; '.join(part for part in parts if part)})"


def _issue_lines(title: str, issues: Sequence[Issue]) -> list[str]:
    if not issues:
        return []
    lines = [f"{padded(len(issues))} {title}:"]
    for issue in issues:
        ending = f" Đề nghị: {issue.proposal}." if issue.proposal else ""
        choices = f" Cách trả lời: {'; '.join(issue.choices)}." if issue.choices else ""
        lines.append(f"  {issue.cell} ({issue.field}): {issue.message}{choices}{ending}")
    return lines


def _tree(facts: CampaignFacts) -> dict[str, Plain]:
    """The campaign file without its units: the base, with what was said beside it on top."""
    tree = _base(facts.base)
    said: dict[str, Plain] = {
        "id": facts.id,
        "title": clean_text(facts.title),
        "year": facts.year,
        "province": clean_text(facts.province),
        "checklist": facts.checklist,
    }
    tree |= {key: value for key, value in said.items() if value}
    year = tree.get("year")
    if year is None:
        raise CampaignError("Chưa biết năm của đợt kiểm tra.", "Hãy nêu năm, ví dụ --year 2026.")
    if isinstance(year, int) and not 1000 <= year <= 9999:
        raise CampaignError(f"Năm “{year}” phải viết bằng bốn chữ số.", "Hãy nêu đủ năm, ví dụ --year 2026.")
    tree.setdefault("format", "tdkt-campaign 1")
    tree.setdefault("id", f"kiem-tra-{year}")
    tree.setdefault("title", usual_title(year))
    tree.setdefault("checklist", "")
    tree["plan"] = _plan(tree.get("plan"), facts)
    return tree


def usual_title(year: int) -> str:
    """What a campaign is called where nobody says so."""
    return f"Kiểm tra công tác thi đua, khen thưởng năm {year}"


def _base(path: Path | None) -> dict[str, Plain]:
    if path is None:
        return {}
    from tdkt_desktop.exchange.plain_files import read_plain  # noqa: PLC0415 - YAML loads when first used

    tree = read_plain(path)
    if not isinstance(tree, dict) or not str(tree.get("format", "")).startswith("tdkt-campaign"):
        raise CampaignError(
            f"{path.name} không phải tệp đợt kiểm tra.", "Dòng đầu của tệp cần là “format: tdkt-campaign 1”."
        )
    if tree.get("units") or tree.get("teams"):
        raise CampaignError(
            f"{path.name} đã có đơn vị hoặc đoàn, lại thêm danh sách Excel.",
            "Hãy xóa phần units và teams của tệp này, hoặc bỏ --from-xlsx.",
        )
    return dict(tree)


def _plan(known: Plain, facts: CampaignFacts) -> Plain:
    plan = dict(known) if isinstance(known, dict) else {}
    if facts.plan_number:
        plan["number"] = clean_text(facts.plan_number)
    if facts.plan_date:
        try:
            plan["date"] = parse_date(facts.plan_date).isoformat()
        except UnclearDate as unclear:
            raise CampaignError(unclear.message, "Hãy sửa --plan-date rồi chạy lại.") from None
    return plan
