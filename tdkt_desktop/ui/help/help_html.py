"""A help page -> the HTML that a QTextBrowser draws well, in the colours of the palette.

Qt's own Markdown reader draws the same pages without room, rules or key caps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tdkt_desktop.ui.look.palette import Palette
from tdkt_desktop.workflows.help.help_markup import Kind, Part, Piece, PieceKind, parts_of, pieces_of

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
    writer = _Writer(look)
    return f'<body style="color:{look.palette.text}">{"".join(map(writer.part, parts_of(markdown)))}</body>'


class _Writer:
    """Writes one part after the other."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._writers: dict[Kind, Callable[[Part], str]] = {
            Kind.HEADING: self._heading,
            Kind.TEXT: self._text,
            Kind.LIST: self._list,
            Kind.TABLE: self._table,
            Kind.NOTE: self._note,
            Kind.IMAGE: self._image,
            Kind.CODE: self._code,
        }

    def part(self, part: Part) -> str:
        return self._writers[part.kind](part)

    def _heading(self, part: Part) -> str:
        level = part.level
        size = self.look.points * HEADINGS.get(level, 1)
        above = 0 if level == 1 else 20
        return (
            f'<h{level} style="font-size:{size:.1f}pt; font-weight:600; margin-top:{above}px; '
            f'margin-bottom:6px">{self._inline(part.words)}</h{level}>'
        )

    def _text(self, part: Part) -> str:
        return f'<p style="margin-top:6px; margin-bottom:8px; {LINES}">{self._inline(part.words)}</p>'

    def _list(self, part: Part) -> str:
        first = part.items[0][0]
        opening = "ul" if first == "-" else f'ol start="{first[:-1]}"'
        items = "".join(
            f'<li style="margin-bottom:4px; {LINES}">{self._inline(text)}</li>' for _, text in part.items
        )
        return f'<{opening} style="margin-top:2px; margin-bottom:8px">{items}</{opening[:2]}>'

    def _table(self, part: Part) -> str:
        palette = self.look.palette
        written = []
        for number, row in enumerate(part.rows):
            tag, fill = ("th", f' bgcolor="{palette.raised}"') if part.has_head and not number else ("td", "")
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

    def _note(self, part: Part) -> str:
        palette = self.look.palette
        return (
            f'<table width="100%" cellspacing="0" cellpadding="0" border="0" style="margin-top:8px; margin-bottom:12px">'
            f'<tr><td width="4" bgcolor="{palette.accent}"></td>'
            f'<td bgcolor="{palette.accent_soft}" style="padding:9px 12px">{self._inline(part.words)}</td></tr></table>'
        )

    def _image(self, part: Part) -> str:
        file, words = part.picture
        width = self.look.image_width(file) if file else 0
        if not width:
            return ""
        caption, size = escape(words), self.look.points * 0.9
        return (
            f'<p style="margin-top:10px; margin-bottom:2px"><img src="{escape(file)}?{width}" width="{width}" alt="{caption}"></p>'
            f'<p style="margin-top:0; margin-bottom:14px; font-size:{size:.1f}pt; color:{self.look.palette.muted}">'
            f"{caption}</p>"
        )

    def _code(self, part: Part) -> str:
        return (
            f'<table width="100%" cellspacing="0" cellpadding="8" border="0" style="margin-bottom:10px"><tr>'
            f'<td bgcolor="{self.look.palette.raised}"><pre style="margin:0; white-space:pre-wrap">{escape(part.code)}</pre></td></tr></table>'
        )

    def _inline(self, text: str) -> str:
        return "".join(map(self._piece, pieces_of(text)))

    def _piece(self, piece: Piece) -> str:
        palette, words = self.look.palette, escape(piece.text, quote=False)
        match piece.kind:
            case PieceKind.BOLD:
                return f"<b>{words}</b>"
            case PieceKind.LINK:
                return f'<a href="{escape(piece.target)}" style="color:{palette.accent}">{words}</a>'
            case PieceKind.KEY:
                words = words.replace(" ", "&nbsp;")
                return f'<span style="background-color:{palette.raised}; font-weight:600">{EDGE}{words}{EDGE}</span>'
            case PieceKind.CODE:
                return f'<code style="background-color:{palette.raised}">{words}</code>'
            case _:
                return words
