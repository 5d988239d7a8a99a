"""What taking over from an earlier campaign would do, for a person and for a machine; its questions in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from tdkt_desktop.domain.values import Plain
from tdkt_desktop.exchange.lists.asking import AGREED, SKIPPED, Issue
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.last_year.carry_over import CarryOver, CarryRow

NOT_NOW = "không kiểm tra đợt này"


def carry_summary(carry: CarryOver) -> str:
    """The whole in a sentence."""
    last = carry.last
    here = sum(row.now is not None for row in carry.rows)
    year = str(last.campaign.year)
    named = last.campaign.title if year in last.campaign.title else f"{last.campaign.title} (năm {year})"
    return (
        f"{named}: {padded(here)}/{padded(len(carry.rows))} đơn vị có trong đợt này, "
        f"{padded(len(last.found))} hạn chế, {padded(len(carry.earlier.proposals))} kiến nghị, "
        f"{padded(len(carry.earlier.figures))} câu hỏi có số liệu."
    )


def row_words(row: CarryRow) -> str:
    """What becomes of a unit of then."""
    if row.now is None:
        return NOT_NOW
    return f"{row.now.official} (trước là {row.then.official})" if row.renamed else row.now.official


def carry_text(carry: CarryOver) -> str:
    """A preview for a person: unit by unit, then what is to be answered."""
    open_codes = {issue.cell for issue in carry.doubts}
    lines = [carry_summary(carry)]
    for row in carry.rows:
        words = "cần hỏi" if row.then.code in open_codes else row_words(row)
        count = f"; {padded(row.limitations)} hạn chế" if row.limitations else ""
        lines.append(f"  {row.then.code} {row.then.official} → {words}{count}")
    lines += carry.notes
    if carry.reworded:
        codes = ", ".join(code for code, _, _ in carry.reworded)
        lines.append(
            f"{padded(len(carry.reworded))} câu hỏi đã đổi lời nên không so với năm trước: {codes}. "
            "Nếu vẫn hỏi cùng một việc, nêu bằng --map MÃ_CÂU=MÃ_CÂU_NĂM_TRƯỚC."
        )
    lines += [f"Lỗi: {error}" for error in carry.errors]
    lines += [_question(issue) for issue in carry.doubts]
    if not carry.settled:
        lines.append(
            f"Chưa ghi gì. Trả lời từng đơn vị: --match MÃ_NĂM_TRƯỚC=TRẢ_LỜI (mã đơn vị của đợt này, “{AGREED}” hoặc "
            f"“{SKIPPED}” khi không kiểm tra đợt này), hoặc lập tệp câu hỏi bằng --match-out, ghi trả lời rồi nạp bằng "
            "--match-yaml."
        )
    return "\n".join(lines)


def carry_facts(carry: CarryOver) -> dict[str, Plain]:
    """A preview for a machine."""
    return {
        "source": {
            "file": carry.last.file.name,
            "id": carry.last.campaign.id,
            "title": carry.last.campaign.title,
            "year": carry.last.campaign.year,
        },
        "settled": carry.settled,
        "units": [
            {
                "then": row.then.code,
                "official": row.then.official,
                "now": row.now.code if row.now else "",
                "renamed": row.renamed,
                "limitations": row.limitations,
            }
            for row in carry.rows
        ],
        "limitations": len(carry.last.found),
        "proposals": len(carry.earlier.proposals),
        "figures": len(carry.earlier.figures),
        "reworded": [{"question": code, "then": then, "now": now} for code, then, now in carry.reworded],
        "doubts": [asdict(issue) for issue in carry.doubts],
        "errors": list(carry.errors),
        "notes": list(carry.notes),
    }


def read_matches(path: Path, source: Path) -> dict[str, str]:
    """The answers of a file of questions. Raises FileMissing or WrongFile."""
    from tdkt_desktop.exchange.doubts_files import read_doubts  # noqa: PLC0415 - YAML loads when first used

    return read_doubts(path, source)


def write_matches(path: Path, carry: CarryOver) -> None:
    """Write every doubt into a file with room for the answers. Raises EnvironmentProblem."""
    from tdkt_desktop.exchange.doubts_files import write_doubts  # noqa: PLC0415 - YAML loads when first used

    write_doubts(path, carry.last.file, carry.doubts, ())


def answers_of(entries: Mapping[str, str], path: Path | None, source: Path) -> dict[str, str]:
    """The answers of a file, with those given beside it on top."""
    return (read_matches(path, source) if path else {}) | dict(entries)


def _question(issue: Issue) -> str:
    ending = f" Đề nghị: {issue.proposal}." if issue.proposal else ""
    return f"  {issue.cell}: {issue.message} Cách trả lời: {'; '.join(issue.choices)}.{ending}"
