"""All rules over one file: read it, tell its parts, ask every rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tdkt_desktop.documents.lint.check_body import check_body
from tdkt_desktop.documents.lint.check_close import check_close
from tdkt_desktop.documents.lint.check_head import check_head
from tdkt_desktop.documents.lint.check_looks import check_looks
from tdkt_desktop.documents.lint.check_page import check_page
from tdkt_desktop.documents.lint.check_words import check_words
from tdkt_desktop.documents.lint.findings import Finding, merged
from tdkt_desktop.documents.lint.paper import Paper, recognise
from tdkt_desktop.documents.lint.reading import Reading
from tdkt_desktop.documents.lint.safe_opening import kind_of

CHECKS: tuple[Callable[[Paper], Iterator[Finding]], ...] = (
    check_page,
    check_head,
    check_looks,
    check_body,
    check_words,
    check_close,
)


@dataclass(frozen=True)
class Verdict:
    """What the rules say of a file. `kind` is the kind of paper as printed, blank where none was told."""

    kind: str
    is_form: bool
    pages: int
    findings: tuple[Finding, ...]
    unseen: tuple[str, ...]


def lint_file(path: Path) -> Verdict:
    """Check a Word file or a PDF. Raises FileMissing, WrongFile or EnvironmentProblem."""
    return lint_reading(read_file(path))


def read_file(path: Path) -> Reading:
    """The neutral reading of a Word file or a PDF."""
    if kind_of(path) == "pdf":
        from tdkt_desktop.documents.lint.pdf_reading import read_pdf as read  # noqa: PLC0415 - loads when first used
    else:
        from tdkt_desktop.documents.lint.word_reading import read_word as read  # noqa: PLC0415
    return read(path)


def lint_reading(reading: Reading) -> Verdict:
    """Ask every rule about a reading."""
    paper = recognise(reading)
    found = merged([finding for check in CHECKS for finding in check(paper)])
    return Verdict(paper.kind, paper.is_form, reading.pages, found, reading.unseen)
