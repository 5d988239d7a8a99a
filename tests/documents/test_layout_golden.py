"""Where every block of the sample's papers stands on the page: golden files a person has compared with the pages.

`make golden` writes them anew, `make golden-review` shows what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest

from tdkt_desktop.documents.blank_checklist import blank_checklist
from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import Document, plain_text
from tdkt_desktop.documents.pdf.writer import write_pdf
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.papers.papers import minutes_of, notice_of
from tdkt_desktop.workflows.session import CampaignSession
from tests.documents.layout import MM, Piece, pieces, rules
from tests.documents.reading import squeezed

NUMBERS = 17  # millimetres from the top: above are the page numbers
SHOWN = 44  # letters of a text: enough to know it
FACES = {
    (False, False): "upright",
    (True, False): "bold",
    (False, True): "italic",
    (True, True): "bold italic",
}
PAPERS: dict[str, Callable[[CampaignSession], Document]] = {
    "thong-bao": notice_of,  # with the annex
    "bien-ban-vien-thong": lambda session: minutes_of(session, "VTL"),
    "bien-ban-hop-tac-xa": lambda session: minutes_of(session, "LMH"),
    "phieu-giay": lambda session: blank_checklist(
        session.campaign, session.checklist, session.campaign.unit("TCT")
    ),
}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CampaignSession]:
    path: Path = campaigns.create_sample(tmp_path_factory.mktemp("mau") / "mau.tdktdb")
    with campaigns.open_campaign(path) as session:
        yield session


@pytest.mark.parametrize("name", PAPERS)
def test_every_block_is_where_it_was_looked_at(
    name: str, session: CampaignSession, golden: Callable[[str, str], None], tmp_path: Path
) -> None:
    document = PAPERS[name](session)
    write_pdf(document, tmp_path / "a.pdf", load_style())
    golden(f"trang-{name}-2019.txt", "\n".join(_facts(document, tmp_path / "a.pdf")) + "\n")


def test_a_moved_block_is_seen(tmp_path: Path, session: CampaignSession) -> None:
    document = minutes_of(session, "VTL")
    write_pdf(document, tmp_path / "a.pdf", load_style())
    write_pdf(document, tmp_path / "b.pdf", load_style("nd30-12-13"))
    assert _facts(document, tmp_path / "a.pdf") != _facts(document, tmp_path / "b.pdf")


def _facts(document: Document, path: Path) -> list[str]:
    """The pages, the rules of the first one, then where each text starts; all in millimetres from the top left."""
    with pypdfium2.PdfDocument(path) as pdf:
        sizes = [" x ".join(f"{side * MM:.0f}" for side in page.get_size()) for page in pdf]
    found = ["pages: " + ", ".join(sizes)]
    found += [
        f"rule: y {y} from x {left} to {right}" for page, left, right, y in rules(path)[:3] if page == 1
    ]
    found.append("page y x size face text")
    waiting = [piece for piece in pieces(path) if piece.foot > NUMBERS]
    after: tuple[int, float] = (1, 0)
    for text in filter(str.strip, plain_text(document)):
        piece = _start(text, [one for one in waiting if (one.page, one.foot + 0.5) >= after]) or _start(
            text, waiting
        )
        if piece is None:
            found.append(f"NOT FOUND {text[:SHOWN]}")
            continue
        waiting.remove(piece)
        after = (piece.page, piece.foot)
        face = FACES[piece.bold, piece.italic]
        shown = " ".join(text[:SHOWN].split())
        found.append(f"{piece.page} {piece.foot:.1f} {piece.left:.1f} {piece.size:g} {face}: {shown}")
    return found


def _start(text: str, waiting: list[Piece]) -> Piece | None:
    whole = squeezed(text)
    for piece in waiting:
        said = squeezed(piece.text)
        if said and (whole.startswith(said) or said.startswith(whole)):
            return piece
    return None
