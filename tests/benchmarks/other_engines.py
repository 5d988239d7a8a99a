"""The same text and tables for other engines, at the same measures: HTML for WeasyPrint, markup for Typst.

Only for comparing speed: headings, paragraphs, items, tables, letterhead and closing, on the page of the decree.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from tdkt_desktop.documents.layout.table_layout import placed_header
from tdkt_desktop.documents.neutral import blocks
from tdkt_desktop.documents.neutral.blocks import COUNTRY, MOTTO, RECIPIENTS_LABEL, Block, Document, Run
from tdkt_desktop.paths import resource

FACES = {"Regular": ("400", "normal"), "Bold": ("700", "normal"), "Italic": ("400", "italic")}
CSS = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); } }
@page :first { @top-center { content: none; } }
@page wide { size: A4 landscape; margin: 20mm 15mm 20mm 30mm; }
body { font: 14pt/1.15 Tinos; margin: 0; } p { margin: 0 0 6pt; text-align: justify; text-indent: 12.7mm; }
h1, h2, h3 { font-size: 14pt; margin: 6pt 0; text-indent: 12.7mm; break-after: avoid; }
table { border-collapse: collapse; width: 100%; } .ruled td, .ruled th { border: .5pt solid; font-size: 12pt; }
.head td, .end td { text-align: center; vertical-align: top; width: 50%; } .annex { page: wide; text-align: center; }
"""
TYPST = """#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm),
  header: context if counter(page).get().first() > 1 [#align(center, counter(page).display())])
#set text(font: "Tinos", size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, first-line-indent: (amount: 12.7mm, all: true), spacing: 10pt, leading: 5pt)
#show heading: it => block(above: 10pt, below: 10pt, pad(left: 12.7mm, text(size: 14pt, it.body)))
#set table(stroke: 0.5pt, inset: 3pt)
"""


def html_of(document: Document) -> str:
    """The document as HTML with its style sheet and the bundled type."""
    faces = "".join(
        f"@font-face {{ font-family: Tinos; font-weight: {weight}; font-style: {slant};"
        f" src: url({_font(name).as_uri()}) }}"
        for name, (weight, slant) in FACES.items()
    )
    body = "".join(_html(block) for block in document.blocks)
    return f'<html lang="vi"><head><style>{faces}{CSS}</style></head><body>{body}</body></html>'


def typst_of(document: Document) -> str:
    """The document as Typst markup; texts are string literals, so that nothing in them is markup."""
    return TYPST + "\n".join(_typst(block) for block in document.blocks)


def type_folder() -> Path:
    return _font("Regular").parent


def _font(name: str) -> Path:
    return resource("fonts", f"Tinos-{name}.ttf")


def _html(block: Block) -> str:  # noqa: PLR0911 - one short case for each block
    match block:
        case blocks.Letterhead():
            left = "<br>".join(map(escape, (*block.parent, *block.issuer, block.number_line)))
            right = f"<b>{COUNTRY}</b><br><b>{MOTTO}</b><br><i>{escape(block.place_date)}</i>"
            return f'<table class="head"><tr><td>{left}</td><td>{right}</td></tr></table>'
        case blocks.Title():
            return (
                f'<h1 style="text-align:center">{"<br>".join(map(escape, (block.kind, *block.subject)))}</h1>'
            )
        case blocks.Heading():
            return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        case blocks.Paragraph():
            return f"<p>{_html_runs(block.runs)}</p>"
        case blocks.Bullet():
            return f"<p>{_html_runs(block.signed)}</p>"
        case blocks.Table():
            head = "".join(
                "<tr>"
                + "".join(
                    f'<th colspan="{cell.colspan}" rowspan="{cell.rowspan}">{escape(cell.text)}</th>'
                    for cell in row
                )
                + "</tr>"
                for row in block.header
            )
            rows = "".join(
                "<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in block.rows
            )
            return f'<table class="ruled"><thead>{head}</thead><tbody>{rows}</tbody></table>'
        case blocks.Closing():
            left = "<br>".join(map(escape, (RECIPIENTS_LABEL, *block.recipient_lines)))
            right = "<br>".join(map(escape, block.signature.texts))
            return f'<table class="end"><tr><td>{left}</td><td><b>{right}</b></td></tr></table>'
        case blocks.Appendix():
            lines = "<br>".join(map(escape, (block.label, *block.title, block.reference)))
            return f'<div class="annex">{lines}</div>'
        case _:
            raise ValueError(f"not compared: {type(block).__name__}")


def _html_runs(runs: tuple[Run, ...]) -> str:
    found = ""
    for run in runs:
        text = escape(run.text)
        text = f"<i>{text}</i>" if run.italic else text
        found += f"<b>{text}</b>" if run.bold else text
    return found


def _typst(block: Block) -> str:  # noqa: PLR0911 - one short case for each block
    match block:
        case blocks.Letterhead():
            left = _lines((*block.parent, *block.issuer, block.number_line))
            right = _lines((COUNTRY, MOTTO, block.place_date))
            return f"#grid(columns: (65mm, 100mm), align(center)[{left}], align(center)[{right}])"
        case blocks.Title():
            return f"#align(center)[#strong[{_lines((block.kind, *block.subject))}]]"
        case blocks.Heading():
            return f"#heading(level: {block.level}, {_text(block.text)})"
        case blocks.Paragraph():
            return f"#par[{_typst_runs(block.runs)}]"
        case blocks.Bullet():
            return f"#par[{_typst_runs(block.signed)}]"
        case blocks.Table():
            columns = ", ".join(f"{column.width}fr" for column in block.columns)
            head = ", ".join(
                f"table.cell(colspan: {cell.colspan}, rowspan: {cell.rowspan}, {_text(cell.text)})"
                for _, _, cell in placed_header(block)
            )
            rows = ",\n".join(_text(text) for row in block.rows for text in row)
            return f"#text(size: 12pt, table(columns: ({columns}), table.header({head}),\n{rows}))"
        case blocks.Closing():
            left = _lines((RECIPIENTS_LABEL, *block.recipient_lines))
            return f"#grid(columns: (1fr, 1fr), [{left}], align(center)[{_lines(block.signature.texts)}])"
        case blocks.Appendix():
            lines = _lines((block.label, *block.title, block.reference))
            return f"#set page(flipped: {str(block.landscape).lower()})\n#align(center)[{lines}]"
        case _:
            raise ValueError(f"not compared: {type(block).__name__}")


def _lines(texts: tuple[str, ...]) -> str:
    return " \\ ".join(f"#{_text(text)}" for text in texts)


def _typst_runs(runs: tuple[Run, ...]) -> str:
    found = ""
    for run in runs:
        text = f"#{_text(run.text)}"
        text = f"#emph[{text}]" if run.italic else text
        found += f"#strong[{text}]" if run.bold else text
    return found


def _text(text: str) -> str:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{quoted}"'
