"""The sections of a Word file as sheets: size, margins, and what stands in the header and footer as page number."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from tdkt_desktop.documents.lint.reading import PageNumber, Sheet
from tdkt_desktop.documents.lint.word_styles import MM_A_TWIP, Styles, number

A_WORD = "PAGE"


class Sections:
    """Reads sections in order: what one does not say of headers and footers it takes from the one before."""

    def __init__(self, part: Any, styles: Styles, *, odd_even: bool) -> None:
        self._part, self._styles, self._odd_even = part, styles, odd_even
        self._known: dict[tuple[str, str], Any] = {}

    def sheet(self, properties: Any, starts: int, *, first: bool) -> Sheet:
        """One section; `starts` is the index of its first text."""
        for kind in ("header", "footer"):
            for reference in properties.findall(qn(f"w:{kind}Reference")):
                self._known[kind, reference.get(qn("w:type")) or "default"] = self._element(reference)
        titled = properties.find(qn("w:titlePg"))
        own_first = titled is not None and titled.get(qn("w:val")) not in {"0", "false"}
        usual = self._number("default")
        size = properties.find(qn("w:pgSz"))
        margins = properties.find(qn("w:pgMar"))
        start = properties.find(qn("w:pgNumType"))
        return Sheet(
            width_mm=_mm(size, "w:w"),
            height_mm=_mm(size, "w:h"),
            top=abs(_mm(margins, "w:top")),
            bottom=abs(_mm(margins, "w:bottom")),
            left=_mm(margins, "w:left") + _mm(margins, "w:gutter"),
            right=_mm(margins, "w:right"),
            number=usual or (self._number("even") if self._odd_even else None),
            numbered=self._number("first") is not None if own_first else usual is not None,
            restarts=first or (start is not None and start.get(qn("w:start")) is not None),
            starts=starts,
        )

    def _element(self, reference: Any) -> Any | None:
        try:
            return self._part.related_parts[reference.get(qn("r:id"))].element
        except (KeyError, AttributeError):
            return None

    def _number(self, which: str) -> PageNumber | None:
        for kind in ("header", "footer"):
            element = self._known.get((kind, which))
            for paragraph in () if element is None else element.iter(qn("w:p")):
                field = _page_field(paragraph)
                if field is not None:
                    face = self._styles.face(field if field.tag == qn("w:r") else None, paragraph)
                    return PageNumber(None, kind == "header", self._styles.shape(paragraph).align, face)
        return None


def _page_field(paragraph: Any) -> Any | None:
    """The run (or the paragraph) that holds a PAGE field."""
    for run in paragraph.iter(qn("w:r")):
        instruction = run.find(qn("w:instrText"))
        if instruction is not None and A_WORD in (instruction.text or "").upper().split():
            return run
    for field in paragraph.iter(qn("w:fldSimple")):
        if A_WORD in (field.get(qn("w:instr")) or "").upper().split():
            return field.find(qn("w:r")) if field.find(qn("w:r")) is not None else paragraph
    return None


def _mm(element: Any | None, attribute: str) -> float:
    return 0.0 if element is None else number(element.get(qn(attribute))) * MM_A_TWIP
