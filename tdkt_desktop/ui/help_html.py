"""The Markdown of the help pages -> the HTML that a QTextBrowser draws well, in the colours of the palette.

Known: headings, paragraphs, lists, tables, code, notes ("> "), a picture alone on its line, bold, links, and keys
written as code. Qt's own Markdown reader draws the same pages without room, rules or key caps.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from tdkt_desktop.ui.palette import Palette

_ITEM = re.compile(r"(-|\d+\.) +(.*)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_KEY = re.compile(r"(?:Ctrl|Alt|Shift)(?:\+.+)?|F\d{1,2}|Esc|Enter|Tab|Shift\+Tab|Dấu cách|[↑↓←→]")
_RULE = re.compile(r"\|[\s:|-]+\|")
LINES = "line-height:125%"
EDGE = "\u202f"  # a narrow space that does not break, inside the cap of a key
HEADINGS = {1: 1.55, 2: 1.2, 3: 1.05}  # times the size of the text


@dataclass(frozen=True)
class Look:
    """Colours, the size of the text in points, and how wide a picture is drawn (0: it is not there)."""

    palette: Palette
    points: float
    image_width: Callable[[str], int]


def to_html(markdown: str, look: Look) -> str:
    """The whole page as HTML."""
    reader = _Reader(look)
    for line in markdown.split("\n"):
        reader.take(line.rstrip())
    reader.end()
    return f'<body style="color:{look.palette.text}">{"".join(reader.out)}</body>'


@dataclass
class _Reader:
    """Gathers lines of one kind and writes them out when another kind begins."""

    look: Look
    out: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    kind: str = ""
    items: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        if self.kind == "fence":
            self._fenced(line)
            return
        if line.startswith("```"):
            self._turn("fence")
            return
        if self.kind == "list" and line.startswith("  ") and self.lines:
            self.lines[-1] += f" {line.strip()}"
            return
        kind = self._kind_of(line)
        if kind == "blank" and self.kind == "code":
            self.lines.append("")
            return
        self._turn(kind)
        self.lines.append(line)

    def end(self) -> None:
        self._turn("")

    def _fenced(self, line: str) -> None:
        if line.startswith("```"):
            self._turn("")
        else:
            self.lines.append(line)

    def _kind_of(self, line: str) -> str:
        if not line:
            return "blank"
        if line.startswith("    ") and self.kind in {"", "blank", "code"}:
            return "code"
        for start, kind in (("#", "heading"), ("|", "table"), (">", "note"), ("![", "image")):
            if line.startswith(start):
                return kind
        return "list" if _ITEM.match(line) else "text"

    def _turn(self, kind: str) -> None:
        """Go on with the same kind, or write what was gathered. Headings and pictures stand alone."""
        if kind == self.kind and kind not in {"heading", "image"}:
            return
        lines, self.lines = self.lines, []
        was, self.kind = self.kind, kind
        writers = {
            "heading": self._heading,
            "text": self._text,
            "list": self._list,
            "table": self._table,
            "note": self._note,
            "image": self._image,
            "code": self._code,
            "fence": self._code,
        }
        if lines and was in writers:
            self.out.append(writers[was](lines))

    def _heading(self, lines: list[str]) -> str:
        marks, _, words = lines[0].partition(" ")
        level = len(marks)
        size = self.look.points * HEADINGS.get(level, 1)
        above = 0 if level == 1 else 20
        return (
            f'<h{level} style="font-size:{size:.1f}pt; font-weight:600; margin-top:{above}px; '
            f'margin-bottom:6px">{self._inline(words)}</h{level}>'
        )

    def _text(self, lines: list[str]) -> str:
        return f'<p style="margin-top:6px; margin-bottom:8px; {LINES}">{self._inline(" ".join(lines))}</p>'

    def _list(self, lines: list[str]) -> str:
        found = [item for line in lines if (item := _ITEM.match(line))]
        ordered = found[0][1] != "-"
        opening = f'ol start="{found[0][1][:-1]}"' if ordered else "ul"
        items = "".join(
            f'<li style="margin-bottom:4px; {LINES}">{self._inline(item[2])}</li>' for item in found
        )
        return f'<{opening} style="margin-top:2px; margin-bottom:8px">{items}</{opening[:2]}>'

    def _table(self, lines: list[str]) -> str:
        rows = [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in lines
            if not _RULE.fullmatch(line)
        ]
        head = any(_RULE.fullmatch(line) for line in lines)
        palette = self.look.palette
        written = []
        for number, row in enumerate(rows):
            tag, fill = ("th", f' bgcolor="{palette.raised}"') if head and not number else ("td", "")
            widths = (' width="34%"', "") if len(row) == 2 else ("",) * len(row)
            cells = "".join(
                f'<{tag} align="left" valign="top"{width}{fill}>{self._inline(cell)}</{tag}>'
                for cell, width in zip(row, widths, strict=True)
            )
            written.append(f"<tr>{cells}</tr>")
        return (
            f'<table width="100%" cellspacing="0" cellpadding="6" border="1" style="border-collapse:collapse; '
            f'border-style:solid; border-color:{palette.line}; margin-top:8px; margin-bottom:12px">'
            f"{''.join(written)}</table>"
        )

    def _note(self, lines: list[str]) -> str:
        words = self._inline(" ".join(line.lstrip("> ") for line in lines))
        palette = self.look.palette
        return (
            f'<table width="100%" cellspacing="0" cellpadding="0" border="0" style="margin-top:8px; margin-bottom:12px">'
            f'<tr><td width="4" bgcolor="{palette.accent}"></td>'
            f'<td bgcolor="{palette.accent_soft}" style="padding:9px 12px">{words}</td></tr></table>'
        )

    def _image(self, lines: list[str]) -> str:
        found = _IMAGE.match(lines[0])
        width = self.look.image_width(found[2]) if found else 0
        if found is None or not width:
            return ""
        caption = escape(found[1])
        size = self.look.points * 0.9
        return (
            f'<p style="margin-top:10px; margin-bottom:2px"><img src="{escape(found[2])}?{width}" width="{width}" alt="{caption}"></p>'
            f'<p style="margin-top:0; margin-bottom:14px; font-size:{size:.1f}pt; color:{self.look.palette.muted}">'
            f"{caption}</p>"
        )

    def _code(self, lines: list[str]) -> str:
        text = escape("\n".join(line.removeprefix("    ") for line in lines).strip("\n"))
        return (
            f'<table width="100%" cellspacing="0" cellpadding="8" border="0" style="margin-bottom:10px"><tr>'
            f'<td bgcolor="{self.look.palette.raised}"><pre style="margin:0; white-space:pre-wrap">{text}</pre></td></tr></table>'
        )

    def _inline(self, text: str) -> str:
        """Code first, so that nothing inside it is read as bold or as a link."""
        parts = text.split("`")
        return "".join(
            self._marked(part) if number % 2 == 0 else self._key_or_code(part)
            for number, part in enumerate(parts)
        )

    def _marked(self, text: str) -> str:
        marked = _BOLD.sub(r"<b>\1</b>", escape(text, quote=False))
        accent = self.look.palette.accent
        return _LINK.sub(rf'<a href="\2" style="color:{accent}">\1</a>', marked)

    def _key_or_code(self, text: str) -> str:
        palette, words = self.look.palette, escape(text, quote=False)
        if _KEY.fullmatch(text):
            words = words.replace(" ", "&nbsp;")
            return (
                f'<span style="background-color:{palette.raised}; font-weight:600">{EDGE}{words}{EDGE}</span>'
            )
        return f'<code style="background-color:{palette.raised}">{words}</code>'
