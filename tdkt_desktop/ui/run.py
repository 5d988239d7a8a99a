"""Starts the window: the application with its names, words and look, then the first page at once."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from tdkt_desktop.ui.controls.messages import install_excepthook
from tdkt_desktop.ui.controls.preedit import watch_preedit
from tdkt_desktop.ui.first_paint import show_first
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.look.vietnamese_buttons import speak_vietnamese
from tdkt_desktop.ui.window import MainWindow


def make_application() -> tuple[QApplication, Theme]:
    """The one application object, named, speaking Vietnamese and dressed."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setOrganizationName("TDKT")
    application.setApplicationName("TDKT")
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    speak_vietnamese(application)
    watch_preedit(application)
    return application, Theme(application)


def run_window(path: Path | None) -> int:
    """Show the window until it is closed; `path` is a file to open first. Returns the exit code."""
    install_excepthook()
    application, theme = make_application()
    window = MainWindow(theme)
    show_first(window, path)
    return application.exec()
