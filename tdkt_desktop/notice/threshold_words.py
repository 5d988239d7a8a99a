"""How many units in words ("hầu hết các đơn vị"), by stated shares, and a text switched between words and exact counts.

A figure in words is a token of its own, so that the words follow the record as the number does, and both tell whose they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from tdkt_desktop.notice.facts import Tally
from tdkt_desktop.notice.tokens import Part, Token, joined, split
from tdkt_desktop.vietnamese.counts import ratio

EXACT, WORDS = "n", "w"  # the forms of the two tokens
UNITS = " đơn vị"
# From which share of all units, in per cent, which words are true. The help page states the same.
SHARES = ((100, "100% đơn vị"), (75, "hầu hết các đơn vị"), (50, "đa số các đơn vị"), (0, "một số đơn vị"))
FEWEST = 2  # "một số" of one unit would say more than there is: fewer are told exactly


def in_words(tally: Tally) -> str:
    """The units that do, in the words of the highest share they reach; an exact count where no words are true."""
    if tally.n < FEWEST:
        return f"{ratio(tally.n, tally.total)}{UNITS}"
    return next(words for share, words in SHARES if _reaches(tally, share))


def _reaches(tally: Tally, share: int) -> bool:
    """A half is no majority: the shares between are reached by more than a half, by three quarters, by all."""
    return tally.n * 100 > share * tally.total if share <= 50 else tally.n * 100 >= share * tally.total


def switched(paragraphs: Sequence[str], form: str) -> tuple[str, ...]:
    """A text whose counts of units are all in words, or all exact; everything else stays as it is."""
    return tuple(joined(_switched(split(text), form)) for text in paragraphs)


def counts_told(paragraphs: Sequence[str]) -> tuple[bool, bool]:
    """Whether a text tells counts of units in words, and whether it tells exact ones; quick, as it follows every key."""
    in_words = any(f"{{{{{WORDS}:" in text for text in paragraphs)
    return in_words, any(f"{{{{{EXACT}:" in text and f"}}}}{UNITS}" in text for text in paragraphs)


def _switched(parts: Sequence[Part], form: str) -> list[Part]:
    made: list[Part] = []
    for place, part in enumerate(parts):
        before = parts[place - 1] if place else ""
        if isinstance(part, Token) and part.form == WORDS and form == EXACT:
            made += [Token(EXACT, part.key), UNITS]
        elif _counts_units(parts, place) and form == WORDS:
            if made == ["Có "]:
                made.clear()  # "Có hầu hết các đơn vị" is said without it
            made.append(Token(WORDS, part.key) if isinstance(part, Token) else part)
        elif isinstance(part, str) and form == WORDS and place and _counts_units(parts, place - 1):
            made.append(part.removeprefix(UNITS) if isinstance(before, Token) else part)
        else:
            made.append(part)
    return made


def _counts_units(parts: Sequence[Part], place: int) -> bool:
    """Whether a part is an exact count that its text goes on to say "đơn vị" after."""
    part, following = parts[place], parts[place + 1] if place + 1 < len(parts) else ""
    return (
        isinstance(part, Token)
        and part.form == EXACT
        and isinstance(following, str)
        and following.startswith(UNITS)
    )
