"""Comparing minutes on paper with the record: the codes printed on every page against what was sealed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tdkt_desktop.domain.errors import FileMissing, WrongFile
from tdkt_desktop.domain.sealing import ALPHABET
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.sealing import compare_code

_CODE = rf"([{ALPHABET}]{{4}})\s*-\s*([{ALPHABET}]{{4}})\b"


@dataclass(frozen=True)
class PaperCheck:
    """What the codes of a paper turned out to be; `unit` is blank unless all of it agrees with one sealed record."""

    unit: str
    code: str
    added: str
    pages: int
    problems: tuple[str, ...]
    words: str

    @property
    def matches(self) -> bool:
        return not self.problems


def check_paper(session: CampaignSession, file: Path, unit: str = "") -> PaperCheck:
    """Compare a minutes file (PDF or Word) with this campaign, or with one unit of it; nothing is written.

    Every page must carry one and the same code of the minutes, the pages of an addition one and the same code of it
    besides, and both must be codes of one unit's record. Only codes are compared, not the words of the pages.
    Raises FileMissing or WrongFile for a file that cannot be read.
    """
    pages = page_codes(file)
    code, added, problems = _one_code(pages)
    found = ""
    if code:
        compared = compare_code(session, code, unit, kind="seal")
        found = compared.unit
        problems += [] if compared.matches else [compared.words]
    if added and found:
        compared = compare_code(session, added, found, kind="addition")
        problems += [] if compared.matches else [f"Phần bổ sung: {compared.words}"]
    if problems:
        return PaperCheck("", code, added, len(pages), tuple(problems), f"{file.name}: không khớp.")
    extra = f", phần bổ sung {added}" if added else ""
    words = f"{file.name}: khớp với biên bản đã chốt của {session.campaign.unit(found).listed} (mã {code}{extra})."
    return PaperCheck(found, code, added, len(pages), (), words)


@dataclass(frozen=True)
class PageCodes:
    """The codes that a page says it carries, by their labels: of the minutes, and of an addition to them."""

    minutes: tuple[str, ...]
    additions: tuple[str, ...]


def page_codes(file: Path) -> tuple[PageCodes, ...]:
    """The codes on each page of a PDF, or in a Word file (one). Raises FileMissing or WrongFile."""
    from tdkt_desktop.documents.paper_text import page_texts  # noqa: PLC0415 - loads when first used

    if not file.is_file():
        raise FileMissing(f"Không thấy tệp {file}.", "Hãy kiểm tra lại đường dẫn.")
    texts = page_texts(file)
    if not texts:
        raise WrongFile(f"{file.name} không có trang nào đọc được.", "Hãy chọn tệp biên bản PDF hoặc Word.")
    return tuple(PageCodes(_after("Mã biên bản", text), _after("Mã bổ sung", text)) for text in texts)


def _after(label: str, text: str) -> tuple[str, ...]:
    """The codes behind a label; a telephone number elsewhere on the page is not a code."""
    return tuple(f"{one}-{two}" for one, two in re.findall(rf"{label}:\s*{_CODE}", text))


def _one_code(pages: Sequence[PageCodes]) -> tuple[str, str, list[str]]:
    """The code of the minutes and of the addition, and what is wrong with how the pages carry them."""
    problems = []
    codes = [code for page in pages for code in page.minutes]
    added = [code for page in pages for code in page.additions]
    code, addition = codes[0] if codes else "", added[0] if added else ""
    for number, page in enumerate(pages, start=1):
        where = f"Trang {number}" if len(pages) > 1 else "Tệp"
        if not page.minutes:
            problems.append(f"{where}: không có mã biên bản.")
        problems += [f"{where}: có mã khác, {other}." for other in sorted({*page.minutes} - {code})]
        problems += [
            f"{where}: có mã bổ sung khác, {other}." for other in sorted({*page.additions} - {addition})
        ]
    return code, addition, problems
