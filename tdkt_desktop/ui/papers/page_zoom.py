"""Which page is seen, and how large: the buttons beside the pages and their keys."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from tdkt_desktop.ui.controls.fields import button
from tdkt_desktop.ui.look.theme import TIGHT, UNIT
from tdkt_desktop.ui.papers.page_scroll import Fit, PageScroll

ZOOM_KEY = "papers/zoom"  # "auto", "width", "page", or a factor
LARGER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
SMALLER = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)


class PageZoom(QWidget):
    """What a person chooses here is remembered for the next paper."""

    def __init__(self, pages: PageScroll) -> None:
        super().__init__()
        self._pages = pages
        self.place = QLabel()
        self.percent = QLabel()
        self.smaller = self._button("−", "Nhỏ hơn", "Ctrl+-")
        self.larger = self._button("+", "To hơn", "Ctrl+=")
        self.smaller.clicked.connect(lambda: self._step(-1))
        self.larger.clicked.connect(lambda: self._step(1))
        self.width_button = self._fit_button("Vừa bề &ngang", Fit.WIDTH)
        self.page_button = self._fit_button("&Cả trang", Fit.PAGE)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(TIGHT)
        box.addWidget(self.place)
        box.addSpacing(UNIT)
        for one in (self.smaller, self.percent, self.larger):
            box.addWidget(one)
        box.addSpacing(UNIT)
        for one in (self.width_button, self.page_button):
            box.addWidget(one)
        self._recall()
        pages.place_changed.connect(self._show)
        self._show()

    @property
    def stops(self) -> list[QWidget]:
        """The buttons, as the Tab key goes through them."""
        return [self.smaller, self.larger, self.width_button, self.page_button]

    def takes(self, event: QKeyEvent) -> bool:
        """Whether that key is for the size of the pages."""
        is_control = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        keys = (*LARGER, *SMALLER, Qt.Key.Key_0)
        return is_control == Qt.KeyboardModifier.ControlModifier and event.key() in keys

    def press(self, event: QKeyEvent) -> None:
        """Do what a key that `takes` says yes to means: Ctrl+=, Ctrl+-, and Ctrl+0 for the true size."""
        if event.key() == Qt.Key.Key_0:
            self._choose(Fit.NONE, 1.0)
        else:
            self._step(1 if event.key() in LARGER else -1)

    def _button(self, text: str, name: str, keys: str) -> QPushButton:
        made = button(text, "", name)
        made.setToolTip(f"{name} ({keys})")
        made.setAutoRepeat(True)
        return made

    def _fit_button(self, text: str, fit: Fit) -> QPushButton:
        made = button(text, "segment")
        made.setCheckable(True)
        made.clicked.connect(lambda: self._choose(fit))
        return made

    def _step(self, step: int) -> None:
        self._pages.zoom_by(step)
        self._remember()

    def _choose(self, fit: Fit, factor: float = 1.0) -> None:
        self._pages.set_fit(fit, factor)
        self._remember()
        self._show()  # the button stays down when pressed again

    def _remember(self) -> None:
        QSettings().setValue(ZOOM_KEY, self._pages.fit.value or f"{self._pages.factor:.3f}")

    def _recall(self) -> None:
        kept = str(QSettings().value(ZOOM_KEY, Fit.AUTO.value))
        if kept in set(Fit) - {Fit.NONE}:
            self._pages.set_fit(Fit(kept))
        elif kept.replace(".", "", 1).isdigit():
            self._pages.set_fit(Fit.NONE, float(kept))

    def _show(self) -> None:
        count = self._pages.count
        self.place.setText(f"Trang {self._pages.current}/{count}" if count else "")
        self.percent.setText(f"{round(self._pages.factor * 100)} %")
        self.percent.setMinimumWidth(self.percent.fontMetrics().horizontalAdvance("400 %") + UNIT)
        self.width_button.setChecked(self._pages.fit is Fit.WIDTH)
        self.page_button.setChecked(self._pages.fit is Fit.PAGE)
