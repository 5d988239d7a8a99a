"""Our PDF beside Word's own way: the same paper as DOCX through LibreOffice, compared page by page.

    .venv/bin/python packaging/compare_documents.py [FOLDER] [--style NAME]

Prints for each paper: pages, whether both say the same words, and for each page the largest vertical drift of a word in
millimetres and in lines of body text. FOLDER keeps the files. Fails (1) where pages or words differ or a page drifts more
than a line; where LibreOffice is not installed it says so and ends with 0.
"""

from __future__ import annotations

import argparse
import difflib
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from tdkt_desktop.documents.docx.writer import write_docx
from tdkt_desktop.documents.layout.style import PageStyle, load_style
from tdkt_desktop.documents.neutral.blocks import Document
from tdkt_desktop.documents.pdf.writer import write_pdf
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.campaign.campaigns import create_sample
from tdkt_desktop.workflows.papers.papers import minutes_of, notice_of

MM = 25.4 / 72
CUT = "\x02\ufffe"  # how the reader shows a hyphen at the end of a line
UNITS = ("VTL", "LMH")


@dataclass(frozen=True)
class Word:
    """A word on a page: `foot` is its baseline, nearly, in points from the foot of the page."""

    text: str
    page: int
    left: float
    foot: float


def sample_papers(folder: Path) -> dict[str, Document]:
    """The papers of the sample campaign: the notice with its annex, two minutes, the blank checklist."""
    from tdkt_desktop.documents.blank_checklist import blank_checklist  # noqa: PLC0415 - beside its only use

    with campaigns.open_campaign(create_sample(folder / "mau.tdktdb")) as session:
        found = {"thong-bao": notice_of(session)}
        found |= {f"bien-ban-{unit.lower()}": minutes_of(session, unit) for unit in UNITS}
        found["phieu-giay"] = blank_checklist(
            session.campaign, session.checklist, session.campaign.unit("TCT")
        )
    return found


def through_office(documents: list[Path], folder: Path) -> None:
    """Convert DOCX files to PDF into a folder, with a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                *(
                    "soffice",
                    "--headless",
                    f"-env:UserInstallation={Path(profile).as_uri()}",
                    "--convert-to",
                    "pdf",
                ),
                *("--outdir", str(folder), *map(str, documents)),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )


def words_of(path: Path) -> list[Word]:
    """The words of a PDF in reading order, line by line on each page."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [word for number, page in enumerate(pdf) for word in _in_lines(list(_words(page, number)))]


def _words(page: pypdfium2.PdfPage, number: int) -> Iterator[Word]:
    """Words with their places. Dots that lead a tab are no words; one cut at a hyphen is one word still."""
    from pypdfium2 import raw  # noqa: PLC0415 - the baseline has no other door

    text_page, x, y = page.get_textpage(), raw.c_double(), raw.c_double()
    letters, start, cut = "", (0.0, 0.0), False
    for index in range(text_page.count_chars() + 1):
        letter = chr(raw.FPDFText_GetUnicode(text_page, index)) if index < text_page.count_chars() else " "
        if letter in CUT:
            letters, cut = f"{letters}-", True
        elif not letter.isspace() and letter.isprintable():
            if not letters:
                raw.FPDFText_GetCharOrigin(text_page, index, x, y)
                start = (x.value, y.value)
            letters, cut = letters + letter, False
        elif not cut or index == text_page.count_chars():
            if letters.strip("."):
                yield Word(unicodedata.normalize("NFC", letters), number, *start)
            letters = ""


def _in_lines(words: list[Word]) -> list[Word]:
    return sorted(words, key=lambda word: (-round(word.foot / 4), word.left))


def compared(name: str, ours: Path, theirs: Path, line: float) -> bool:
    """Print how two PDFs of one paper differ; true where they agree within a line."""
    mine, other = words_of(ours), words_of(theirs)
    pages = [1 + max(word.page for word in words) for words in (mine, other)]
    words = [sorted(word.text for word in found) for found in (mine, other)]
    same = words[0] == words[1] or sorted("".join(words[0])) == sorted("".join(words[1]))  # cells that touch
    match = difflib.SequenceMatcher(a=[w.text for w in mine], b=[w.text for w in other], autojunk=False)
    drifts: dict[int, float] = dict.fromkeys(range(pages[0]), 0.0)
    moved = 0
    for first, second, count in match.get_matching_blocks():
        for left, right in zip(mine[first : first + count], other[second : second + count], strict=True):
            if left.page != right.page:
                moved += 1
            elif abs(left.foot - right.foot) > abs(drifts[left.page]):
                drifts[left.page] = right.foot - left.foot
    print(
        f"{name}: pages {pages[0]} / {pages[1]}, words {'equal' if same else 'DIFFER'}, on another page: {moved}"
    )
    for page, drift in drifts.items():
        print(f"   page {page + 1}: {-drift * MM:+6.1f} mm = {-drift / line:+5.1f} lines")
    if not same:
        _print_other_words(mine, other)
    return same and pages[0] == pages[1] and all(abs(drift) <= line for drift in drifts.values())


def _print_other_words(mine: list[Word], other: list[Word]) -> None:
    left, right = [word.text for word in mine], [word.text for word in other]
    lost = [text for text in set(left) | set(right) if left.count(text) != right.count(text)]
    print(f"   not in both: {' '.join(sorted(lost)[:20])}")


def main() -> int:
    """Make, convert, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--style", default="nd30")
    chosen = parser.parse_args()
    if not shutil.which("soffice"):
        print("skipped: LibreOffice (soffice) is not installed")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        (folder / "libreoffice").mkdir(parents=True, exist_ok=True)
        return _compare(folder, load_style(chosen.style), sample_papers(Path(temporary)))


def _compare(folder: Path, style: PageStyle, papers: dict[str, Document]) -> int:
    for name, document in papers.items():
        write_pdf(document, folder / f"{name}.pdf", style)
        write_docx(document, folder / f"{name}.docx", style)
    through_office([folder / f"{name}.docx" for name in papers], folder / "libreoffice")
    line = style.sizes["body"] * style.body["leading"]
    fine = [
        compared(name, folder / f"{name}.pdf", folder / "libreoffice" / f"{name}.pdf", line)
        for name in papers
    ]
    print("all within one line" if all(fine) else "NOT within one line everywhere")
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
