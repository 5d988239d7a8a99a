"""What a Word paragraph looks like in the end: its own properties, its styles, the defaults of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from tdkt_desktop.documents.lint.reading import CENTER, JUSTIFY, LEFT, RIGHT, Face

TWIPS_A_POINT = 20
MM_A_TWIP = 25.4 / 1440
DEFAULT_TAB_MM = 12.7
SINGLE = 1.15  # what Word calls single spacing is this many times the size of Times New Roman
DEFAULT_FAMILY, DEFAULT_SIZE = "Times New Roman", 10.0
NO_LINE = {"none", "nil"}
OFF = {"0", "false", "off", "none"}
ALIGNMENTS = {
    "left": LEFT,
    "start": LEFT,
    "center": CENTER,
    "right": RIGHT,
    "end": RIGHT,
    "both": JUSTIFY,
    "distribute": JUSTIFY,
}
DEEPEST = 40  # styles based on each other; a circle ends here


@dataclass(frozen=True)
class Shape:
    """How a paragraph stands. Gaps in points, `line` as Word has it with its `line_rule`."""

    align: str
    indent_mm: float
    left_mm: float
    right_mm: float
    before_pt: float
    after_pt: float
    line: float
    line_rule: str

    def leading(self, size: float) -> float:
        """The line spacing as a multiple of single spacing for letters of `size` points."""
        if self.line_rule in {"exact", "atLeast"}:
            fixed = self.line / TWIPS_A_POINT / (size * SINGLE)
            return fixed if self.line_rule == "exact" else max(fixed, 1.0)
        return self.line / 240


class Styles:
    """Resolves properties through styles.xml and the fonts of the theme."""

    def __init__(self, styles: Any, theme_fonts: dict[str, str]) -> None:
        self._theme = theme_fonts
        self._styles = {one.get(qn("w:styleId")): one for one in styles.findall(qn("w:style"))}
        self._default = next(
            (
                name
                for name, one in self._styles.items()
                if one.get(qn("w:type")) == "paragraph" and one.get(qn("w:default")) in {"1", "true"}
            ),
            None,
        )
        defaults = styles.find(qn("w:docDefaults"))
        self._run_default = _deep(defaults, "w:rPrDefault", "w:rPr")
        self._paragraph_default = _deep(defaults, "w:pPrDefault", "w:pPr")

    def chain(self, style_id: str | None) -> Iterator[Any]:
        """A style and those it is based on, nearest first."""
        for _ in range(DEEPEST):
            style = self._styles.get(style_id) if style_id else None
            if style is None:
                return
            yield style
            base = style.find(qn("w:basedOn"))
            style_id = None if base is None else base.get(qn("w:val"))

    def paragraph_chain(self, paragraph: Any) -> list[Any]:
        """The paragraph properties that count, nearest first."""
        own = paragraph.find(qn("w:pPr"))
        found = [own] if own is not None else []
        found += [
            inner
            for style in self.chain(self.paragraph_style(paragraph))
            if (inner := style.find(qn("w:pPr"))) is not None
        ]
        return [*found, *([self._paragraph_default] if self._paragraph_default is not None else [])]

    def paragraph_style(self, paragraph: Any) -> str | None:
        named = _deep(paragraph, "w:pPr", "w:pStyle")
        return self._default if named is None else named.get(qn("w:val"))

    def run_chain(self, run: Any | None, paragraph: Any) -> list[Any]:
        """The run properties that count, nearest first."""
        own = None if run is None else run.find(qn("w:rPr"))
        found = [own] if own is not None else []
        named = None if own is None else own.find(qn("w:rStyle"))
        ids = [named.get(qn("w:val"))] if named is not None else []
        for style_id in [*ids, self.paragraph_style(paragraph)]:
            found += [
                inner for style in self.chain(style_id) if (inner := style.find(qn("w:rPr"))) is not None
            ]
        return [*found, *([self._run_default] if self._run_default is not None else [])]

    def face(self, run: Any | None, paragraph: Any) -> Face:
        """The face of a run (of an empty paragraph where there is none)."""
        chain = self.run_chain(run, paragraph)
        size = number(value(chain, "w:sz"), DEFAULT_SIZE * 2) / 2
        return Face(self._family(chain), size, switched(chain, "w:b"), switched(chain, "w:i"))

    def shape(self, paragraph: Any, numbered: Any | None = None) -> Shape:
        """How a paragraph stands; `numbered` are the paragraph properties of its number's level."""
        chain = self.paragraph_chain(paragraph)
        if numbered is not None:
            chain.insert(1 if paragraph.find(qn("w:pPr")) is not None else 0, numbered)
        left, right = (
            _measure(chain, "w:ind", "w:left", "w:start"),
            _measure(chain, "w:ind", "w:right", "w:end"),
        )
        first = _first_line(chain)
        before, after = _measure(chain, "w:spacing", "w:before"), _measure(chain, "w:spacing", "w:after")
        return Shape(
            align=ALIGNMENTS.get(value(chain, "w:jc") or "left", LEFT),
            indent_mm=(left + first) * MM_A_TWIP,
            left_mm=left * MM_A_TWIP,
            right_mm=right * MM_A_TWIP,
            before_pt=before / TWIPS_A_POINT,
            after_pt=after / TWIPS_A_POINT,
            line=_measure(chain, "w:spacing", "w:line") or 240,
            line_rule=_attribute(chain, "w:spacing", "w:lineRule") or "auto",
        )

    def bordered(self, paragraph: Any, side: str) -> bool:
        """Whether a paragraph has a line at its "top" or "bottom"."""
        for properties in self.paragraph_chain(paragraph):
            borders = properties.find(qn("w:pBdr"))
            if borders is not None:
                one = borders.find(qn(f"w:{side}"))
                return one is not None and one.get(qn("w:val")) not in NO_LINE
        return False

    def of_table(self, table: Any, tag: str) -> Any | None:
        """A property that a table has by itself or else from its style."""
        own = _deep(table, "w:tblPr", tag)
        if own is not None:
            return own
        named = _deep(table, "w:tblPr", "w:tblStyle")
        for style in self.chain(None if named is None else named.get(qn("w:val"))):
            found = _deep(style, "w:tblPr", tag)
            if found is not None:
                return found
        return None

    def _family(self, chain: Sequence[Any]) -> str:
        for properties in chain:
            fonts = properties.find(qn("w:rFonts"))
            if fonts is None:
                continue
            theme = fonts.get(qn("w:asciiTheme")) or fonts.get(qn("w:hAnsiTheme"))
            if theme:
                return self._theme.get(theme[:5], DEFAULT_FAMILY)
            family = fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi"))
            if family:
                return str(family)
        return DEFAULT_FAMILY


def value(chain: Sequence[Any], tag: str) -> str | None:
    """The value of the nearest element of that name."""
    for properties in chain:
        found = properties.find(qn(tag))
        if found is not None:
            return found.get(qn("w:val"))  # type: ignore[no-any-return]  # lxml has no types
    return None


def switched(chain: Sequence[Any], tag: str) -> bool:
    """Whether a property such as bold is on."""
    for properties in chain:
        found = properties.find(qn(tag))
        if found is not None:
            return (found.get(qn("w:val")) or "1") not in OFF
    return False


def number(text: str | None, otherwise: float = 0.0) -> float:
    """A number out of a file, or `otherwise` where it is none."""
    try:
        return float(text) if text is not None else otherwise
    except ValueError:
        return otherwise


def _first_line(chain: Sequence[Any]) -> float:
    """First line and hanging indent exclude each other: whichever is said nearest counts."""
    for properties in chain:
        indent = properties.find(qn("w:ind"))
        if indent is None:
            continue
        if indent.get(qn("w:hanging")) is not None:
            return -number(indent.get(qn("w:hanging")))
        if indent.get(qn("w:firstLine")) is not None:
            return number(indent.get(qn("w:firstLine")))
    return 0.0


def _measure(chain: Sequence[Any], tag: str, *attributes: str) -> float:
    return number(_attribute(chain, tag, *attributes))


def _attribute(chain: Sequence[Any], tag: str, *attributes: str) -> str | None:
    for properties in chain:
        found = properties.find(qn(tag))
        for attribute in attributes:
            if found is not None and found.get(qn(attribute)) is not None:
                return str(found.get(qn(attribute)))
    return None


def _deep(element: Any | None, *tags: str) -> Any | None:
    for tag in tags:
        element = None if element is None else element.find(qn(tag))
    return element
