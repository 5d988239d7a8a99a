"""The speed of papers, in one run on one machine beside WeasyPrint, Typst and LibreOffice. Prints its figures.

The others are installed for this alone (dependency group `bench`); one that is not here is named and left out.
"""

from __future__ import annotations

import importlib.util
import os
import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest

from tdkt_desktop.documents.docx.writer import write_docx
from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.neutral.blocks import Bullet, Document, Paragraph, Run
from tdkt_desktop.documents.pdf.writer import write_pdf
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.papers.papers import minutes_of, notice_of
from tdkt_desktop.workflows.session import CampaignSession
from tests.benchmarks.other_engines import html_of, type_folder, typst_of
from tests.documents.papers import WORDS, notice

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]

ROUNDS = 9
TYPST_LIMIT, WEASYPRINT_LIMIT, OFFICE_LIMIT = 1.2, 6.0, 4.0
WHOLE = """
import pickle, sys
from pathlib import Path
from tdkt_desktop.documents.pdf.writer import write_pdf
from tdkt_desktop.documents.layout.style import load_style
write_pdf(pickle.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]), load_style())
"""
# Of this process alone: what getrusage says of a child begins with the memory of the parent it was forked from.
MEMORY = (
    f"{WHOLE}\nprint(next(one for one in open('/proc/self/status') if one.startswith('VmHWM')).split()[1])"
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CampaignSession]:
    path: Path = campaigns.create_sample(tmp_path_factory.mktemp("mau") / "mau.tdktdb")
    with campaigns.open_campaign(path) as session:
        yield session


def needs(module: str) -> None:
    if importlib.util.find_spec(module) is None:
        print(f"skipped: {module} is not installed (dependency group bench)")
        pytest.skip(f"{module} is not installed (dependency group bench)")


def fresh(document: Document, number: int) -> Document:
    """The same paper with another number in every paragraph: no engine may answer from its memory of the last round."""

    def numbered(block: object) -> object:
        if isinstance(block, Paragraph | Bullet):
            last = block.runs[-1]
            return replace(block, runs=(*block.runs[:-1], replace(last, text=f"{last.text} {number}")))
        return block

    return replace(document, blocks=tuple(map(numbered, document.blocks)))  # type: ignore[arg-type]


class Taken(NamedTuple):
    """Seconds of the processor, and by the clock on the wall; goals are of the first, for machines are shared."""

    worked: float
    passed: float

    def __str__(self) -> str:
        return f"{self.worked * 1000:.0f} ms of work ({self.passed * 1000:.0f} ms by the clock)"


def in_turn(document: Document, *makers: Callable[[Document], object]) -> list[Taken]:
    """What each maker takes: the median over rounds in turn, the first round for warming up."""
    taken: list[list[Taken]] = [[] for _ in makers]
    for number in range(ROUNDS + 1):
        paper = fresh(document, number)
        for times, make in zip(taken, makers, strict=True):
            worked, passed = time.process_time(), time.perf_counter()
            make(paper)
            times.append(Taken(time.process_time() - worked, time.perf_counter() - passed))
    return [_median(times[1:]) for times in taken]


def _median(times: list[Taken]) -> Taken:
    return Taken(*(statistics.median(column) for column in zip(*times, strict=True)))


def pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def ours(path: Path) -> Callable[[Document], object]:
    style = load_style()
    return lambda document: write_pdf(document, path, style)


def test_notice_beside_typst(session: CampaignSession, tmp_path: Path) -> None:
    needs("typst")
    import typst  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - only where it is installed

    source, other, own = tmp_path / "a.typ", tmp_path / "typst.pdf", tmp_path / "ours.pdf"

    def by_typst(document: Document) -> None:
        source.write_text(typst_of(document), "utf-8")
        typst.compile(
            str(source), output=str(other), font_paths=[str(type_folder())], ignore_system_fonts=True
        )

    mine, theirs = in_turn(notice_of(session), ours(own), by_typst)
    print(f"\nnotice: ours {mine}, {pages(own)} pages; Typst {theirs}, {pages(other)} pages")
    ratio = mine.worked / theirs.worked
    print(f"        ours takes {ratio:.2f} times Typst's time; goal at most {TYPST_LIMIT}")
    assert abs(pages(own) - pages(other)) <= 2
    assert ratio <= TYPST_LIMIT


def test_notice_beside_weasyprint(session: CampaignSession, tmp_path: Path) -> None:
    needs("weasyprint")
    warnings.simplefilter("ignore")  # what it says of libraries it misses is not ours
    import weasyprint  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: PLC0415

    own, other = tmp_path / "ours.pdf", tmp_path / "weasyprint.pdf"

    def by_weasyprint(document: Document) -> None:
        weasyprint.HTML(string=html_of(document)).write_pdf(str(other))

    mine, theirs = in_turn(notice_of(session), ours(own), by_weasyprint)
    print(f"\nnotice: ours {mine}, {pages(own)} pages; WeasyPrint {theirs}, {pages(other)} pages")
    ratio = theirs.worked / mine.worked
    print(f"        ours is {ratio:.1f} times as fast; goal at least {WEASYPRINT_LIMIT}")
    assert abs(pages(own) - pages(other)) <= 2
    assert ratio >= WEASYPRINT_LIMIT


def test_notice_as_a_whole_process_beside_libreoffice(session: CampaignSession, tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        print("skipped: LibreOffice (soffice) is not installed")
        pytest.skip("LibreOffice (soffice) is not installed")
    document, pickled, word = notice_of(session), tmp_path / "a.pickle", tmp_path / "a.docx"
    pickled.write_bytes(pickle.dumps(document))
    write_docx(document, word, load_style())
    # A profile that exists already and lies on the same disk: LibreOffice at its quickest.
    with tempfile.TemporaryDirectory() as profile:
        mine_command = [sys.executable, "-c", WHOLE, str(pickled), str(tmp_path / "ours.pdf")]
        theirs_command = [
            *("soffice", "--headless", f"-env:UserInstallation={Path(profile).as_uri()}"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(word)),
        ]
        rounds = [(_whole(mine_command), _whole(theirs_command)) for _ in range(6)]
    mine, theirs = (_median(list(times)) for times in zip(*rounds[1:], strict=True))
    print(f"\nwhole process: ours {mine}; LibreOffice {theirs}")
    ratio = theirs.worked / mine.worked
    print(f"        ours is {ratio:.1f} times as fast; goal at least {OFFICE_LIMIT}")
    assert pages(tmp_path / "a.pdf") == pages(tmp_path / "ours.pdf")
    assert ratio >= OFFICE_LIMIT


def test_notice_and_six_minutes_in_one_process(session: CampaignSession, tmp_path: Path) -> None:
    papers = [notice_of(session), *(minutes_of(session, unit.code) for unit in session.campaign.units)]
    taken, style = [], load_style()
    for _ in range(4):
        start = time.perf_counter()
        for number, paper in enumerate(papers):
            write_pdf(paper, tmp_path / f"{number}.pdf", style)
        taken.append(time.perf_counter() - start)
    print(f"\nnotice and {len(papers) - 1} minutes as PDF: {min(taken) * 1000:.0f} ms in one process")


def large(units: int) -> Document:
    """A notice whose body and annex grow with the units."""
    document = notice(units)
    items = tuple(Bullet((Run(f"Đơn vị thứ {n}: "), Run(WORDS))) for n in range(units))
    return replace(document, blocks=(*document.blocks[:8], *items, *document.blocks[8:]))


@pytest.mark.parametrize("writer", [write_pdf, write_docx])
def test_time_is_linear_to_200_units(writer: Callable[..., object], tmp_path: Path) -> None:
    style, taken = load_style(), dict[int, float]()
    for units in (50, 100, 200):
        document, times = large(units), []
        for _ in range(5):
            start = time.process_time()
            writer(document, tmp_path / "a", style)
            times.append(time.process_time() - start)
        taken[units] = min(times)
    print(f"\n{writer.__name__}: {', '.join(f'{n} units {t * 1000:.0f} ms' for n, t in taken.items())}")
    assert taken[200] <= 4 * 1.25 * taken[50]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process is read from /proc")
def test_memory_is_linear_to_200_units(tmp_path: Path) -> None:
    peaks = {}
    for units in (1, 100, 200):
        pickled = tmp_path / f"{units}.pickle"
        pickled.write_bytes(pickle.dumps(large(units)))
        command = [sys.executable, "-c", MEMORY, str(pickled), str(tmp_path / "a.pdf")]
        said = subprocess.run(command, check=True, capture_output=True, text=True, env=_environment()).stdout
        peaks[units] = int(said) / 1024
    print(f"\nmemory: {', '.join(f'{n} units {peak:.0f} MB' for n, peak in peaks.items())}")
    assert peaks[200] - peaks[1] <= 2 * 1.5 * max(peaks[100] - peaks[1], 1)


def _whole(command: list[str]) -> Taken:
    """A process from its start to its end, with what it started itself."""
    before, passed = os.times(), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, timeout=120, env=_environment())
    after = os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return Taken(worked, time.perf_counter() - passed)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
