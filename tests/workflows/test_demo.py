"""The whole job on the sample: six teams, one merge, six minutes, one notice in three formats with the same text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tdkt_desktop.documents.neutral.blocks import Closing, Document, Letterhead, Signatures, Table, plain_text
from tdkt_desktop.domain.errors import EnvironmentProblem
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.demo import DemoResult, run_demo
from tdkt_desktop.workflows.papers import papers
from tests.documents.reading import word_texts


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> DemoResult:
    return run_demo(tmp_path_factory.mktemp("demo") / "ket-qua")


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        # a page's number comes first on it
        return "\n".join(
            re.sub(r"^\s*\d+\s*\n", "", page.get_textpage().get_text_bounded()) for page in document
        )
    finally:
        document.close()


def docx_text(path: Path) -> str:
    return "\n".join(word_texts(path))


def test_everything_is_there(result: DemoResult) -> None:
    assert len(result.team_packages) == len(result.plans) == 6
    assert sorted(path.suffix for path in result.minutes) == [".docx"] * 6 + [".pdf"] * 6
    assert sorted(path.suffix for path in result.notice) == [".docx", ".pdf", ".xlsx"]
    for path in (*result.team_packages, *result.minutes, *result.notice, result.store, result.summary):
        assert path.stat().st_size > 500
    assert "không có gì thay đổi" in result.summary.read_text(encoding="utf-8")


def test_the_printed_notice_holds_figures_names_and_both_dates(result: DemoResult) -> None:
    pdf = next(path for path in result.notice if path.suffix == ".pdf")
    text = re.sub(r"\s+", " ", pdf_text(pdf))
    for said in ("06/06 đơn vị", "05/06 đơn vị", "(Viễn thông Lạng Sơn)", "còn 03 đơn vị"):
        assert said in text
    for date in (
        "27/8/2019",
        "04/9/2019",
        "11/9/2019",
        "30/8/2019",
        "18/9/2019",
        "20/8/2019",
        "10/10/2019",
        "17/9/2019",
        "11/10/2019",
    ):
        assert date in text


def test_pdf_and_docx_say_every_text_of_the_document_in_the_same_order(result: DemoResult) -> None:
    pdfs = [path for path in (*result.minutes, *result.notice) if path.suffix == ".pdf"]
    for document, pdf in zip(_documents(result), pdfs, strict=True):
        for text in (pdf_text(pdf), docx_text(pdf.with_suffix(".docx"))):
            _assert_in_order(document, text, pdf.name)


def _documents(result: DemoResult) -> list[Document]:
    """The six minutes as the teams made them (before they were sealed), and the notice."""
    documents = []
    for store in sorted((result.store.parent / "may-cua-doan").glob("*.tdktdb")):
        with campaigns.open_campaign(store, writing=False) as session:
            documents += [papers.minutes_of(session, unit.code) for unit in session.units]
    with campaigns.open_campaign(result.store, writing=False) as session:
        return [*documents, papers.notice_of(session)]


def _assert_in_order(document: Document, text: str, name: str) -> None:
    """Each text stands after the one before; cells of tables and signatures stand side by side, so they only must be there.

    Nothing else may stand there but repeated table heads.
    """
    solid, position = _solid(text), 0
    side_by_side = (Letterhead, Table, Closing, Signatures)
    for block in document.blocks:
        pieces = plain_text(replace(document, blocks=(block,)))
        if isinstance(block, Table):  # lines of cells alternate on a page: word by word
            pieces = [word for piece in pieces for word in piece.split()]
        for piece in map(_solid, pieces):
            found = solid.find(piece, position)
            assert found >= 0, f"{name}: {piece}"
            if not isinstance(block, side_by_side):
                position = found + len(piece)
    assert len(solid) < len(_solid("".join(plain_text(document)))) * 1.05 + 40, (
        f"{name}: more text than the document has"
    )


def _solid(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_workbook_names_the_units_behind_a_figure(result: DemoResult) -> None:
    path = next(path for path in result.notice if path.suffix == ".xlsx")
    workbook = openpyxl.load_workbook(path)
    rows = list(workbook["Số liệu"].iter_rows(values_only=True))
    row = dict(zip(map(str, rows[0]), next(row for row in rows if row[2] == "C07.05"), strict=True))
    assert (row["Kết quả"], row["Số đơn vị"], row["Tổng số"]) == ("03/06", 3, 6)
    assert "Liên minh HTX" in str(row["Chưa thực hiện (tên)"])


def test_a_folder_with_other_files_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "bao-cao.txt").write_text("của tôi", encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match="đã có tệp khác"):
        run_demo(tmp_path)
    assert (tmp_path / "bao-cao.txt").read_text(encoding="utf-8") == "của tôi"
