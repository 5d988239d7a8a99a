"""Guards the pictures of pages: what is seen and printed is PDFium's own rendering, dot for dot, from any thread."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from tdkt_desktop.documents.pdf.pages import PdfPages, Picture, page_pictures, without_colour
from tdkt_desktop.domain.errors import WrongFile


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of black text, a page with a red sign, and a landscape page."""
    path = tmp_path_factory.mktemp("giay") / "giay.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for colour, size in (("black", A4), ("red", A4), ("black", landscape(A4))):
        canvas.setPageSize(size)
        canvas.setFillColor(colour)
        for line in range(20):
            canvas.drawString(72, size[1] - 72 - 20 * line, f"Dong {line} cua trang nay, chu nho va manh")
        canvas.circle(300, 100, 50)
        canvas.showPage()
    canvas.save()
    return path


def plain(paper: Path, index: int, dpi: int) -> pypdfium2.PdfBitmap:
    """The rendering of the library itself, without our code."""
    return pypdfium2.PdfDocument(paper)[index].render(scale=dpi / 72, prefer_bgrx=True)


def colours(data: bytes) -> tuple[bytes, ...]:
    return tuple(data[start::4] for start in range(3))


@pytest.mark.parametrize("dpi", [96, 300])
def test_a_picture_is_the_rendering_of_the_pdf(paper: Path, dpi: int) -> None:
    with PdfPages(paper) as pages:
        for index in range(pages.count):
            picture, reference = pages.picture(index, dpi), plain(paper, index, dpi)
            assert (picture.width, picture.height) == (reference.width, reference.height)
            assert colours(picture.data) == colours(bytes(reference.buffer))


def test_bands_together_are_the_page(paper: Path) -> None:
    with PdfPages(paper) as pages:
        bands = list(pages.bands(0, 300, 500))
        assert [band.height for band in bands] == [500] * 7 + [8]
        assert b"".join(band.data for band in bands) == pages.picture(0, 300).data


def test_a_part_drawn_by_itself_differs_by_no_more_than_the_eye_sees(paper: Path) -> None:
    with PdfPages(paper) as pages:
        whole = pages.picture(0, 150)
        start, end = 400 * whole.stride, 900 * whole.stride
        part = pages.picture(0, 150, top=400, rows=500).data
    assert max(abs(one - other) for one, other in zip(part, whole.data[start:end], strict=True)) <= 2


def test_sizes_are_those_of_the_paper(paper: Path) -> None:
    with PdfPages(paper) as pages:
        assert [size.is_landscape for size in pages.sizes] == [False, False, True]
        assert pages.sizes[0].millimetres == pytest.approx((210, 297), abs=0.01)
        assert pages.sizes[2].millimetres == pytest.approx((297, 210), abs=0.01)
        assert pages.sizes[0].dots(300) == (2481, 3508)


def test_text_needs_one_byte_a_dot_and_colour_keeps_its_own(paper: Path) -> None:
    with PdfPages(paper) as pages:
        black, red = pages.picture(0, 150), pages.picture(1, 150)
    grey = without_colour(black)
    assert grey.is_grey
    assert len(grey.data) == grey.stride * grey.height == black.width * black.height
    assert (grey.data, grey.data, grey.data) == colours(black.data)
    assert without_colour(red) is red
    assert without_colour(grey) is grey


def test_several_threads_at_once_get_the_same(paper: Path) -> None:
    def draw(turn: int) -> Picture:
        with PdfPages(paper) as pages:
            return pages.picture(turn % pages.count, 96)

    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(draw, range(24)))
    assert drawn[:3] * 8 == drawn


def test_the_file_is_free_while_its_pages_are_shown(paper: Path, tmp_path: Path) -> None:
    copy = tmp_path / "giay.pdf"
    copy.write_bytes(paper.read_bytes())
    with PdfPages(copy) as pages:
        copy.unlink()
        assert pages.picture(0, 20).height == 234
    pages.close()  # once more does no harm


@pytest.mark.parametrize("body", [b"", b"khong phai PDF", b"%PDF-1.7\n1 0 obj\n"])
def test_what_is_no_pdf_is_refused_with_words(body: bytes) -> None:
    with pytest.raises(WrongFile, match="Không đọc được các trang"):
        PdfPages(body)


def test_page_pictures_are_png(paper: Path) -> None:
    pictures = [Image.open(io.BytesIO(png)) for png in page_pictures(paper, 50)]
    assert [picture.size for picture in pictures] == [(414, 585), (414, 585), (585, 414)]
    darkness = pictures[0].convert("L").histogram()
    assert darkness[255] > 0 < sum(darkness[:100])
