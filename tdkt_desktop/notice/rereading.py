"""What a secretary must read again: paragraphs whose figures say something else than when they were last read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tdkt_desktop.domain.notice_text import SectionText
from tdkt_desktop.notice.drafting import drafted
from tdkt_desktop.notice.live_figures import Figures
from tdkt_desktop.notice.rendering import as_now, as_seen
from tdkt_desktop.notice.tokens import Token, tokens_of

GENERAL = "k"


@dataclass(frozen=True)
class Stale:
    """A paragraph to read again: its place among the section's (-1: a figure that stands in none of them), as it read
    then and as it reads now, and the figures that changed.
    """

    paragraph: int
    before: str
    after: str
    tokens: tuple[Token, ...]


def stale(figures: Figures, key: str, text: SectionText) -> tuple[Stale, ...]:
    """What changed since the section was last read, in order; first the paragraphs, then what stands in none."""
    changed = {
        token
        for token in tokens_of(text.paragraphs)
        if text.seen.get(token.text, figures.show(token).text) != figures.show(token).text
    }
    found = [
        Stale(place, as_seen(source, text.seen), as_now(source, figures), mine)
        for place, source in enumerate(text.paragraphs)
        if (mine := tuple(part for part in tokens_of([source]) if part in changed))
    ]
    return (*found, *_unsaid(figures, key, text))


def _unsaid(figures: Figures, key: str, text: SectionText) -> list[Stale]:
    """Figures that the program would state in this section and that the text does not, where they changed."""
    mine = set(tokens_of(text.paragraphs))
    found = []
    for token in tokens_of(drafted(figures, key)):
        before, after = text.seen.get(token.text, ""), figures.show(token).text
        if token not in mine and token.form != GENERAL and before != after:
            found.append(Stale(-1, before, after, (token,)))
    return found


def seen_now(figures: Figures, key: str, paragraphs: Iterable[str]) -> dict[str, str]:
    """What every figure of a text, and of what the program would write there, says now."""
    tokens = tokens_of([*paragraphs, *drafted(figures, key)])
    return {token.text: figures.show(token).text for token in tokens}


def edited(figures: Figures, key: str, paragraphs: Sequence[str], before: SectionText | None) -> SectionText:
    """A section's text after an edit: figures that were read before stay as they were read, new ones are read now.

    So editing one paragraph never takes the mark from another.
    """
    if before is None:
        return SectionText(tuple(paragraphs), seen_now(figures, key, paragraphs))
    new = [token for token in tokens_of(paragraphs) if token.text not in before.seen]
    if not new:
        return SectionText(tuple(paragraphs), before.seen)
    return SectionText(
        tuple(paragraphs), {**before.seen, **{token.text: figures.show(token).text for token in new}}
    )


def read_again(figures: Figures, key: str, text: SectionText) -> SectionText:
    """The text after its secretary has read it: nothing is marked any more."""
    return SectionText(text.paragraphs, seen_now(figures, key, text.paragraphs))
