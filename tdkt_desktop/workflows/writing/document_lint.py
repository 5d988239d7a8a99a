"""A finished paper checked against the decree and the house's habits: for the command line and the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tdkt_desktop.vietnamese.counts import padded

if TYPE_CHECKING:
    from tdkt_desktop.documents.lint.findings import Finding
    from tdkt_desktop.documents.lint.linter import Verdict
    from tdkt_desktop.documents.lint.reading import Where

MOST_PLACES = 3
FORM_NOTE = "Đây là phiếu ghi tay: chỉ kiểm tra khổ giấy, phông chữ, phần đầu và chữ nghĩa, không áp thể thức của văn bản."


def lint_document(path: Path) -> Verdict:
    """Check a Word file or a PDF, whoever made it. Raises FileMissing, WrongFile or EnvironmentProblem."""
    from tdkt_desktop.documents.lint.linter import lint_file  # noqa: PLC0415 - loads when first used

    return lint_file(path)


def verdict_text(path: Path, verdict: Verdict) -> str:
    """What was found, for a person."""
    head = f"{path.name}{f' ({verdict.kind.capitalize()})' if verdict.kind else ''}"
    notes = [*([FORM_NOTE] if verdict.is_form else []), *verdict.unseen]
    if not verdict.findings:
        return "\n".join([f"{head}: không thấy điểm nào sai thể thức.", *notes])
    lines = [f"{head}: {padded(len(verdict.findings))} điểm cần xem lại."]
    for number, finding in enumerate(verdict.findings, start=1):
        lines += ["", *_finding_lines(number, finding, paged=verdict.pages > 0)]
    return "\n".join([*lines, *(["", *notes] if notes else [])])


def verdict_facts(path: Path, verdict: Verdict) -> dict[str, Any]:
    """What was found, for a machine."""
    return {
        "file": path.name,
        "kind": verdict.kind,
        "form": verdict.is_form,
        "pages": verdict.pages,
        "findings": [
            {
                "severity": finding.severity.value,
                "code": finding.code,
                "part": str(finding.part),
                "found": finding.found,
                "wanted": finding.wanted,
                "source": finding.source,
                "remedy": finding.remedy,
                "places": [
                    {
                        "page": place.page if verdict.pages else 0,
                        "paragraph": place.paragraph,
                        "words": place.words,
                    }
                    for place in finding.places
                ],
            }
            for finding in verdict.findings
        ],
        "unseen": list(verdict.unseen),
    }


def _finding_lines(number: int, finding: Finding, *, paged: bool) -> list[str]:
    return [
        f"{number}. [{finding.severity.value}] {finding.part}: {finding.found}{_places(finding.places, paged=paged)}",
        f"   Quy định: {finding.wanted} ({finding.source}).",
        f"   Cách sửa: {finding.remedy} [{finding.code}]",
    ]


def _places(places: tuple[Where, ...], *, paged: bool) -> str:
    said = [text for place in places[:MOST_PLACES] if (text := _place(place, paged=paged))]
    more = len(places) - MOST_PLACES
    if not said:
        return ""
    return f" - {'; '.join(said)}{f' và {padded(more)} chỗ khác' if more > 0 else ''}"


def _place(place: Where, *, paged: bool) -> str:
    where = f"trang {place.page}" if paged else f"đoạn {place.paragraph}" if place.paragraph else ""
    words = f"“{place.words}”" if place.words else ""
    return ", ".join(part for part in (where, words) if part)
