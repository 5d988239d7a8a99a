"""Checklists as files: export to a workbook, import from one, compare two versions; campaigns back to text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tdkt_desktop.documents.layout.safe_file import folder_for
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.checklist_comparison import Comparison, FieldChange, compare_checklists
from tdkt_desktop.domain.errors import CampaignError, EnvironmentProblem, TdktError
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.domain.writing_campaign import campaign_to_plain
from tdkt_desktop.domain.writing_checklist import checklist_to_plain
from tdkt_desktop.paths import resource
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.campaign.campaigns import find_checklist, open_campaign
from tdkt_desktop.workflows.session import CampaignSession

WHAT_WORDS = {
    "criterion": "nội dung",
    "question": "câu hỏi",
    "section": "mục thông báo",
    "contradiction": "mâu thuẫn cần soát",
}
STORE = ".tdktdb"
YAML_NOTE = "Danh mục nội dung kiểm tra, lập từ {name}."
WIDTHS = (18, 16, 70, 40, 10, 24, *([16] * 15))


def checklist_named(name: str) -> Checklist:
    """A checklist by code (built in), by file (.yaml, .xlsx), or the one a campaign uses (.tdktdb)."""
    path = Path(name)
    if path.suffix == STORE:
        with open_campaign(path, writing=False) as session:
            return session.checklist
    if path.suffix and path.is_file():
        from tdkt_desktop.exchange.plain_files import read_plain  # noqa: PLC0415 - YAML and Excel load when used

        return read_checklist(read_plain(path), path.name)
    return find_checklist(name, Path())


@dataclass(frozen=True)
class TakenIn:
    """A checklist of a file, and a line for every reason why cells of it are not in the checklist as they stand."""

    checklist: Checklist
    remarks: tuple[str, ...] = ()


def take_in(path: Path) -> TakenIn:
    """Read a checklist of a file, an XLSForm of others as far as it goes. Raises TdktError."""
    if path.suffix.lower() != ".xlsx":
        return TakenIn(checklist_named(str(path)))
    from tdkt_desktop.exchange.checklist.rows import remark_lines  # noqa: PLC0415 - loads when first used
    from tdkt_desktop.exchange.workbook_files import read_checklist_workbook  # noqa: PLC0415

    book = read_checklist_workbook(path)
    return TakenIn(read_checklist(book.tree, path.name), tuple(remark_lines(book.remarks)))


def take_in_named(name: str) -> TakenIn:
    """The same for a checklist by code, by file or of a campaign. Raises TdktError."""
    path = Path(name)
    return (
        take_in(path) if path.suffix.lower() == ".xlsx" and path.is_file() else TakenIn(checklist_named(name))
    )


def export_checklist(checklist: Checklist, path: Path, *, replacing: bool = False) -> Path:
    """Write a checklist as a workbook (XLSForm with our columns) or as YAML, by the ending of the path."""
    if path.exists() and not replacing:
        raise EnvironmentProblem(f"Đã có tệp {path.name}.", "Hãy chọn tên khác; tệp đang có được giữ nguyên.")
    if path.suffix.lower() in (".yaml", ".yml"):
        from tdkt_desktop.exchange.yaml_out import write_yaml  # noqa: PLC0415 - YAML loads when first used

        write_yaml(checklist_to_plain(checklist), path, YAML_NOTE.format(name=checklist.code))
        return path
    if path.suffix.lower() != ".xlsx":
        raise CampaignError(
            f"Không biết ghi loại tệp “{path.suffix}”.", "Tên tệp cần có đuôi .xlsx hoặc .yaml."
        )
    from tdkt_desktop.documents.neutral.sheets import Sheet, Workbook  # noqa: PLC0415 - loads when first used
    from tdkt_desktop.documents.xlsx.writer import write_xlsx  # noqa: PLC0415
    from tdkt_desktop.exchange.checklist.sheets_out import checklist_sheets  # noqa: PLC0415

    sheets = [
        Sheet(
            title, tuple(rows[0]), tuple(tuple(row) for row in rows[1:]), WIDTHS[: len(rows[0])], whole=True
        )
        for title, rows in checklist_sheets(checklist).items()
    ]
    folder_for(path)
    write_xlsx(Workbook(tuple(sheets)), path)
    return path


def comparison_facts(found: Comparison) -> dict[str, Plain]:
    """A comparison for a machine."""
    return {
        "same": found.same,
        "additive": found.additive,
        "added": [{"what": what, "code": code, "words": words} for what, code, words in found.added],
        "removed": [{"what": what, "code": code, "words": words} for what, code, words in found.removed],
        "moved": [{"code": code, "from": before, "to": after} for code, before, after in found.moved],
        "changed": [
            {
                "what": one.what,
                "code": one.code,
                "field": one.field,
                "before": one.before,
                "after": one.after,
                "keeps_answers": one.keeps_answers,
            }
            for one in found.changed
        ],
    }


def comparison_text(found: Comparison) -> str:
    """A comparison for a person."""
    if found.same:
        return "Hai bản như nhau."
    lines = _counted("thêm", [f"+ {WHAT_WORDS[what]} {code}: {words}" for what, code, words in found.added])
    lines += _counted("bỏ", [f"- {WHAT_WORDS[what]} {code}: {words}" for what, code, words in found.removed])
    lines += _counted(
        "chuyển", [f"> câu hỏi {code}: từ {before} sang {after}" for code, before, after in found.moved]
    )
    lines += _counted("sửa", [_changed_line(one) for one in found.changed])
    lines.append(
        "Chỉ thêm, không đổi câu hỏi cũ: câu trả lời đã ghi vẫn dùng được."
        if found.additive
        else "Có câu hỏi cũ bị bỏ hoặc đổi nghĩa: với đợt đang kiểm tra hãy chỉ ra câu nào thay câu nào."
    )
    return "\n".join(lines)


def compare_named(old: str, new: str) -> Comparison:
    """Compare two checklists by code, file or campaign."""
    return compare_checklists(checklist_named(old), checklist_named(new))


def dump_campaign(session: CampaignSession, path: Path) -> tuple[Path, ...]:
    """Write the campaign as a YAML file, with its checklist beside it where that is no built-in one. Returns the files.

    `tdkt new` makes the same campaign of them. Raises EnvironmentProblem; a file that is there already is kept.
    """
    from tdkt_desktop.exchange.yaml_out import write_yaml  # noqa: PLC0415 - YAML loads when first used

    checklist = session.checklist
    beside = path.with_name(f"{path.stem}-danh-muc.yaml")
    built_in = _is_built_in(checklist)
    for target in (path,) if built_in else (path, beside):
        if target.exists():
            raise EnvironmentProblem(
                f"Đã có tệp {target.name}.", "Hãy chọn tên khác; tệp đang có được giữ nguyên."
            )
    tree = campaign_to_plain(session.campaign, checklist.code if built_in else beside.name)
    write_yaml(tree, path, f"Đợt kiểm tra {session.campaign.id}, ghi ra từ {session.path.name}.")
    if built_in:
        return (path,)
    write_yaml(checklist.plain, beside)  # the very words that were pinned, so that the digest stays the same
    return (path, beside)


def _is_built_in(checklist: Checklist) -> bool:
    if not (resource("checklists") / f"{checklist.code}.yaml").is_file():
        return False
    try:
        return find_checklist(checklist.code, Path()).digest == checklist.digest
    except TdktError:
        return False


def _counted(what: str, lines: list[str]) -> list[str]:
    return [f"{padded(len(lines))} mục {what}:", *(f"  {line}" for line in lines)] if lines else []


def _changed_line(one: FieldChange) -> str:
    sign = "~" if one.keeps_answers else "!"
    return f"{sign} {WHAT_WORDS[one.what]} {one.code}, {one.field}: {_said(one.before)} → {_said(one.after)}"


def _said(value: Plain) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if value is None:
        return "(không có)"
    if isinstance(value, list):
        return "; ".join(_said(one.get("title", one) if isinstance(one, dict) else one) for one in value)
    return f"“{value}”"
