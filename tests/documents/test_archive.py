"""An archival PDF: valid PDF/A-2b by a validator, its own type only, the same facts wherever they are said."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import Document, Paragraph
from tdkt_desktop.documents.pdf.writer import write_pdf
from tests.documents.papers import album, form, minutes, notice

NEEDED = (
    "jsonschema",
    "referencing",
    "fontTools",
)  # what pikepdf's validator needs and its plain install lacks
LACKING = [name for name in NEEDED if importlib.util.find_spec(name) is None]
STREAM = re.compile(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", re.DOTALL)
HOSTILE = Document("<b>&</b>\x00 “Đề”", "x & y", "Hội đồng <HĐ>", (Paragraph.of("Đầu."),))


def hostile() -> Document:
    return HOSTILE


def long_notice() -> Document:
    return notice(200)


def printed(make: Callable[[], Document], folder: Path) -> Path:
    path = folder / "paper.pdf"
    write_pdf(make(), path, load_style())
    return path


@pytest.mark.skipif(bool(LACKING), reason=f"pikepdf[pdfa] is not whole: {', '.join(LACKING)} not installed")
@pytest.mark.parametrize("make", [notice, long_notice, minutes, form, album, hostile])
def test_papers_are_valid_archival_files(make: Callable[[], Document], tmp_path: Path) -> None:
    from pikepdf.pdfa import validate_written  # noqa: PLC0415 - refuses to load without what it needs

    report = validate_written(printed(make, tmp_path), "2b")
    assert not report.findings
    assert report.verdict == "pass"


def test_every_stream_is_as_long_as_it_says_and_ends_on_a_line(tmp_path: Path) -> None:
    """An archive's reader looks for it; validators that read through a library do not see it."""
    body = printed(album, tmp_path).read_bytes()
    found = list(STREAM.finditer(body))
    assert len(found) >= 8
    for one in found:
        end = one.end() + int(one.group(1))
        assert body[end : end + 10] == b"\nendstream"


def test_facts_of_the_file_agree(tmp_path: Path) -> None:
    with pikepdf.open(printed(hostile, tmp_path)) as pdf, pdf.open_metadata() as facts:
        assert facts["dc:title"] == str(pdf.docinfo["/Title"]) == "<b>&</b> “Đề”"
        assert facts["dc:creator"] == ["Hội đồng <HĐ>"]
        assert str(pdf.docinfo["/Author"]) == "Hội đồng <HĐ>"
        assert facts["dc:description"] == str(pdf.docinfo["/Subject"]) == "x & y"
        assert facts["pdf:Producer"] == str(pdf.docinfo["/Producer"]) == "TĐKT Desktop"
        assert facts.pdfa_status == "2B"
        assert pdf.Root.Lang == "vi-VN"
        assert len(pdf.trailer["/ID"]) == 2


def test_only_subsets_of_the_bundled_type(tmp_path: Path) -> None:
    with pikepdf.open(printed(notice, tmp_path)) as pdf:
        names = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert names
    assert all(re.fullmatch(r"/[A-Z]{6}\+Tinos(-\w+)?", name) for name in names), names


def test_headings_and_appendices_are_bookmarks(tmp_path: Path) -> None:
    with pikepdf.open(printed(notice, tmp_path)) as pdf, pdf.open_outline() as outline:
        top = [item.title for item in outline.root]
        below = [item.title for item in outline.root[0].children]
        deepest = [item.title for item in outline.root[0].children[0].children]
    assert top == ["I. KẾT QUẢ KIỂM TRA", "Phụ lục"]
    assert below == ["1. Công tác chỉ đạo"]
    assert deepest == ["a) Phong trào thi đua"]


def test_nothing_points_outside_or_runs(tmp_path: Path) -> None:
    body = printed(notice, tmp_path).read_bytes()
    for word in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/SMask", b"/Trans"):
        assert word not in body
