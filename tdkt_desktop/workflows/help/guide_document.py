"""Help pages as a paper: the same words and pictures, with a table of contents, and page numbers where links lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tdkt_desktop import __version__
from tdkt_desktop.documents.neutral.blocks import (
    Block,
    Column,
    Document,
    HeaderCell,
    Heading,
    Paragraph,
    Run,
    SmallPrint,
    Table,
    Title,
)
from tdkt_desktop.documents.neutral.guide_blocks import Contents, ContentsLine, Figure, NewPage, Note, Step
from tdkt_desktop.workflows.help.help_markup import (
    Kind,
    Part,
    Piece,
    PieceKind,
    parts_of,
    pieces_of,
    plain_words,
)
from tdkt_desktop.workflows.help.help_pages import HelpPage

PROGRAM, KIND = "TĐKT Desktop", "HƯỚNG DẪN SỬ DỤNG"
HANDBOOK = "Sổ tay hướng dẫn"
CONTENTS = "Mục lục"
WHERE = "Các trang này cũng có trong phần mềm: bấm F1 ở bất kỳ đâu. Phần mềm bản {version}."
STYLE = "rieng/huong-dan"
FIRM = "\u00a0"  # a blank at which no line breaks
NARROWEST, WIDEST = 14, 60  # letters: the share of a table's column

Pages = Mapping[str, int]  # topic -> page


@dataclass(frozen=True)
class Refer:
    """Says where a link leads: on a page of this paper, or of the handbook that comes with it."""

    here: Pages
    handbook: Pages = field(default_factory=dict)

    def words(self, topic: str) -> str:
        if topic in self.here:
            return f" (trang{FIRM}{self.here[topic]})"
        return f" (Sổ{FIRM}tay, trang{FIRM}{self.handbook[topic]})" if topic in self.handbook else ""


def guide_document(
    page: HelpPage, refer: Refer, pages: Sequence[int], picture: Callable[[str], Path]
) -> Document:
    """One guide by itself; `pages` are those of its headings, as far as they are known."""
    body = list(_Blocks(refer, picture).of(page))[1:]  # the title stands above
    heads = [block for block in body if isinstance(block, Heading) and block.level == 2]
    every = [block for block in body if isinstance(block, Heading)]
    lines = tuple(ContentsLine(one.text, _page_of(every.index(one), pages)) for one in heads)
    return _document(page.title, (page.title,), [Contents(CONTENTS, lines), *body])


def handbook_document(
    groups: Sequence[tuple[str, Sequence[HelpPage]]],
    refer: Refer,
    alone: frozenset[str],
    picture: Callable[[str], Path],
) -> Document:
    """Every page for people, by group; the guides, `alone`, begin on a page of their own."""
    blocks, body = _Blocks(refer, picture), list[Block]()
    lines = list[ContentsLine]()
    for name, pages in groups:
        lines.append(ContentsLine(name, 0, 0))
        for page in pages:
            if page.topic in alone or not body:
                body.append(NewPage())
            body += blocks.of(page)
            lines.append(ContentsLine(page.title, refer.here.get(page.topic, 0), 1))
    return _document(HANDBOOK, (HANDBOOK,), [Contents(CONTENTS, tuple(lines)), *body])


def title_places(document: Document) -> tuple[tuple[int, str], ...]:
    """The titles of pages in a document, each with its place among the headings."""
    heads = [block for block in document.blocks if isinstance(block, Heading)]
    return tuple((place, head.text) for place, head in enumerate(heads) if head.level == 1)


def _document(title: str, subject: tuple[str, ...], blocks: list[Block]) -> Document:
    head: list[Block] = [Title(KIND, subject), SmallPrint(WHERE.format(version=__version__))]
    return Document(
        title,
        KIND.capitalize(),
        PROGRAM,
        (*head, *blocks),
        footer=f"{PROGRAM}, bản {__version__}",
        style=STYLE,
    )


def _page_of(place: int, pages: Sequence[int]) -> int:
    return pages[place] if place < len(pages) else 0


class _Blocks:
    """Parts of pages -> blocks. Pictures are numbered through the whole paper."""

    def __init__(self, refer: Refer, picture: Callable[[str], Path]) -> None:
        self._refer, self._picture = refer, picture
        self._figures = 0

    def of(self, page: HelpPage) -> Iterator[Block]:
        for part in parts_of(page.text):
            yield from self._part(part)

    def _part(self, part: Part) -> Iterator[Block]:
        match part.kind:
            case Kind.HEADING:
                yield Heading(min(part.level, 3), plain_words(part.words))
            case Kind.TEXT:
                yield Paragraph(self._runs(part.words), indent=False)
            case Kind.LIST:
                for sign, text in part.items:
                    yield Step("–" if sign == "-" else sign, self._runs(text))
            case Kind.NOTE:
                yield Note(self._runs(part.words))
            case Kind.TABLE:
                yield self._table(part)
            case Kind.CODE:
                yield Paragraph((Run(part.code),), indent=False)
            case Kind.IMAGE:
                yield self._figure(part)

    def _figure(self, part: Part) -> Figure:
        file, words = part.picture
        self._figures += 1
        png = self._picture(file).read_bytes()
        width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))  # the head of a PNG
        return Figure(png, width, height, f"Hình {self._figures}. {words}")

    def _table(self, part: Part) -> Table:
        rows = [tuple(self._plain(cell) for cell in row) for row in part.rows]
        widest = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
        columns = tuple(Column(min(max(letters, NARROWEST), WIDEST)) for letters in widest)
        head = (tuple(HeaderCell(text) for text in rows[0]),) if part.has_head else ()
        return Table(columns, head, tuple(rows[1:] if part.has_head else rows))

    def _runs(self, text: str) -> tuple[Run, ...]:
        return tuple(run for piece in pieces_of(text) for run in self._run(piece))

    def _run(self, piece: Piece) -> Iterator[Run]:
        match piece.kind:
            case PieceKind.BOLD | PieceKind.KEY:
                yield Run(piece.text, bold=True)
            case PieceKind.CODE:
                yield Run(piece.text, italic=True)
            case PieceKind.LINK:
                yield Run(piece.text, italic=True)
                yield Run(self._refer.words(_topic(piece)))
            case _:
                yield Run(piece.text)

    def _plain(self, text: str) -> str:
        return "".join(run.text for run in self._runs(text))


def _topic(piece: Piece) -> str:
    return piece.target.removesuffix(".md")
