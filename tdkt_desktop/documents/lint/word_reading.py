"""A Word file as a neutral reading: every paragraph in order, where it stands and what it looks like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from tdkt_desktop.documents.layout.text_widths import MM_PER_POINT, width_mm
from tdkt_desktop.documents.lint.reading import WORD, Reading, Rule, Sheet, Span, Text, Where, Zone
from tdkt_desktop.documents.lint.safe_opening import damaged, look_through_word, too_large
from tdkt_desktop.documents.lint.word_columns import columns_of
from tdkt_desktop.documents.lint.word_numbers import LEVELS, Numbers
from tdkt_desktop.documents.lint.word_rules import Drawn, drawn_lines
from tdkt_desktop.documents.lint.word_runs import has_box, lines_of
from tdkt_desktop.documents.lint.word_sheets import Sections
from tdkt_desktop.documents.lint.word_styles import (
    DEFAULT_TAB_MM,
    MM_A_TWIP,
    SINGLE,
    Shape,
    Styles,
    number,
    switched,
    value,
)
from tdkt_desktop.documents.lint.word_tables import is_ruled, rows_of
from tdkt_desktop.vietnamese.counts import padded

MAX_PARAGRAPHS = 60_000
DEEPEST_TABLE = 20
LEFT_SHARE = 0.4  # of the width, for the left side of a letterhead
PADDED = 0.5  # millimetres by which a line may seem too long before it is said to wrap


class _Place:
    """A container that is being read: the flow of a section, or a cell."""

    def __init__(self, room: float, zone: Zone, row: int = 0, column: int = 0, columns: int = 1) -> None:
        self.room, self.zone, self.row, self.column, self.columns = room, zone, row, column, columns
        self.indices: list[int] = []
        self.after = 0.0


def read_word(path: Path) -> Reading:
    """Read a Word file. Raises WrongFile for what is damaged or without measure."""
    look_through_word(path)
    try:
        return _Reader(path).read()
    except (
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        SyntaxError,
        IndexError,
        OverflowError,
    ) as error:
        raise damaged(path) from error
    except Exception as error:  # the package reader has errors of its own
        if type(error).__module__.startswith(("docx", "lxml", "zipfile")):
            raise damaged(path) from error
        raise


class _Reader:
    def __init__(self, path: Path) -> None:
        word = docx.Document(str(path))
        self.path = path
        self.body: Any = word.element.body
        self.styles = Styles(word.styles.element, _theme_fonts(word.part))
        self.numbers = Numbers(_part_element(word.part, RELATIONSHIP_TYPE.NUMBERING))
        settings = word.settings.element
        self.sections = Sections(
            word.part, self.styles, odd_even=settings.find(qn("w:evenAndOddHeaders")) is not None
        )
        self.rendered = next(self.body.iter(qn("w:lastRenderedPageBreak")), None) is not None
        self.texts: list[Text] = []
        self.rules: list[Rule] = []
        self.sheets: list[Sheet] = []
        self.page, self.rows, self.count, self.boxes = 1, 0, 0, 0

    def read(self) -> Reading:
        started = 0
        last = self.body.find(qn("w:sectPr"))
        ends = [*self.body.iter(qn("w:sectPr"))] or ([last] if last is not None else [])
        rooms = iter([*(_room(end) for end in ends), 165.0])
        place = _Place(next(rooms), Zone.FLOW)
        for element in _blocks(self.body):
            self._block(element, place, 0)
            end = element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") if element.tag == qn("w:p") else None
            if end is not None:
                self.sheets.append(self.sections.sheet(end, started, first=not self.sheets))
                started, place = len(self.texts), _Place(next(rooms), Zone.FLOW)
                self.page += 0 if self.rendered else 1
        if last is not None:
            self.sheets.append(self.sections.sheet(last, started, first=not self.sheets))
        unseen = [f"{padded(self.boxes)} hộp văn bản không được đọc."] if self.boxes else []
        return Reading(
            WORD,
            tuple(self.sheets),
            tuple(self.texts),
            tuple(self.rules),
            self.page if self.rendered else 0,
            tuple(unseen),
        )

    def _block(self, element: Any, place: _Place, depth: int) -> None:
        if element.tag == qn("w:p"):
            self._paragraph(element, place)
        elif element.tag == qn("w:tbl") and depth < DEEPEST_TABLE:
            self._table(element, depth)
            place.after = 0.0

    def _table(self, table: Any, depth: int) -> None:
        zone = Zone.CELL if is_ruled(table, self.styles) else Zone.COLUMN
        for cells in rows_of(table, self.styles):
            self.rows += 1
            row = self.rows
            for cell in cells:
                place = _Place(cell.room_mm, zone, row, cell.column, cell.columns)
                for element in _blocks(cell.element):
                    self._block(element, place, depth + 1)

    def _paragraph(self, paragraph: Any, place: _Place) -> None:
        self.count += 1
        if self.count > MAX_PARAGRAPHS:
            raise too_large(self.path)
        self.boxes += has_box(paragraph)
        level, label = self._label(paragraph)
        shape = self.styles.shape(paragraph, None if level is None else level.find(qn("w:pPr")))
        lines = lines_of(paragraph, self.styles, rendered=self.rendered)
        self.page += lines.pages_before
        if not self.rendered and switched(self.styles.paragraph_chain(paragraph), "w:pageBreakBefore"):
            self.page += 1
        if self.styles.bordered(paragraph, "top"):
            self._rule(place, place.room - shape.left_mm - shape.right_mm)
        room = place.room - shape.left_mm - shape.right_mm
        gap, continued = place.after + shape.before_pt, False
        for spans in lines.spans:
            if not any(span.text.strip() for span in spans):
                continue
            if label:
                spans.insert(0, Span(label, spans[0].face))
                label = ""
            self._text(spans, shape, place, room, gap, continued=continued)
            gap, continued = 0.0, True
        if continued:
            place.after = shape.after_pt
        elif not drawn_lines(paragraph):
            place.after += self._height(paragraph, shape)
        self.page += lines.pages_after
        if self.styles.bordered(paragraph, "bottom"):
            self._rule(place, room)
        self._drawn(paragraph, place, had_text=continued)

    def _text(
        self, spans: list[Span], shape: Shape, place: _Place, room: float, gap: float, *, continued: bool
    ) -> None:
        text = Text(
            tuple(spans),
            Where(self.page, self.count, place.zone),
            place.row,
            place.column,
            place.columns,
        )
        size = text.face.size
        indent = shape.indent_mm + (DEFAULT_TAB_MM if text.text.startswith("\t") else 0.0)
        width = width_mm(text.text.strip(), size, bold=text.face.bold) + max(shape.indent_mm, 0)
        text = replace(
            text,
            align=shape.align,
            indent_mm=indent,
            before_pt=gap,
            leading=shape.leading(size),
            room_mm=room,
            wraps=width > room + PADDED,
            continued=continued,
        )
        self.rows += 1
        for part in columns_of(text, self.rows):
            place.indices.append(len(self.texts))
            self.texts.append(part)

    def _label(self, paragraph: Any) -> tuple[Any | None, str]:
        """The level and the label of an automatic number."""
        for properties in self.styles.paragraph_chain(paragraph):
            numbered = properties.find(qn("w:numPr"))
            if numbered is not None:
                number_id = value([numbered], "w:numId") or "0"
                depth = int(number(value([numbered], "w:ilvl"))) % LEVELS
                if number_id == "0":
                    break
                return self.numbers.level(number_id, depth), self.numbers.label(number_id, depth)
        return None, ""

    def _height(self, paragraph: Any, shape: Shape) -> float:
        """How high an empty paragraph is, in points."""
        size = self.styles.face(None, paragraph).size
        return shape.before_pt + shape.after_pt + size * SINGLE * shape.leading(size)

    def _rule(self, place: _Place, length: float) -> None:
        self.rules.append(Rule(self.page, length, place.indices[-1] if place.indices else -1))

    def _drawn(self, paragraph: Any, place: _Place, *, had_text: bool) -> None:
        """A drawn line belongs to the text it lies under: its own paragraph's or, near the top, the one before."""
        for line in drawn_lines(paragraph):
            at = len(place.indices) - 1
            pitch = (self.texts[place.indices[at]].face.size if at >= 0 else 14) * SINGLE * MM_PER_POINT
            if had_text:
                at += round(line.down_mm / pitch) - 1
            known = 0 <= at < len(place.indices)
            below = self._beside(place.indices[at], line, place.room) if known else -1
            self.rules.append(Rule(self.page, line.length_mm, below))

    def _beside(self, index: int, line: Drawn, room: float) -> int:
        """Of texts parted by tabs, the one over the line."""
        text = self.texts[index]
        if text.where.zone is Zone.FLOW or not text.row or line.along_mm is None or text.room_mm is not None:
            return index
        is_left = line.along_mm + line.length_mm / 2 < room * LEFT_SHARE
        return index - text.column if is_left else index - text.column + text.columns - 1


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those in content controls too."""
    for element in container:
        if element.tag in {qn("w:p"), qn("w:tbl")}:
            yield element
        elif element.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")}:
            yield from _blocks(element)


def _room(section: Any) -> float:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return 165.0
    taken = sum(number(margins.get(qn(f"w:{side}"))) for side in ("left", "right", "gutter"))
    return (number(size.get(qn("w:w"))) - taken) * MM_A_TWIP


def _part_element(part: Any, kind: str) -> Any | None:
    try:
        related = part.part_related_by(kind)
    except KeyError:
        return None
    return getattr(related, "element", None)


def _theme_fonts(part: Any) -> dict[str, str]:
    """The families of headings ("major") and text ("minor")."""
    try:
        theme = parse_xml(part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
    except (KeyError, ValueError, SyntaxError):
        return {}
    space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    found = {}
    for kind in ("major", "minor"):
        latin = next(theme.iter(f"{space}{kind}Font"), None)
        face = None if latin is None else latin.find(f"{space}latin")
        if face is not None and face.get("typeface"):
            found[kind] = str(face.get("typeface"))
    return found
