"""The line at the foot of every page: the code of sealed minutes must be on each of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx

from tdkt_desktop.documents.docx.writer import write_docx
from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import Appendix, plain_text
from tests.documents.papers import notice
from tests.documents.reading import pdf_pages

FOOTER = "Mã biên bản: K7MQ-2XWD"


def with_footer(text: str = FOOTER, appendix: str = "", rows: int = 90):  # type: ignore[no-untyped-def]
    document = replace(notice(rows), footer=text)
    blocks = tuple(
        replace(block, footer=appendix) if isinstance(block, Appendix) else block for block in document.blocks
    )
    return replace(document, blocks=blocks)


def test_every_pdf_page_bears_the_footer_once(tmp_path: Path) -> None:
    pages = pdf_pages(with_footer(), tmp_path)
    assert len(pages) > 4
    assert [page.count(FOOTER) for page in pages] == [1] * len(pages)


def test_an_appendix_may_bear_a_footer_of_its_own(tmp_path: Path) -> None:
    pages = pdf_pages(with_footer(appendix="Mã bổ sung: 9QRT-W2M4"), tmp_path)
    annex = next(at for at, page in enumerate(pages) if "LỊCH KIỂM TRA" in page)
    assert all(FOOTER in page and "Mã bổ sung" not in page for page in pages[:annex])
    assert all(FOOTER not in page and "Mã bổ sung: 9QRT-W2M4" in page for page in pages[annex:])


def test_no_footer_leaves_the_foot_empty(tmp_path: Path) -> None:
    assert not any("Mã biên bản" in page for page in pdf_pages(with_footer(""), tmp_path))


def test_word_has_real_footers_on_first_and_later_pages_of_every_section(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_docx(with_footer(appendix="Mã bổ sung: 9QRT-W2M4"), path, load_style())
    said = [
        (section.first_page_footer.paragraphs[0].text, section.footer.paragraphs[0].text)
        for section in docx.Document(str(path)).sections
    ]
    assert said == [(FOOTER, FOOTER), ("Mã bổ sung: 9QRT-W2M4", "Mã bổ sung: 9QRT-W2M4")]


def test_the_footer_is_no_part_of_the_text() -> None:
    assert plain_text(with_footer()) == plain_text(notice(90))
