"""The page style is data: every measure of the page comes from the style file, another decree is another file."""

from __future__ import annotations

import copy
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import pytest
import yaml
from docx.shared import Mm, Pt

from tdkt_desktop.documents.docx.writer import write_docx
from tdkt_desktop.documents.layout import style as style_room
from tdkt_desktop.documents.layout.style import MEASURES, PageStyle, load_style, style_names
from tdkt_desktop.documents.neutral.blocks import (
    Document,
    FormLines,
    Grounds,
    Paragraph,
    Pictures,
    Run,
    Signature,
    Signatures,
    SmallPrint,
)
from tdkt_desktop.documents.neutral.form_blocks import Blank, FormItem
from tdkt_desktop.documents.pdf.writer import write_pdf
from tdkt_desktop.domain.errors import WrongFile
from tdkt_desktop.paths import resource
from tests.documents import papers
from tests.documents.layout import Piece, pieces, rules

Plain = dict[str, Any]
ONLY_FORMS = ("form_page_mm", "form", "sizes.form", "sizes.form_grid", "sizes.form_head", "sizes.form_hint")
# What only one writer can draw: Word cuts no picture row, and draws its own boxes, dots and hairlines.
PDF_ONLY = ("form.box_mm", "form.rule_pt")
LEVELS = [f"{group}.{measure}" for group, names in MEASURES.items() for measure in names.split()]


@pytest.fixture
def plain() -> Plain:
    made: Plain = yaml.safe_load(resource("styles", "nd30.yaml").read_text("utf-8"))
    return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of styles of the test's own."""
    own = tmp_path / "styles"
    own.mkdir()
    for path in resource("styles").glob("*.yaml"):
        (own / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(
        style_room,
        "resource",
        lambda *parts: own.joinpath(*parts[1:]) if parts[0] == "styles" else resource(*parts),
    )
    return own


@cache
def paper() -> Document:
    """Something of every block of an official paper."""
    signers = Signatures((papers.SIGNER, Signature(("THƯ KÝ",), "(Ký, ghi rõ họ tên)", "")))
    whole, alone = papers.notice(2), Pictures((papers.picture(400, 200, "Rộng"),))
    lonely = Pictures(
        (papers.picture(400, 300, "Lẻ"),)
    )  # upright: across the page its height is what limits it
    extra = (Grounds(("Căn cứ Luật Thi đua, khen thưởng", "Căn cứ Kế hoạch số 19")), FormLines(2), lonely)
    end = (
        *papers.album().blocks,
        alone,
        signers,
        SmallPrint("Mã: A1B2"),
    )
    blocks = (*whole.blocks[:2], *extra, *whole.blocks[2:], *end)
    return Document("Thông báo", "Kết quả", "Hội đồng", blocks, footer="Bản chưa chốt")


def changed(plain: Plain, name: str) -> PageStyle:
    """The style with one measure a fifth larger."""
    group, _, measure = name.partition(".")
    fresh = copy.deepcopy(plain)
    fresh[group][measure] *= 0.8 if name in {"form.shade", "page_mm.width", "form_page_mm.width"} else 1.2
    return PageStyle(**fresh)


def written(document: Document, style: PageStyle, folder: Path) -> tuple[bytes, bytes]:
    write_pdf(document, folder / "a.pdf", style)
    write_docx(document, folder / "a.docx", style)
    return (folder / "a.pdf").read_bytes(), (folder / "a.docx").read_bytes()


def of_form(name: str) -> bool:
    return name in ONLY_FORMS or name.partition(".")[0] in ONLY_FORMS


@cache
def form() -> Document:
    """The form of the shared papers, and an item that just fits beside its words."""
    whole = papers.form()
    return replace(whole, blocks=(*whole.blocks, FormItem("1.5", "Hai chỗ", beside=("a", Blank(), Blank()))))


@cache
def before(document: Document) -> tuple[bytes, bytes]:
    with TemporaryDirectory() as own:
        return written(document, load_style(), Path(own))


@pytest.mark.parametrize("name", LEVELS)
def test_every_measure_of_the_file_changes_both_papers(name: str, plain: Plain, tmp_path: Path) -> None:
    document = form() if of_form(name) else paper()
    after = written(document, changed(plain, name), tmp_path)
    assert before(document)[0] != after[0]
    if name not in PDF_ONLY:
        assert before(document)[1] != after[1]


@pytest.mark.parametrize("size", sorted(load_style().faces))
def test_every_face_of_the_file_changes_both_papers(size: str, plain: Plain, tmp_path: Path) -> None:
    document = form() if size.startswith("form") else paper()
    plain["faces"][size] = "upright" if plain["faces"][size] == "bold italic" else "bold italic"
    after = written(document, PageStyle(**plain), tmp_path)
    assert before(document)[0] != after[0]
    assert before(document)[1] != after[1]


def find(found: list[Piece], text: str) -> Piece:
    return next(piece for piece in found if piece.text.startswith(text))


def middle(piece: Piece) -> float:
    return (piece.left + piece.right) / 2


def test_measures_of_the_decree_are_on_the_page(tmp_path: Path) -> None:
    write_pdf(paper(), tmp_path / "a.pdf", load_style())
    found = pieces(tmp_path / "a.pdf")
    issuer, country = find(found, "HỘI ĐỒNG"), find(found, "CỘNG HÒA")
    assert middle(issuer) == pytest.approx(30 + 65 / 2, abs=0.3)
    assert middle(country) == pytest.approx(30 + 65 + 100 / 2, abs=0.3)
    assert find(found, "Các đơn vị").left == pytest.approx(30 + 12.7, abs=0.1)
    motto = find(found, "Độc lập")
    rule = next(one for one in rules(tmp_path / "a.pdf") if one[1] > 95 and one[3] > motto.foot)
    assert rule[2] - rule[1] == pytest.approx(motto.right - motto.left, abs=1)
    assert find([piece for piece in found if piece.page == 2], "2").foot == pytest.approx(14, abs=0.2)


def test_another_decree_is_another_file(folder: Path, tmp_path: Path) -> None:
    """Margins, columns, indent, and the page number in the right corner of the foot."""
    (folder / "khac.yaml").write_text(
        "{base: nd30, name: khac, title: Nghị định khác, page_mm: {left: 40, right: 20, top: 25},"
        " letterhead_mm: {left: 60, right: 90}, body: {indent_mm: 10},"
        " page_number: {place: bottom, align: right}, faces: {subject: italic}}",
        "utf-8",
    )
    style = load_style("khac")
    write_pdf(paper(), tmp_path / "a.pdf", style)
    found = pieces(tmp_path / "a.pdf")
    assert middle(find(found, "HỘI ĐỒNG")) == pytest.approx(40 + 30, abs=0.3)
    assert middle(find(found, "CỘNG HÒA")) == pytest.approx(40 + 60 + 45, abs=0.3)
    assert find(found, "Các đơn vị").left == pytest.approx(50, abs=0.1)
    assert find(found, "Kết quả kiểm tra").italic
    number = next(piece for piece in found if piece.page == 2 and piece.text == "2")
    assert number.right == pytest.approx(210 - 20, abs=0.6)
    assert number.foot > 270
    write_docx(paper(), tmp_path / "a.docx", style)
    section = docx.Document(str(tmp_path / "a.docx")).sections[0]
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (40, 20)  # type: ignore[union-attr]
    assert "PAGE" in section.footer._element.xml
    assert "PAGE" not in section.header._element.xml
    assert list(style_names()) == ["nd30", "khac", "nd30-12-13"]


@pytest.mark.parametrize(("name", "small", "large"), [("nd30", 13, 14), ("nd30-12-13", 12, 13)])
def test_the_two_presets_of_the_decree(name: str, small: float, large: float, tmp_path: Path) -> None:
    write_pdf(paper(), tmp_path / "a.pdf", load_style(name))
    found = pieces(tmp_path / "a.pdf")
    sizes = {text: find(found, text).size for text in ("CỘNG", "Độc lập", "Lạng Sơn, ngày", "Các đơn vị")}
    assert sizes == {"CỘNG": small, "Độc lập": large, "Lạng Sơn, ngày": large, "Các đơn vị": large}
    write_docx(paper(), tmp_path / "a.docx", load_style(name))
    word = docx.Document(str(tmp_path / "a.docx"))
    assert word.styles["TĐKT Quốc hiệu"].font.size == Pt(small)
    assert word.styles["Normal"].font.size == Pt(large)


def test_the_motto_and_the_country_never_wrap(tmp_path: Path) -> None:
    for name in style_names():
        write_pdf(paper(), tmp_path / "a.pdf", load_style(name))
        texts = [piece.text for piece in pieces(tmp_path / "a.pdf")]
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in texts
        assert "Độc lập - Tự do - Hạnh phúc" in texts


@pytest.mark.parametrize("name", LEVELS)
def test_a_missing_measure_is_named(name: str, plain: Plain, folder: Path) -> None:
    group, _, measure = name.partition(".")
    del plain[group][measure]
    (folder / "x.yaml").write_text(yaml.safe_dump(plain, allow_unicode=True), "utf-8")
    with pytest.raises(WrongFile, match=name):
        load_style("x")


@pytest.mark.parametrize(
    "wrong",
    [
        "{base: x}",
        "[1]",
        "{base: nd30, name: x, sizes: {body: lớn}}",
        "{base: nd30, name: x, sizes: {body: true}}",
        "{base: nd30, name: x, faces: {body: gothic}}",
        "{base: nd30, name: x, faces: {nobody: bold}}",
        "{base: nd30, name: x, faces: bold}",
        "{base: nd30, name: x, page_number: {place: beside}}",
        "{base: nd30, name: x, gaps_pt: 3}",
        "{base: nd30, name: x, fonts: {word: Times New Roman, files: []}}",
        "{name: x",
    ],
)
def test_a_wrong_file_is_refused(wrong: str, folder: Path) -> None:
    (folder / "x.yaml").write_text(wrong, "utf-8")
    with pytest.raises(WrongFile):
        load_style("x").font_files()


def test_a_style_nobody_has_is_refused() -> None:
    with pytest.raises(WrongFile):
        load_style("nd99")


def test_word_takes_the_measures_of_the_decree(tmp_path: Path) -> None:
    write_docx(Document("", "", "", (Paragraph((Run("x"),)),)), tmp_path / "a.docx", load_style())
    word = docx.Document(str(tmp_path / "a.docx"))
    body: Any = word.styles["TĐKT Thân bài"]
    assert body.paragraph_format.first_line_indent == pytest.approx(Mm(12.7), abs=700)
    assert body.paragraph_format.space_after == Pt(6)
    section = word.sections[0]
    margins = [section.left_margin, section.right_margin, section.top_margin, section.bottom_margin]
    assert [round(margin.mm) for margin in margins if margin] == [30, 15, 20, 20]
