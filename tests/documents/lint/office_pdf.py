"""The notice of another office as a PDF, every line placed by hand on the page."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tdkt_desktop.paths import resource
from tests.documents.lint.office import SANS, Line, OfficePaper

SINGLE = 1.15
FACES = ("Regular", "Bold", "Italic", "BoldItalic")


def write_office_pdf(paper: OfficePaper, path: Path) -> Path:
    """Write the notice as PDF."""
    _register()
    _Sheet(paper, path).write()
    return path


def _register() -> None:
    for face in FACES:
        if f"Office-{face}" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(f"Office-{face}", str(resource("fonts", f"Tinos-{face}.ttf"))))
    for face in FACES[:2]:
        if f"Sans-{face}" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(f"Sans-{face}", str(resource("fonts", f"Arimo-{face}.ttf"))))


class _Sheet:
    def __init__(self, paper: OfficePaper, path: Path) -> None:
        self.paper = paper
        self.canvas = Canvas(str(path), pagesize=(paper.page[0] * mm, paper.page[1] * mm), invariant=1)
        self.top, self.bottom, self.left, self.right = (side * mm for side in paper.margins)
        self.width = paper.page[0] * mm - self.left - self.right
        self.page, self.counted = 1, 1
        self.y = self.start = paper.page[1] * mm - self.top

    def write(self) -> None:
        self._number()
        self._head()
        self.y -= 10
        for line in (*self.paper.title.values(), *self.paper.body.values()):
            self._paragraph(line)
        self._end()
        if self.paper.appendix:
            self._turn(anew=self.paper.appendix_anew)
            for line in self.paper.appendix.values():
                self._paragraph(line)
        self.canvas.save()

    def _head(self) -> None:
        split = self.left + self.width * 0.4
        y = self.y
        for group, start, room in (
            (self.paper.left, self.left, self.width * 0.4),
            (self.paper.right, split, self.width * 0.6),
        ):
            self.y = y
            for name, line in group.items():
                if name in {"number", "date"}:
                    self.y = y - 48
                for part in line.text.split("\n"):
                    self._centered(part, line, start, room)
        self.y = y - (100 if "about" in self.paper.left else 70)

    def _end(self) -> None:
        if self.y - 130 < self.bottom or next(iter(self.paper.signature.values())).page_before:
            self._turn()
        y = self.y - 20
        for line in self.paper.recipients.values():
            y -= line.size * SINGLE
            self._draw(line.text, line, self.left, y)
        self.y -= 20
        start, room = self.left + self.width * 0.5, self.width * 0.5
        signers = list(self.paper.signature.values())
        for line in signers[:-1]:
            self._centered(line.text, line, start, room)
        self.y -= 50
        self._centered(signers[-1].text, signers[-1], start, room)

    def _paragraph(self, line: Line) -> None:
        if line.page_before:
            self._turn()
        self.y -= line.gap
        if line.align == "center":
            self._centered(line.text, line, self.left, self.width)
            return
        parts = self._broken(line)
        for index, part in enumerate(parts):
            pitch = line.size * SINGLE * line.leading
            if self.y - pitch < self.bottom:
                self._turn()
            self.y -= pitch
            start = self.left + (line.indent * mm if index == 0 else 0)
            full = self.width - (start - self.left)
            spread = (
                full - self._long(part, line) if index + 1 < len(parts) and line.align == "justify" else 0
            )
            self._draw(part, line, start, self.y + line.size * 0.25, spread / max(part.count(" "), 1))

    def _broken(self, line: Line) -> list[str]:
        parts, room = [""], self.width - line.indent * mm
        for word in line.text.split(" "):
            longer = f"{parts[-1]} {word}" if parts[-1] else word
            if self._long(longer, line) > room and parts[-1]:
                parts.append(word)
                room = self.width
            else:
                parts[-1] = longer
        return parts

    def _centered(self, text: str, line: Line, start: float, room: float) -> None:
        self.y -= line.size * SINGLE * line.leading
        long = self._long(text, line)
        base = self.y + line.size * 0.25
        x = start + (room - long) / 2 if line.align != "left" else start
        self._draw(text, line, x, base)
        if line.rule:
            length = long * line.rule
            self.canvas.setLineWidth(0.7)
            middle = start + room / 2
            self.canvas.line(middle - length / 2, base - 6, middle + length / 2, base - 6)

    def _draw(self, text: str, line: Line, x: float, y: float, space: float = 0) -> None:
        made = self.canvas.beginText(x, y)
        made.setFont(self._font(line), line.size)
        made.setWordSpace(space)
        # Word spacing does not reach letters of two bytes: words are placed one by one.
        for word in text.split(" "):
            made.setTextOrigin(x, y)
            made.textOut(f"{word} ")
            x += self._long(f"{word} ", line) + space
        self.canvas.drawText(made)

    def _turn(self, *, anew: bool = False) -> None:
        self.canvas.showPage()
        self.page += 1
        self.counted = 1 if anew else self.counted + 1
        self.y = self.start
        self._number()

    def _number(self) -> None:
        if not self.paper.numbered or (self.counted == 1 and not self.paper.number_on_first):
            return
        line, middle = self.paper.number, self.left + self.width / 2
        y = self.paper.page[1] * mm - 14 * mm if self.paper.number_at_top else 10 * mm
        x = {"center": middle, "left": self.left, "right": self.left + self.width - 8}[line.align]
        self.canvas.setFont(self._font(line), line.size)
        self.canvas.drawString(x, y, str(self.counted))

    def _font(self, line: Line) -> str:
        if line.font == SANS:
            return f"Sans-{FACES[line.bold]}"
        return f"Office-{FACES[line.bold + 2 * line.italic]}"

    def _long(self, text: str, line: Line) -> float:
        return float(pdfmetrics.stringWidth(text, self._font(line), line.size))
