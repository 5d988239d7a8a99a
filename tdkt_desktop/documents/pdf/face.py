"""The type of a PDF as quick as the library lets it be: official papers say the same words again and again."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

MOST_WORDS = 50_000  # kept with their widths: more than a paper has
FIRM, BLANK = 0xA0, 32
ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))} | {
    ord(sign): f"\\{sign}" for sign in "\\()"
}


class Face(TTFont):
    """A face that remembers how wide each word is."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._known: dict[str, float] = {}
        self._words: dict[float, dict[str, Any]] = {}

    def words_of(self, size: float) -> dict[str, Any]:
        """Words in a size as whoever sets them keeps them; forgotten when they become too many."""
        words = self._words.setdefault(size, {})
        if len(words) >= MOST_WORDS:
            words.clear()
        return words

    def stringWidth(self, text: Any, size: float, encoding: str = "utf8") -> float:
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= MOST_WORDS:
                self._known.clear()
            found = self._known[text] = float(super().stringWidth(text, 1, encoding))
        return found * size

    def splitString(self, text: Any, doc: Any, encoding: str = "utf-8") -> Any:
        """The codes of a text in the subset; once all its letters have theirs, without going through them."""
        state: Any = self.state.get(doc)
        if state is not None and len(state.subsets) == 1 and isinstance(text, str):
            codes = state.assignments
            try:
                return [(0, bytes([codes[BLANK if sign == FIRM else sign] for sign in map(ord, text)]))]
            except KeyError:  # a letter that is new to the file
                pass
        return super().splitString(text, doc, encoding)


def escape_string(text: bytes | str) -> str:
    """A string as a PDF writes it."""
    return (text if isinstance(text, str) else text.decode("latin-1")).translate(ESCAPES)
