"""A Word file for people who go on editing: named styles, Word's own numbers and headings, nothing formatted by hand."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tdkt_desktop.documents.docx.writer import write_docx
from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import (
    Bullet,
    Document,
    FormLines,
    Grounds,
    Heading,
    Paragraph,
    Run,
    plain_text,
)
from tdkt_desktop.documents.neutral.numbering import Numbering, label
from tests.documents.papers import album, form, minutes, notice
from tests.documents.reading import docx_texts, squeezed

# What a style cannot say: the length of a rule, that this one paragraph stays with the signature, a tab's place.
BY_HAND = {"ind", "keepNext", "numPr", "tabs"}
BUILT_IN = {"Heading 1", "Heading 2", "Heading 3"}


def word_of(document: Document, folder: Path) -> Any:
    path = folder / "a.docx"
    write_docx(document, path, load_style())
    return docx.Document(str(path))


def name(tag: str) -> str:
    return tag.rpartition("}")[2]


def by_hand(word: Any) -> Counter[str]:
    """Every property of a paragraph or run that no style gives."""
    found: Counter[str] = Counter()
    for properties in word.element.body.iter(qn("w:pPr")):
        found.update(name(one.tag) for one in properties if name(one.tag) not in {"pStyle", "sectPr"})
    for properties in word.element.body.iter(qn("w:rPr")):
        found.update(f"run {name(one.tag)}" for one in properties if name(one.tag) != "rStyle")
    return found


def signed() -> Document:
    return minutes(Grounds(("Căn cứ Luật",)), Paragraph.of("Đầu."), FormLines(3), Paragraph.of("Hết./."))


@pytest.mark.parametrize("make", [notice, signed, album])
def test_styles_say_what_can_be_said_by_styles(make: Callable[[], Document], tmp_path: Path) -> None:
    found = by_hand(word_of(make(), tmp_path))
    assert set(found) <= BY_HAND
    assert sum(found.values()) <= 5


def test_a_form_sets_only_tabs_and_items_without_number(tmp_path: Path) -> None:
    found = by_hand(word_of(form(), tmp_path))
    assert set(found) <= {*BY_HAND, "spacing"}


@pytest.mark.parametrize("make", [notice, signed, album, form])
def test_every_paragraph_has_a_vietnamese_style(make: Callable[[], Document], tmp_path: Path) -> None:
    word = word_of(make(), tmp_path)
    names = {style.style_id: style.name for style in word.styles}
    used = {names[one.get(qn("w:val"))] for one in word.element.body.iter(qn("w:pStyle"))}
    assert all(one.startswith("TĐKT ") for one in used - BUILT_IN), used
    assert all(one.find(qn("w:pPr")) is not None for one in word.element.body.iter(qn("w:p")))
    tables = {names[one.get(qn("w:val"))] for one in word.element.body.iter(qn("w:tblStyle"))}
    assert tables <= {"TĐKT Bảng kẻ", "TĐKT Khung"}


def test_the_type_is_named_once(tmp_path: Path) -> None:
    """Times New Roman, Vietnamese, in Normal and in Word's own headings, which stand on nothing of ours."""
    word = word_of(notice(), tmp_path)
    fonts = {style.name: style.font.name for style in word.styles if style.type in {1, 2} and style.font.name}
    ours = {key: font for key, font in fonts.items() if key.startswith("TĐKT")}
    assert ours == {}
    for key in ("Normal", *BUILT_IN):
        assert fonts[key] == "Times New Roman"
        language = word.styles[key].element.find(f"{qn('w:rPr')}/{qn('w:lang')}")
        assert language.get(qn("w:val")) == "vi-VN"
    defaults = word.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}"
    )
    assert defaults.get(qn("w:val")) == "vi-VN"


def test_headings_carry_their_vietnamese_name_and_lead_to_the_body(tmp_path: Path) -> None:
    word = word_of(notice(), tmp_path)
    for level, alias in ((1, "TĐKT Mục I"), (2, "TĐKT Mục 1"), (3, "TĐKT Điểm a")):
        style = word.styles[f"Heading {level}"]
        assert style.element.find(qn("w:aliases")).get(qn("w:val")) == alias
        assert style.next_paragraph_style.name == "TĐKT Thân bài"
        assert style.paragraph_format.keep_with_next


def test_word_counts_the_headings(tmp_path: Path) -> None:
    """Numbers are Word's, and the texts read the same; where the paper counts otherwise the number is typed."""
    heads = (
        "I. Một",
        "1. Hai",
        "2. Ba",
        "a) Bốn",
        "đ) Năm",
        "II. Sáu",
        "1. Bảy",
        "5. Tám",
        "2. Chín",
        "Mười",
    )
    levels = (1, 2, 2, 3, 3, 1, 2, 2, 2, 1)
    blocks = tuple(Heading(level, text) for level, text in zip(levels, heads, strict=True))
    word = word_of(Document("", "", "", blocks), tmp_path)
    typed = ["Một", "Hai", "Ba", "a) Bốn", "đ) Năm", "Sáu", "Bảy", "5. Tám", "Chín", "Mười"]
    assert [paragraph.text for paragraph in word.paragraphs] == typed
    assert docx_texts(Document("", "", "", blocks), tmp_path) == list(heads)


def test_items_are_word_lists(tmp_path: Path) -> None:
    document = Document("", "", "", (Bullet((Run("một;"),)), Bullet((Run("hai."),), 2)))
    word = word_of(document, tmp_path)
    assert [paragraph.text for paragraph in word.paragraphs] == ["một;", "hai."]
    assert docx_texts(document, tmp_path) == ["- một;", "+ hai."]


@pytest.mark.parametrize("make", [notice, signed])
def test_word_and_pdf_say_the_same(make: Callable[[], Document], tmp_path: Path) -> None:
    document = make()
    found = sorted(map(squeezed, docx_texts(document, tmp_path)))
    assert found == sorted(squeezed(text) for text in plain_text(document) if text.strip())


def test_a_picture_stands_on_a_whole_line(tmp_path: Path) -> None:
    """Less than a line's height would cut it, in Word and in LibreOffice."""
    word = word_of(album(), tmp_path)
    kinds = {one.getparent().getparent().getparent().style for one in word.element.body.iter(qn("wp:inline"))}
    assert kinds == {word.styles["TĐKT Ảnh"].style_id}
    assert word.styles["TĐKT Ảnh"].paragraph_format.line_spacing == 1.0


def test_word_opens_it_as_its_own(tmp_path: Path) -> None:
    """No compatibility mode, no picture of another document, the facts of the paper."""
    word = word_of(notice(), tmp_path)
    modes = [
        one.get(qn("w:val"))
        for one in word.settings.element.iter(qn("w:compatSetting"))
        if one.get(qn("w:name")) == "compatibilityMode"
    ]
    assert modes == ["15"]
    facts = word.core_properties
    assert (facts.title, facts.author, facts.language) == ("Thông báo", "Hội đồng", "vi-VN")
    with zipfile.ZipFile(tmp_path / "a.docx") as file:
        assert not [part for part in file.namelist() if "thumbnail" in part]
        assert b"Macintosh" not in file.read("docProps/app.xml")
        for part in file.namelist():
            if part.endswith((".xml", ".rels")):
                parse_xml(file.read(part))


def test_a_file_ends_with_a_paragraph(tmp_path: Path) -> None:
    """After a table Word would add a line of its own, which may turn a page."""
    for make in (notice, signed, form):
        body = word_of(make(), tmp_path).element.body
        assert name(body[-2].tag) == "p"


def test_labels_follow_the_vietnamese_alphabet() -> None:
    points = [label(3, number) for number in range(1, 24)]
    assert " ".join(points) == " ".join(f"{letter})" for letter in "abcdđeghiklmnopqrstuvxy")
    assert [label(1, 4), label(2, 12), label(3, 24)] == ["IV.", "12.", "aa)"]
    with pytest.raises(ValueError, match="level 4"):
        label(4, 1)


def test_numbering_counts_each_level_anew() -> None:
    count = Numbering()
    found = [count.heading(level, "x").text for level in (1, 2, 3, 3, 2, 3, 1, 2)]
    assert found == ["I. x", "1. x", "a) x", "b) x", "2. x", "a) x", "II. x", "1. x"]


def test_grounds_end_as_the_decree_says() -> None:
    grounds = Grounds(("Căn cứ Luật Tổ chức;", "Căn cứ Nghị định.", "Theo đề nghị của Giám đốc,"))
    assert grounds.lines == ("Căn cứ Luật Tổ chức;", "Căn cứ Nghị định;", "Theo đề nghị của Giám đốc.")
    assert plain_text(Document("", "", "", (grounds,))) == list(grounds.lines)
