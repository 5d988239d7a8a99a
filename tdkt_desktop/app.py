"""The composition root: the one file that knows every room. Everything heavy loads when first used."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path

from tdkt_desktop.cli.commands import build, run
from tdkt_desktop.workflows.writing.print_order import PrintOrder

RUNNING = "TDKT-Desktop"  # AppMutex in packaging/windows/tdkt.iss
ERROR_SIGN = 0x10


def main() -> None:
    """Entry point of `tdkt`: a verb, or the window when there is none."""
    _serve_evidence()
    _speak_unicode()
    sys.exit(_guarded(lambda: run(build(open_window, print_files))))


def window_main() -> None:
    """Entry point of the start menu: the window, with the file that was double-clicked if any."""
    _serve_evidence()
    files = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    sys.exit(_guarded(lambda: open_window(files[0] if files else None)))


def open_window(file: Path | None) -> int:
    """Show the window until it is closed. Returns the exit code."""
    gc.disable()  # nothing is rubbish yet, and searching for it costs a tenth of the start; the first page ends it
    from tdkt_desktop.ui.run import run_window  # noqa: PLC0415 - Qt loads only where a window is wanted

    return int(run_window(file))


def print_files(order: PrintOrder) -> tuple[str, ...]:
    """Print PDF files without a window. Returns what to say of each."""
    from tdkt_desktop.ui.papers.print_headless import print_files as send  # noqa: PLC0415 - Qt loads only where it prints

    return send(order)


def _serve_evidence() -> None:
    """A built program starts itself to open evidence in a process of its own (exchange/evidence/reader.py)."""
    if sys.argv[1:] == ["--doc-minh-chung"]:
        from tdkt_desktop.exchange.evidence.server import main as serve  # noqa: PLC0415

        sys.exit(serve())


def _guarded(work: Callable[[], int]) -> int:
    """Run, and turn a bug into a sentence and a line in the log: no traceback reaches a user."""
    log = _log_file()
    _say_running()
    try:
        return work()
    except KeyboardInterrupt:
        return 130
    except Exception:
        logging.getLogger("tdkt_desktop").exception("unexpected")
        _say(f"Phần mềm gặp lỗi ngoài dự kiến; dữ liệu đã lưu vẫn nguyên. Chi tiết ghi ở: {log}")
        if os.environ.get("TDKT_DEBUG"):
            raise
        return 1


def _say(words: str) -> None:
    """Tell of an error where somebody sees it: the start menu of Windows gives a program no place to write to."""
    if sys.stderr is not None:
        sys.stderr.write(f"{words}\n")
    elif sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - the only place

        ctypes.windll.user32.MessageBoxW(None, words, "TĐKT", ERROR_SIGN)


def _say_running() -> None:
    """Hold a name for as long as the program runs: the installer waits for its end instead of pulling files away."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - the only place

        ctypes.windll.kernel32.CreateMutexW(None, False, RUNNING)


def _log_file() -> Path:
    import platformdirs  # noqa: PLC0415 - keeps `import tdkt_desktop.app` light

    folder = Path(os.environ.get("TDKT_DATA_DIR") or platformdirs.user_data_path("TDKT", appauthor=False))
    path = folder / "nhat-ky.log"
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("tdkt_desktop").addHandler(handler)
    return path


def _speak_unicode() -> None:
    """A console in another code page must not stop a Vietnamese sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
