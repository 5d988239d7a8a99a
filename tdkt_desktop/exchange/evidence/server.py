"""What runs in the helper process: opens one file after the other until nobody asks any more."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import IO

from tdkt_desktop.exchange.evidence.headers import PDF, Refusal
from tdkt_desktop.exchange.evidence.pdf import first_page, pdf_shape
from tdkt_desktop.exchange.evidence.pictures import as_jpeg, as_png, picture_shape, small_picture
from tdkt_desktop.exchange.evidence.reader import Facts, receive, send

MAX_MEMORY = 3 << 30  # of addresses; the largest picture allowed takes about one third
MAX_SIDE = 8000


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until the other side ends."""
    while True:
        try:
            facts, body = receive(questions)
        except EOFError:
            return
        try:
            send(answers, *answer(facts, body))
        except Refusal as refusal:
            send(answers, {"cause": refusal.cause, "remedy": refusal.remedy}, b"")


def answer(facts: Facts, body: bytes) -> tuple[Facts, bytes]:
    """What is asked of one file: its shape, a PNG or a JPEG of it. Raises Refusal."""
    media, side = str(facts["media"]), min(max(int(facts.get("side", 1)), 1), MAX_SIDE)
    if facts["wanted"] == "shape":
        shape = pdf_shape(body) if media == PDF else picture_shape(body, media)
        return {"width": shape.width, "height": shape.height, "pages": shape.pages}, b""
    picture = first_page(body, side) if media == PDF else small_picture(body, media, side)
    return {}, as_png(picture) if facts["wanted"] == "png" else as_jpeg(picture)


def main() -> int:
    """Serve over the standard streams, within bounds."""
    _as_bytes(0, 1)
    questions, answers = (
        os.fdopen(os.dup(0), "rb"),
        os.fdopen(os.dup(1), "wb"),
    )  # a windowed build has no sys.stdin
    with open(os.devnull, "rb+", buffering=0) as nothing:  # noqa: PTH123 - libraries that print must not answer
        os.dup2(nothing.fileno(), 1)
    _bound()
    with contextlib.suppress(BrokenPipeError), questions, answers:
        serve(questions, answers)
    return 0


def _as_bytes(*streams: int) -> None:
    """Windows changes line ends on streams that nobody told it to leave alone; a built program's may be such."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - not elsewhere

        for stream in streams:
            msvcrt.setmode(stream, os.O_BINARY)


def _bound() -> None:
    """Memory has an end, files are not written, nothing is dumped; Windows knows no such bounds."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))
    os.nice(5)  # the window comes first


if __name__ == "__main__":
    sys.exit(main())
