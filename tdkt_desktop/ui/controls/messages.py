"""Tells a person what went wrong: what happened, what was kept, what to do; the details go to the log."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from tdkt_desktop.domain.errors import TdktError

UNEXPECTED = "Phần mềm gặp lỗi ngoài dự kiến. Những gì đã ghi vẫn được giữ trên máy này."
UNEXPECTED_REMEDY = "Hãy đóng phần mềm rồi mở lại. Nếu lỗi lặp lại, hãy báo người phụ trách kèm tệp nhật ký."

SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


def show_error(parent: QWidget | None, error: BaseException) -> None:
    """Show an error as a sentence and its remedy; the traceback is logged."""
    _log("shown to the person", error)
    if isinstance(error, TdktError):
        _box(parent, QMessageBox.Icon.Warning, error.message, error.remedy)
    else:
        _box(parent, QMessageBox.Icon.Critical, UNEXPECTED, UNEXPECTED_REMEDY)


def log_error(error: BaseException) -> None:
    """Note an error that a later step will meet again and show (loading ahead of need)."""
    _log("unshown", error)


def show_text(parent: QWidget | None, text: str, detail: str = "") -> None:
    """Say something that needs no decision."""
    _box(parent, QMessageBox.Icon.Information, text, detail)


def install_excepthook() -> None:
    """Nothing escapes in silence: errors outside any handler are logged and said in Vietnamese."""
    sys.excepthook = _hook


def _log(what: str, error: BaseException) -> None:
    import logging

    logging.getLogger(__name__).error("%s: %s", what, error, exc_info=error)


def _hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    show_error(None, error.with_traceback(trace))


def _box(parent: QWidget | None, icon: QMessageBox.Icon, text: str, detail: str) -> None:
    box = QMessageBox(icon, "TĐKT", text, QMessageBox.StandardButton.Ok, parent)
    box.setInformativeText(detail)
    box.setAccessibleName(text)
    box.setTextInteractionFlags(SELECTABLE)  # to be copied into a letter to whoever helps
    box.exec()
