"""The notice for everybody: counts stay, the names of units under a limitation do not, whoever wrote them and how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.notice.live_figures import Figures
from tdkt_desktop.notice.rendering import shape_of
from tdkt_desktop.notice.tokens import Token, split, split_key
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.text import fold, sentence

SOMEBODY = "một đơn vị"
LIMITATION = "han che"
LISTS = ("doers", "each")  # forms that name units one after the other
TELL = ("a", "r", "d")  # forms that quote what was written about one unit: it may be a shortcoming
FALLS_SHORT = ("limitations", "limitation")  # fields of those
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")  # names of movements say "không" and mean no harm
_SHORTCOMING = re.compile(
    r"\b(?:chưa|chậm|muộn|trễ|quá hạn|còn nợ|nợ đọng|nợ (?=báo cáo|hồ sơ)|vi phạm|hạn chế|tồn tại|thiếu sót|sai sót|khuyết điểm|yếu kém|lúng túng|tuy nhiên"
    r"|trừ|ngoại trừ|thiếu(?!\s+(?:nhi|niên)\b)|phải (?:bổ sung|hoàn thiện|khắc phục)|cần (?:khắc phục|chấn chỉnh|rút kinh nghiệm)"
    r"|không(?!\s+(?:ngừng|chỉ|những|phát sinh|để xảy ra|có (?:đơn|khiếu nại|tố cáo|vi phạm))\b))\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(r"\b(?:điển hình|tiêu biểu)\b", re.IGNORECASE)
_BEGINS = re.compile(rf"(?:^|(?<=[.!?]\s)){SOMEBODY}")  # where the name had its capital
_EMPTY = re.compile(r"\s*\([\s;,]*\)")


def hidden_names(paragraphs: Iterable[str], title: str, figures: Figures) -> tuple[str, ...]:
    """A text as everybody may read it: no unit is named where a shortcoming is told.

    That is every paragraph of a section about limitations and, elsewhere, every paragraph that tells one: a sentence
    takes its subject from the one before it, so a paragraph is the least that can be judged. Lines of a list belong to
    the paragraph that leads into them.
    """
    texts = tuple(paragraphs)
    if not texts:
        return texts
    names = _names(figures.scope.units)
    everywhere = LIMITATION in fold(title)
    found, leads = [], False
    for text in texts:
        listed = shape_of(text)[1] != text
        bad = everywhere or _falls_short(text, figures) or (listed and leads)
        if not listed:
            leads = bad and text.rstrip().endswith(":") and not _PRAISE.search(text)
        found.append(_without(text, names, figures) if bad and names else text)
    return tuple(found)


def _names(units: Sequence[Unit]) -> str:
    """A pattern for any name of any unit, the longest first; words of a name may stand on two lines or in small letters."""
    known = {name for unit in units for name in (unit.official, unit.listed, unit.short, *unit.aliases)}
    spelled = [_spelled(name.split()) for name in sorted(known, key=len, reverse=True) if name.strip()]
    return rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)" if spelled else ""


def _spelled(words: Sequence[str]) -> str:
    pattern = r"\s+".join(re.escape(one) for one in words)
    return f"(?i:{pattern})" if len(words) > 1 else pattern


def _falls_short(text: str, figures: Figures) -> bool:
    words = []
    for part in split(text):
        if not isinstance(part, Token):
            words.append(part)
        elif part.form in TELL:
            if split_key(part.key)[-1] in FALLS_SHORT:
                return True
            words.append(figures.show(part).text)
    return _SHORTCOMING.search(_QUOTED.sub("", "".join(words))) is not None


def _without(text: str, names: str, figures: Figures) -> str:
    """The paragraph without names. A figure that says one is replaced by its words of today; other figures stay live."""
    body = shape_of(text)[1]
    sign = text[: len(text) - len(body)]
    named = re.compile(names)
    said = "".join(_shown(body, named, figures))
    joined = rf"(?:\s*[;,]\s*|\s+và\s+|\s*[;,]\s+và\s+)(?={names})"
    said = re.sub(rf"\s*\({names}(?:{joined}{names})*\)", "", said)
    said = re.sub(rf"{names}(?:{joined}{names})*", lambda found: _counted(len(named.findall(found[0]))), said)
    said = _EMPTY.sub("", said)
    return f"{sign}{_BEGINS.sub(lambda found: sentence(found[0]), said)}"


def _shown(body: str, named: re.Pattern[str], figures: Figures) -> Iterator[str]:
    for part in split(body):
        if not isinstance(part, Token):
            yield part
        elif part.form not in LISTS:
            words = figures.show(part).text
            yield words.replace("{{", "{ {") if named.search(words) else part.text


def _counted(number: int) -> str:
    return SOMEBODY if number == 1 else f"{padded(number)} đơn vị"
