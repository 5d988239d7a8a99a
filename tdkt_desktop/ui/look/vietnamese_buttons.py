"""Qt ships no Vietnamese: this translator gives its buttons, menus, dialogs and key names their words."""

from __future__ import annotations

import json
from functools import cached_property

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from tdkt_desktop.paths import resource

ANYWHERE = ""  # the words that mean the same in every dialog
KEYS = "QShortcut"  # there "Open", "Copy" and "Delete" are written on keys
LAYOUT = "QGuiApplication"  # its one text is no word; Qt asks for it at the start, before any word is needed
FILE_TYPES = "QMimeType"  # Qt asks for the types that its own list has no Vietnamese for
OTHER_TYPE = "Tệp loại khác"


class VietnameseButtons(QTranslator):
    """Looks a text up where Qt says it stands, then among the words that mean the same everywhere.

    Vietnamese nouns have no plural form, so one text serves every number; Qt itself puts the number in for %n.
    """

    def isEmpty(self) -> bool:  # Qt's name
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        # None leaves the text as it is; "" would blank it
        return self._look_up(context, source)  # type: ignore[return-value]

    def _look_up(self, context: str, source: str) -> str | None:
        if context == LAYOUT:
            return None
        found = self.words.get(context, {}).get(source)
        if found is None and context != KEYS:
            found = self.words[ANYWHERE].get(source)
        return OTHER_TYPE if found is None and context == FILE_TYPES else found

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """By context, then by source text; read when Qt first asks for a word."""
        file = resource("translations", "qt-vi.json")
        loaded: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
        return loaded


def speak_vietnamese(application: QCoreApplication) -> QObject:
    """Give the application its translator, once however often it is asked."""
    translator = application.findChild(VietnameseButtons)
    if translator is None:
        translator = VietnameseButtons(application)
        application.installTranslator(translator)
    return translator
