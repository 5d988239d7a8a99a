"""Qt ships no Vietnamese: this translator gives its standard buttons, menus and dialogs their words."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QTranslator

from tdkt_desktop.paths import resource


class VietnameseButtons(QTranslator):
    """Translates by the source text alone: "Cancel" means the same in every dialog."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        file = resource("translations", "qt-vi.json")
        self._words: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))

    def isEmpty(self) -> bool:  # Qt's name
        return not self._words

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        # None leaves the text as it is; "" would blank it
        return self._words.get(source)  # type: ignore[return-value]
