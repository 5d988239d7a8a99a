"""The text of the notice as a secretary works on it: sections with live figures, what changed since it was read.

`NoticeDesk` holds the texts as typed, which may be ahead of the disk; every edit gives the Change that records it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.domain.changes import set_text
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.inspection import Record
from tdkt_desktop.domain.notice_text import SectionText, text_from_plain
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import clean_text
from tdkt_desktop.notice.drafting import CLOSING, OPENING, drafted, headings, section_keys
from tdkt_desktop.notice.lines import Scope
from tdkt_desktop.notice.live_figures import Figures
from tdkt_desktop.notice.pasting import pasted
from tdkt_desktop.notice.rendering import as_now
from tdkt_desktop.notice.rereading import Stale, edited, read_again, stale
from tdkt_desktop.notice.suggestions import (
    Example,
    Offer,
    Use,
    examples,
    figure_offers,
    suggestions,
    times_told,
)
from tdkt_desktop.notice.threshold_words import EXACT, WORDS, counts_told, switched
from tdkt_desktop.notice.tokens import Token, split, tokens_of
from tdkt_desktop.workflows.session import CampaignSession

__all__ = [
    "Example",
    "NoticeDesk",
    "Offer",
    "Piece",
    "SectionEntry",
    "Stale",
    "Use",
    "counts_told",
    "pasted",
    "set_section_text",
]

OBJECT = "\ufffc"  # stands for a picture in a text document
_BREAKS = re.compile(
    f"[\x00-\x1f\x85\u2028\u2029\ufdd0\ufdd1{OBJECT}]+"
)  # what a text document takes for an end
FIRST_WORDS = {OPENING: "Mở đầu", CLOSING: "Câu kết"}


class Piece(NamedTuple):
    """A stretch of a paragraph: words, or a live figure with its plain form. What a blank figure shows is blank."""

    text: str
    token: str = ""


class SectionEntry(NamedTuple):
    """A section in the outline. `to_read` counts what changed since a text of the secretary's was last read."""

    key: str
    level: int
    words: str
    edited: bool
    to_read: int


class NoticeDesk:
    """The notice being worked on."""

    def __init__(self, session: CampaignSession) -> None:
        campaign = session.campaign
        self.texts: dict[str, SectionText] = dict(campaign.texts)
        self.figures = Figures(Scope(campaign, session.checklist, session.record, campaign.units))
        self._stale: dict[str, tuple[Figures, SectionText, tuple[Stale, ...]]] = {}  # as it was last found

    def renew(self, campaign: Campaign, record: Record) -> None:
        """Take what is recorded now."""
        scope = Scope(campaign, self.figures.scope.checklist, record, campaign.units)
        self.figures = self.figures.after(scope)

    def entries(self) -> tuple[SectionEntry, ...]:
        """The outline: opening, parts and sections, closing."""
        found = [(OPENING, 1, FIRST_WORDS[OPENING]), *headings(self.figures.scope.checklist)]
        return tuple(
            SectionEntry(key, level, words, key in self.texts, len(self.stale(key)))
            for key, level, words in (*found, (CLOSING, 1, FIRST_WORDS[CLOSING]))
        )

    def paragraphs(self, key: str) -> tuple[str, ...]:
        """A section's text in plain form, the secretary's where there is one."""
        text = self.texts.get(key)
        return drafted(self.figures, key) if text is None else text.paragraphs

    def pieces(self, key: str) -> tuple[tuple[Piece, ...], ...]:
        """A section's paragraphs as they read now."""
        return tuple(self.pieces_of(one) for one in self.paragraphs(key))

    def pieces_of(self, text: str) -> tuple[Piece, ...]:
        """A plain text as words and live figures, on one line: an editor would break a paragraph at other signs."""
        return tuple(
            Piece(_flat(self.figures.show(part).text), part.text)
            if isinstance(part, Token)
            else Piece(_flat(part))
            for part in split(text)
        )

    def stale(self, key: str) -> tuple[Stale, ...]:
        """What is to be read again in a section; nothing in one that the program writes."""
        text = self.texts.get(key)
        if text is None:
            return ()
        known = self._stale.get(key)
        if known is None or known[0] is not self.figures or known[1] is not text:
            known = self._stale[key] = self.figures, text, stale(self.figures, key, text)
        return known[2]

    def edit(self, key: str, paragraphs: Sequence[str]) -> Change:
        """Take a section's text as typed."""
        return self._put(key, edited(self.figures, key, paragraphs, self.texts.get(key)))

    def reset(self, key: str) -> Change:
        """Let the program write a section again; the text stays in the history."""
        return self._put(key, None)

    def read_again(self, key: str) -> Change | None:
        """Note that a section was read with today's figures; None where nothing was marked."""
        text = self.texts.get(key)
        if text is None or not self.stale(key):
            return None
        return self._put(key, read_again(self.figures, key, text))

    def now(self, key: str) -> Change:
        """What the record says of a section's text now, as a change that would bring it back."""
        return set_text(key, self.texts.get(key))

    def take(self, change: Change) -> str:
        """Take a change of the history or of an undo step; gives the section."""
        key = change.subject.partition("/")[2]
        self._put(key, text_from_plain(change.value))
        return key

    def offers(self, key: str) -> tuple[Offer, ...]:
        """The figures that can be put into a section."""
        return figure_offers(self.figures, key, self.paragraphs(key))

    def suggestions(self, key: str) -> tuple[Offer, ...]:
        """Sentences made of what the units' records say, by name."""
        return suggestions(self.figures, key, self.paragraphs(key))

    def examples(self, key: str) -> tuple[Example, ...]:
        """The matrix criterion x unit to pick examples from."""
        return examples(self.figures, key, self.paragraphs(key))

    def switched(self, key: str, *, in_words: bool) -> tuple[str, ...]:
        """A section's text with its counts of units in words, or exact."""
        return switched(self.paragraphs(key), WORDS if in_words else EXACT)

    def times_told(self) -> dict[str, int]:
        """How many contents each unit is an example of, in all sections."""
        keys = section_keys(self.figures.scope.checklist)
        return times_told(self.figures, [self.paragraphs(key) for key in keys])

    def reading(self, key: str) -> tuple[str, ...]:
        """A section's paragraphs as they read now."""
        return tuple(as_now(one, self.figures) for one in self.paragraphs(key))

    def _put(self, key: str, text: SectionText | None) -> Change:
        if text is None:
            self.texts.pop(key, None)
        else:
            self.texts[key] = text
        return set_text(key, text)


def _flat(text: str) -> str:
    if text.isprintable() and OBJECT not in text:
        return text  # nearly every stretch of thousands
    return _BREAKS.sub(" ", text)


def set_section_text(session: CampaignSession, key: str, text: str | None) -> int:
    """Write a section's text in plain form, a paragraph a line; None lets the program write it again.

    Raises CampaignError for an unknown section and for a figure that the checklist does not have. Returns how many
    fields were written.
    """
    desk = NoticeDesk(session)
    check_section(desk, key)
    if text is None:
        return session.save([desk.reset(key)]).written
    paragraphs = [line.strip() for line in clean_text(text).split("\n") if line.strip()]
    for token in tokens_of(paragraphs):
        if desk.figures.show(token).lost:
            raise CampaignError(
                f"Ký hiệu số liệu “{token.text}” không có trong đợt kiểm tra này.",
                "Hãy sửa ký hiệu rồi ghi lại; chưa có gì thay đổi.",
            )
    return session.save([desk.edit(key, paragraphs)]).written


def switch_counts(session: CampaignSession, key: str = "", *, in_words: bool) -> int:
    """Tell the counts of units in words or exactly, in one section or in all. Returns how many sections were rewritten.

    Raises CampaignError for an unknown section.
    """
    desk = NoticeDesk(session)
    if key:
        check_section(desk, key)
    keys = (key,) if key else section_keys(desk.figures.scope.checklist)
    made = [(one, desk.switched(one, in_words=in_words)) for one in keys]
    changes = [desk.edit(one, text) for one, text in made if text != desk.paragraphs(one)]
    return session.save(changes).written if changes else 0


def note_read(session: CampaignSession, key: str) -> int:
    """Note that a section was read with today's figures. Returns how many fields were written."""
    desk = NoticeDesk(session)
    check_section(desk, key)
    change = desk.read_again(key)
    return session.save([change]).written if change is not None else 0


def check_section(desk: NoticeDesk, key: str) -> None:
    """Raise CampaignError where the notice has no such section."""
    known = section_keys(desk.figures.scope.checklist)
    if key not in known:
        raise CampaignError(f"Thông báo không có mục “{key}”.", f"Các mục: {', '.join(known)}.")


def with_texts(campaign: Campaign, desk: NoticeDesk) -> Campaign:
    """The campaign with the texts as typed."""
    return replace(campaign, texts=dict(desk.texts))
