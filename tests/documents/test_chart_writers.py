"""Guards charts on paper: PDF and Word say every name, number and word; no bar is told by colour alone."""

from __future__ import annotations

from pathlib import Path

from tdkt_desktop.documents.neutral.blocks import (
    Block,
    Column,
    Document,
    HeaderCell,
    Heading,
    Paragraph,
    Table,
    plain_text,
)
from tdkt_desktop.documents.neutral.chart_blocks import TONES, Chart, ChartBar, ChartSeries
from tdkt_desktop.documents.pdf.charts import COLOURS, FILLED, HATCHINGS
from tests.documents.reading import docx_texts, pdf_pages, squeezed

STACKED = Chart(
    tuple(ChartSeries(f"Loại {tone}", tone) for tone in TONES),
    tuple(ChartBar(f"Nội dung {n}", (n, 0, 3, 1, 11, 2), f"{n} đạt, 03 khác") for n in range(1, 5)),
)
SIGNED = Chart(
    (ChartSeries("Số ngày", "recorded"),),
    (
        ChartBar("Đơn vị 01", (-12,), "sớm 12 ngày"),
        ChartBar("Đơn vị 02", (0,), "đúng kế hoạch"),
        ChartBar("Đơn vị 03", (51,), "chậm 51 ngày"),
    ),
    signed=True,
)


def document(*charts: Chart) -> Document:
    return Document("Biểu đồ", "", "", (Heading(2, "1. Kết quả"), *charts))


def test_pdf_says_everything_of_a_chart(tmp_path: Path) -> None:
    printed = squeezed("".join(pdf_pages(document(STACKED, SIGNED), tmp_path)))
    wanted = [
        text for text in plain_text(document(STACKED, SIGNED)) if text != "Số ngày"
    ]  # one kind, no legend
    assert [text for text in wanted if squeezed(text) not in printed] == []


def test_word_says_everything_of_a_chart_in_a_table(tmp_path: Path) -> None:
    found = docx_texts(document(STACKED, SIGNED), tmp_path)
    assert sorted(map(squeezed, found)) == sorted(map(squeezed, plain_text(document(STACKED, SIGNED))))


def test_a_long_chart_goes_over_pages_in_whole_rows(tmp_path: Path) -> None:
    bars = tuple(ChartBar(f"Đơn vị {n:03d}", (n,), f"hết {n:03d}") for n in range(1, 201))
    pages = pdf_pages(document(Chart((ChartSeries("Số", "met"),), bars)), tmp_path)
    assert len(pages) > 2
    for page in pages:
        for n in range(1, 201):
            assert (f"Đơn vị {n:03d}" in page) == (f"hết {n:03d}" in page)


def test_a_heading_is_never_left_behind_by_its_chart(tmp_path: Path) -> None:
    """Whatever stands before it: heading, sentence and first bars are on one page, and pairs of bars are not parted."""
    bars = tuple(ChartBar(f"Năm {n:02d}", (n,), f"hết {n:02d}") for n in range(1, 13))
    chart = Chart((ChartSeries("Số", "met"),), bars, together=2)
    for lines in range(20, 32):
        blocks: list[Block] = [Paragraph.of(f"Dòng {n}.") for n in range(lines)]
        blocks += [Heading(2, "3. Lịch"), Paragraph.of("Câu dẫn."), chart]
        pages = pdf_pages(Document("", "", "", tuple(blocks)), tmp_path)
        (at,) = [number for number, page in enumerate(pages) if "3. Lịch" in page]
        assert "Câu dẫn." in pages[at]
        assert "Năm 02" in pages[at]
        for n in range(1, 12, 2):
            assert [f"Năm {n:02d}" in page for page in pages] == [
                f"Năm {n + 1:02d}" in page for page in pages
            ]


def test_tones_differ_without_colour() -> None:
    assert set(COLOURS) == set(TONES)
    assert not FILLED & set(HATCHINGS)
    hollow = set(TONES) - FILLED - set(HATCHINGS)
    assert hollow == {"not_checked"}
    assert len(set(HATCHINGS.values())) == len(HATCHINGS)


def test_rows_of_a_table_are_cut_in_the_width_of_their_words(tmp_path: Path) -> None:
    """The library would measure a cell with its margins, find that the words fit, and stop with an error."""
    words = (
        "Ngân hàng Nông nghiệp và Phát triển nông thôn chi nhánh Lạng Sơn: BB số 02, 04/9/2019, mã K7MQ-2XWD"
    )
    for lines in range(1, 40, 3):
        rows = tuple((str(n), "\n".join([words] * lines), words * (lines % 5)) for n in range(1, 14))
        table = Table(
            (Column(1), Column(6), Column(5)),
            ((HeaderCell("TT"), HeaderCell("ĐẦU BẢNG"), HeaderCell("c")),),
            rows,
        )
        pages = pdf_pages(Document("", "", "", (table,)), tmp_path)
        assert squeezed("".join(pages)).count("K7MQ-2XWD") == 13 * (lines + lines % 5)
        assert all(
            page.count("ĐẦU BẢNG") <= 1 for page in pages
        )  # never a second head in the middle of a page
