"""The offline help: which pages there are and in what order, their words, and finding among them without tone marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tdkt_desktop.domain.errors import FileMissing
from tdkt_desktop.paths import resource
from tdkt_desktop.vietnamese.text import fold, nfc, squeeze

FIRST = "bat-dau"
# A topic is the name of its file under resources/help; the window and the forms ask for it by that name.
GUIDES = (
    "mot-ngay-kiem-tra",
    "tu-ke-hoach-den-thong-bao",
    "khi-co-su-co",
)  # each a whole story, also printed by itself
TECHNICAL = ("tep-du-lieu", "dinh-dang-tdkt")  # full of names that a machine reads
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Hướng dẫn", (FIRST, *GUIDES, "phim-tat")),
    (
        "Tại đơn vị",
        (
            "tong-quan",
            "thong-tin-buoi-kiem-tra",
            "noi-dung",
            "minh-chung",
            "con-thieu-gi",
            "nhan-xet-ket-luan",
            "in-va-xuat",
            "chot-bien-ban",
        ),
    ),
    ("Khi cần", ("hoan-tac-va-lich-su", "tim-kiem", "luu-tu-dong")),
    (
        "Tại văn phòng",
        (
            "lap-dot-moi",
            "soan-phieu-kiem-tra",
            "lay-tu-nam-truoc",
            "gop-tep",
            "ra-soat",
            "thong-bao",
            *TECHNICAL,
        ),
    ),
)
TOPICS = tuple(topic for _, topics in GROUPS for topic in topics)
_MARKUP = re.compile(r"\]\([^)]*\)|[*`|#>\[\]!]+")


@dataclass(frozen=True)
class HelpPage:
    """One page: `text` is Markdown whose first line is the title."""

    topic: str
    title: str
    text: str

    @cached_property
    def folded(self) -> str:
        """The words of the page as search compares them: on one line, without marks and link targets."""
        return squeeze(fold(_MARKUP.sub(" ", self.text)))

    @cached_property
    def folded_title(self) -> str:
        return fold(self.title)


def help_folder() -> Path:
    """Where pages and their pictures lie."""
    return resource("help")


def help_pages() -> tuple[HelpPage, ...]:
    """Every page of the help, in reading order. Raises FileMissing when the installation lacks one."""
    return tuple(_page(topic) for topic in TOPICS)


def find_pages(query: str, pages: tuple[HelpPage, ...]) -> tuple[HelpPage, ...]:
    """The pages with every word of the query, those that have it in the title first; all pages for a blank query.

    Tone marks, đ and capitals do not matter: "chot bien ban" finds "Chốt biên bản".
    """
    words = fold(query).split()
    found = [page for page in pages if all(word in page.folded for word in words)]
    phrase = " ".join(words)
    return tuple(sorted(found, key=lambda page: _rank(page, words, phrase)))


def find_places(query: str, text: str) -> Iterator[tuple[int, int]]:
    """Start and length of what the query names in a text: the whole phrase, or else each of its words."""
    folded = _fold_in_place(text)
    phrase = " ".join(fold(query).split())
    wanted = [phrase] if phrase in folded else phrase.split()
    for words in wanted if phrase else ():
        start = folded.find(words)
        while start >= 0:
            yield start, len(words)
            start = folded.find(words, start + len(words))


def _rank(page: HelpPage, words: list[str], phrase: str) -> int:
    """0 where they are the title, 1 where it has the words, 2 where the page has them as one phrase, 3 else."""
    if page.folded_title == phrase:
        return 0
    if all(word in page.folded_title for word in words):
        return 1
    return 2 if phrase in page.folded else 3


def _fold_in_place(text: str) -> str:
    """Fold letter by letter, so that places stay places: what folds to nothing or to more keeps its length."""
    folded = (fold(letter) for letter in text)
    return "".join(one if len(one) == 1 else letter for one, letter in zip(folded, text, strict=True))


def _page(topic: str) -> HelpPage:
    try:
        text = nfc((help_folder() / f"{topic}.md").read_text(encoding="utf-8"))
    except OSError as error:
        raise FileMissing(
            f"Bản cài đặt thiếu trang trợ giúp “{topic}”.",
            "Hãy cài lại phần mềm; nội dung đã ghi vẫn được giữ.",
        ) from error
    title = text.split("\n", 1)[0].removeprefix("#").strip()
    return HelpPage(topic, title, text)
