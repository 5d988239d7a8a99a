"""Guards printing from the command line: the exported pages, as many as asked, or a refusal that says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.papers import papers
from tdkt_desktop.workflows.writing.paper_pages import PdfPages


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("giay")
    with campaigns.open_campaign(campaigns.create_sample(folder / "mau.tdktdb")) as session:
        return papers.make_minutes(session, "VTL", folder, ("pdf",))[0]


def grey(pages: PdfPages, index: int) -> Image.Image:
    """A page as a small grey picture."""
    picture = pages.picture(index, 60)
    mode, raw = ("L", "L") if picture.is_grey else ("RGB", "BGRX")
    size = (picture.width, picture.height)
    return Image.frombytes(mode, size, picture.data, "raw", raw, picture.stride).convert("L")


def tdkt(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = "from tdkt_desktop.app import main; main()"
    return subprocess.run(
        [sys.executable, "-c", command, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "CUPS_SERVER": "/khong-co"},
        timeout=100,
        check=False,
    )


def test_the_printed_pages_are_those_of_the_file(paper: Path, tmp_path: Path) -> None:
    target = tmp_path / "in.pdf"
    done = tdkt("print", paper, "--into", target, "--pages", "1,3")
    assert done.returncode == 0, done.stderr
    assert "02 trang" in done.stdout
    with PdfPages(paper) as before, PdfPages(target) as after:
        assert after.count == 2
        for place, index in enumerate((0, 2)):
            # the file printer rounds the sheet to whole points; tests/ui/test_printing.py proves the dots themselves
            sent = grey(after, place)
            like = [apart(grey(before, known), sent) for known in range(before.count)]
            assert like.index(min(like)) == index
            assert abs(before.sizes[index].width - after.sizes[place].width) < 1


def apart(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean[0]


def test_refusals_say_what_to_do(paper: Path, tmp_path: Path) -> None:
    for arguments in (
        ("print", paper),
        ("print", paper, "--printer", "May khong co"),
        ("print", tmp_path / "khong-co.pdf", "--into", tmp_path / "x.pdf"),
        ("print", paper, "--pages", "90", "--into", tmp_path / "x.pdf"),
    ):
        done = tdkt(*arguments)
        assert done.returncode == 1, arguments
        assert "Cách xử lý" in done.stderr
        assert "Traceback" not in done.stderr
    assert tdkt("print", paper, "--copies", "0").returncode == 2
