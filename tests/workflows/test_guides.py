"""The guides on paper: the same words as on the screen, true page numbers, pictures that can be read, same bytes twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from tdkt_desktop.documents.neutral.blocks import plain_text
from tdkt_desktop.documents.neutral.guide_blocks import Contents, Figure
from tdkt_desktop.documents.pdf.letters import missing_letters
from tdkt_desktop.domain.errors import FileMissing
from tdkt_desktop.workflows.help.guide_document import Refer, guide_document
from tdkt_desktop.workflows.help.guides import HANDBOOK_FILE, make_guides
from tdkt_desktop.workflows.help.help_markup import Kind, parts_of, plain_words
from tdkt_desktop.workflows.help.help_pages import GUIDES, TECHNICAL, TOPICS, help_folder, help_pages

PAGES = {page.topic: page for page in help_pages()}
PLAIN = [topic for topic in TOPICS if topic not in TECHNICAL]
WIDEST = 1100  # px: on 170 mm the letters of the window are then as high as small print
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([^)]+)\.md\)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("huong-dan")
    make_guides(made)
    return made


def sheets(path: Path) -> list[str]:
    """The text of each page, on one line."""
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    finally:
        pdf.close()


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_there_is_a_handbook_and_each_guide_by_itself(folder: Path) -> None:
    assert {file.name for file in folder.iterdir()} == {
        HANDBOOK_FILE,
        *(f"{topic}.pdf" for topic in GUIDES),
    }
    assert [PAGES[topic].title for topic in GUIDES] == [
        "Trưởng đoàn: một ngày kiểm tra",
        "Thư ký: từ kế hoạch đến thông báo",
        "Khi có sự cố",
    ]


@pytest.mark.parametrize("topic", GUIDES)
def test_a_guide_has_every_word_of_its_page(folder: Path, topic: str) -> None:
    printed = words(" ".join(sheets(folder / f"{topic}.pdf")))
    page = re.sub(r"\]\([^)]*\)", " ", PAGES[topic].text)
    assert words(re.sub(r"(?m)^\d+\. ", "", page)) - printed == Counter()


def test_the_handbook_has_every_word_of_every_page_for_people(folder: Path) -> None:
    printed = words(" ".join(sheets(folder / HANDBOOK_FILE)))
    for topic in PLAIN:
        page = re.sub(r"\]\([^)]*\)", " ", PAGES[topic].text)
        lacking = words(re.sub(r"(?m)^\d+\. |^```\w*$", "", page)) - printed
        assert lacking == Counter(), topic


def test_the_contents_of_the_handbook_tell_the_true_pages(folder: Path) -> None:
    told = dict(_contents(folder / HANDBOOK_FILE, [PAGES[topic].title for topic in PLAIN]))
    assert set(told) == {PAGES[topic].title for topic in PLAIN}
    texts = sheets(folder / HANDBOOK_FILE)
    for title, page in told.items():
        opening = plain_words(next(p.words for p in parts_of(_text(title)) if p.kind is Kind.TEXT))
        assert f"{title} {opening[:30]}" in texts[page - 1], title


@pytest.mark.parametrize("topic", GUIDES)
def test_the_contents_of_a_guide_tell_the_true_pages(folder: Path, topic: str) -> None:
    heads = [
        part.words for part in parts_of(PAGES[topic].text) if part.kind is Kind.HEADING and part.level == 2
    ]
    texts = sheets(folder / f"{topic}.pdf")
    told = _contents(folder / f"{topic}.pdf", heads)
    assert [head for head, _ in told] == heads
    for head, page in told:
        rest = texts[page - 1].replace(f"{head} {page}", "", 1)
        assert head in rest, (head, page)


def test_every_link_says_the_page_it_leads_to(folder: Path) -> None:
    """In the handbook, and in a guide by itself, which sends to the handbook."""
    texts = sheets(folder / HANDBOOK_FILE)
    told = dict(_contents(folder / HANDBOOK_FILE, [PAGES[topic].title for topic in PLAIN]))
    everything = " ".join(texts)
    for topic in PLAIN:
        for shown, target in LINK.findall(PAGES[topic].text):
            if target in TECHNICAL:
                continue
            page = told[PAGES[target].title]
            assert f"{plain_words(shown)} (trang {page})" in everything, (topic, shown)
            if topic in GUIDES:
                alone = " ".join(sheets(folder / f"{topic}.pdf"))
                assert f"{plain_words(shown)} (Sổ tay, trang {page})" in alone, (topic, shown)


def test_later_pages_are_numbered_and_every_page_says_of_what_version(folder: Path) -> None:
    for number, text in enumerate(sheets(folder / HANDBOOK_FILE), start=1):
        assert "TĐKT Desktop, bản " in text
        if number > 1:
            assert re.search(rf"\b{number}\b", text)


def test_the_same_guides_are_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for file in make_guides(tmp_path):
        assert file.read_bytes() == (folder / file.name).read_bytes(), file.name


@pytest.mark.parametrize("topic", GUIDES)
def test_a_guide_is_one_story_with_pictures_and_numbered_steps(topic: str) -> None:
    parts = parts_of(PAGES[topic].text)
    heads = [part for part in parts if part.kind is Kind.HEADING]
    steps = [part for part in parts if part.kind is Kind.LIST and part.items[0][0] == "1."]
    assert len([part for part in parts if part.kind is Kind.IMAGE]) >= 3
    assert len(steps) >= 4
    assert len(heads) >= 6
    for part in steps:
        assert [sign for sign, _ in part.items] == [f"{n}." for n in range(1, len(part.items) + 1)]
        assert len(part.items) <= 7
        for _, text in part.items:
            assert len(plain_words(text)) <= 170, text


@pytest.mark.parametrize("topic", PLAIN)
def test_pictures_are_readable_on_paper_and_nothing_prints_as_a_gap(topic: str) -> None:
    document = guide_document(PAGES[topic], Refer({}), (), lambda name: help_folder() / name)
    assert missing_letters(document) == ()
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    assert {one.caption: one.width for one in figures if one.width > WIDEST} == {}
    assert [one.caption.partition(".")[0] for one in figures] == [
        f"Hình {n}" for n in range(1, len(figures) + 1)
    ]
    assert any(isinstance(block, Contents) for block in document.blocks)
    assert PAGES[topic].title in plain_text(document)


def test_a_missing_picture_is_said_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tdkt_desktop.workflows.help.guides.help_folder", lambda: tmp_path / "none")
    with pytest.raises(FileMissing, match="thiếu hình"):
        make_guides(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def _text(title: str) -> str:
    return next(page.text for page in PAGES.values() if page.title == title)


def _contents(path: Path, titles: list[str]) -> list[tuple[str, int]]:
    """The lines of the table of contents, in order: a title and the page behind it."""
    first = sheets(path)[0]
    found, at = list[tuple[str, int]](), first.index("Mục lục")
    for title in titles:
        line = re.compile(rf"{re.escape(title)} (\d+)").search(first, at)
        assert line is not None, title
        found.append((title, int(line[1])))
        at = line.end()
    return found
