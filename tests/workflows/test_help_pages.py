"""The help pages as a set: whole, linked, in plain Vietnamese, and found without tone marks."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.errors import FileMissing
from tdkt_desktop.vietnamese.text import fold
from tdkt_desktop.workflows.help.help_pages import (
    FIRST,
    GROUPS,
    TOPICS,
    HelpPage,
    find_pages,
    find_places,
    help_folder,
    help_pages,
)

PAGES = help_pages()
FOR_TECHNICIANS = {"tep-du-lieu", "dinh-dang-tdkt"}  # file formats: full of names that a machine reads
PLAIN_PAGES = [page for page in PAGES if page.topic not in FOR_TECHNICIANS]
ASKED_FOR = {  # by the window and the forms
    "bat-dau",
    "mot-ngay-kiem-tra",
    "tong-quan",
    "thong-tin-buoi-kiem-tra",
    "noi-dung",
    "minh-chung",
    "nhan-xet-ket-luan",
    "con-thieu-gi",
    "chot-bien-ban",
    "in-va-xuat",
    "hoan-tac-va-lich-su",
    "tim-kiem",
    "phim-tat",
    "luu-tu-dong",
    "lap-dot-moi",
    "gop-tep",
    "thong-bao",
    "ra-soat",
    "soan-phieu-kiem-tra",
    "khi-co-su-co",
}
MOST_LINES, MOST_BYTES = 120, 150_000
LINK, PICTURE = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)"), re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
CODE = re.compile(r"`[^`]*`|\]\([^)]*\)")
ENGLISH_WORDS = (
    "save file files click menu tab user undo redo scan backup online offline copy paste drag drop mouse email mail "
    "internet website data folder link preview export import merge print check the and of for with window button "
    "search find help version update error ok cancel enter shift input output form list evidence caption seal"
)
ENGLISH = set(ENGLISH_WORDS.split())
TITLES = st.sampled_from([page.title for page in PAGES])


def _ids(page: HelpPage) -> str:
    return page.topic


def test_every_topic_that_is_asked_for_has_a_page() -> None:
    assert set(TOPICS) >= ASKED_FOR
    assert FIRST in TOPICS


def test_every_file_of_the_help_is_a_topic_of_one_group() -> None:
    files = {file.stem for file in help_folder().glob("*.md")}
    assert files == set(TOPICS)
    assert len(TOPICS) == len(set(TOPICS)) == sum(len(topics) for _, topics in GROUPS)


@pytest.mark.parametrize("page", PAGES, ids=_ids)
def test_a_page_begins_with_its_one_title(page: HelpPage) -> None:
    assert page.text.startswith(f"# {page.title}\n")
    assert len(re.findall(r"(?m)^# ", re.sub(r"(?s)```.*?```", "", page.text))) == 1
    assert page.title == page.title.strip() != ""


@pytest.mark.parametrize("page", PAGES, ids=_ids)
def test_every_link_leads_to_a_page_and_every_picture_is_there(page: HelpPage) -> None:
    assert set(LINK.findall(page.text)) <= {f"{topic}.md" for topic in TOPICS}
    for words, target in PICTURE.findall(page.text):
        assert words, f"{target} has no words for those who do not see it"
        assert (help_folder() / target).is_file(), target


def test_every_picture_is_shown_somewhere_and_weighs_little() -> None:
    readme = (help_folder().parents[1] / "README.md").read_text(encoding="utf-8")
    said = "\n".join([readme, *(page.text for page in PAGES)])
    pictures = sorted((help_folder() / "images").glob("*"))
    assert pictures
    kept_for_the_readme = {"unit-tab.png", "unit-tab-dark.png", "overview.png"}
    assert [
        file.name for file in pictures if file.name not in said and file.name not in kept_for_the_readme
    ] == []
    assert {file.name: file.stat().st_size for file in pictures if file.stat().st_size > MOST_BYTES} == {}


def test_every_picture_is_made_by_the_command() -> None:
    command = help_folder().parents[1] / "packaging" / "screenshots.py"
    made = re.findall(r'Picture\(\s*"([\w-]+)"', command.read_text(encoding="utf-8"))
    assert sorted(made) == sorted(file.stem for file in (help_folder() / "images").glob("*"))


@pytest.mark.parametrize("page", PLAIN_PAGES, ids=_ids)
def test_a_page_is_short_and_in_plain_polite_vietnamese(page: HelpPage) -> None:
    words = re.findall(r"[^\W\d_]+", CODE.sub(" ", page.text).lower())
    assert sorted(ENGLISH.intersection(words)) == []
    assert "!" not in PICTURE.sub("", page.text)
    assert "..." not in page.text
    assert len(page.text.splitlines()) <= MOST_LINES
    raw = (help_folder() / f"{page.topic}.md").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", raw)


def test_the_stop_list_would_catch_a_slip() -> None:
    assert ENGLISH.intersection(re.findall(r"[^\W\d_]+", "bấm nút save"))


@given(title=TITLES, upper=st.booleans())
def test_a_title_is_found_with_or_without_tone_marks_and_capitals(title: str, upper: bool) -> None:
    found = find_pages(title, PAGES)
    assert found[0].title == title
    bare = fold(title).upper() if upper else fold(title)
    assert find_pages(bare, PAGES) == found


@given(query=st.text(alphabet="abcdđhintốượ ", max_size=8))
def test_more_words_never_find_more_pages(query: str) -> None:
    found = find_pages(query, PAGES)
    assert set(find_pages(f"{query} bien ban", PAGES)) <= set(found)
    assert {page for page in PAGES if all(word in page.folded for word in fold(query).split())} == set(found)


def test_a_blank_query_gives_every_page_in_reading_order() -> None:
    assert find_pages("  ", PAGES) == PAGES
    assert find_pages("zzzz", PAGES) == ()


@given(
    page=st.sampled_from(PAGES), query=st.sampled_from(["dia day", "Đĩa đầy", "biên", "chot bien ban", "o"])
)
def test_places_name_what_was_asked(page: HelpPage, query: str) -> None:
    asked = fold(query)
    places = list(find_places(query, page.text))
    for start, length in places:
        assert fold(page.text[start : start + length]) in {asked, *asked.split()}
    if asked in fold(page.text):
        assert {fold(page.text[start : start + length]) for start, length in places} == {asked}


def test_places_in_a_text_with_letters_that_fold_to_nothing() -> None:
    text = "a\u0301 Đĩa đầy, đĩa  ĐẦY; dia day"
    assert [text[start : start + length] for start, length in find_places("dia day", text)] == [
        "Đĩa đầy",
        "dia day",
    ]
    assert list(find_places("", text)) == list(find_places("   ", text)) == []


def test_a_missing_page_is_said_in_vietnamese(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tdkt_desktop.workflows.help.help_pages.help_folder", lambda: tmp_path)
    with pytest.raises(FileMissing, match="thiếu trang trợ giúp"):
        help_pages()
