"""The first tour: five notes beside real parts of the window. Nothing is blocked, nothing is written, Esc ends it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, QRect, QSettings, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPlainTextEdit, QTextEdit, QWidget

from tdkt_desktop.ui.controls.callout import Callout
from tdkt_desktop.ui.help.tour_steps import STEPS, folded
from tdkt_desktop.ui.look.theme import TIGHT, Theme

if TYPE_CHECKING:
    from tdkt_desktop.ui.campaign.campaign_view import CampaignView
    from tdkt_desktop.ui.desk.desk import Desk

SEEN_KEY = "tour/seen"
LOOK_MS = 120  # the note follows what it explains: scrolled, resized, zoomed
PATIENCE_MS = 30_000  # to open the campaign in


class Host(Protocol):
    """What the tour needs of the window."""

    theme: Theme
    desk: Desk | None
    view: CampaignView | None


def is_seen() -> bool:
    """Whether this person went through the tour, or left it."""
    return str(QSettings().value(SEEN_KEY, "")).lower() == "true"


class Tour(QObject):
    """One run through the steps in a window; it removes itself at its end."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._host = cast("Host", window)
        self._view: CampaignView | None = None
        self._waiting: Path | None = None
        self._waited = 0
        self.number = 0
        self.callout = Callout(window, self._host.theme)
        self.callout.hide_away()
        self.callout.onward.connect(lambda: self.go(1))
        self.callout.back.connect(lambda: self.go(-1))
        self.callout.left.connect(self.end)
        self._before: QWidget | None = None  # where the keyboard was
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._keys: list[QShortcut] = []

    def start(self) -> None:
        """Begin in the open campaign. The keyboard comes here unless somebody is typing."""
        self._view = self._host.view
        self._waiting = None
        for keys, call in (("Esc", self.end), ("F6", self.change_place)):
            self._add_key(keys, call)
        self._looking.start()
        self._show(0)
        if not isinstance(self._window.focusWidget(), QLineEdit | QPlainTextEdit | QTextEdit):
            self._take_keyboard()

    def start_when_open(self, path: Path) -> None:
        """Begin as soon as a campaign is on the screen."""
        self._waiting = path
        self._looking.start()

    def go(self, step: int) -> None:
        """The next step, the one before, or the end after the last."""
        place = self.number + step
        if place >= len(STEPS):
            self.end()
        elif place >= 0:
            self._show(place)

    def end(self) -> None:
        """Leave for good: this person has seen it."""
        QSettings().setValue(SEEN_KEY, True)
        had = self.callout.has_keyboard
        self.stop()
        if had:
            self._give_back()

    def stop(self) -> None:
        """Take everything off the screen."""
        self._looking.stop()
        for key in self._keys:
            key.setEnabled(False)
            key.deleteLater()
        self._keys.clear()
        self.callout.remove()
        self.deleteLater()

    def change_place(self) -> None:
        """F6: the keyboard goes to the note, or back to where it was."""
        if self.callout.has_keyboard:
            self._give_back()
        elif self.callout.isVisible():
            self._take_keyboard()

    def look(self) -> None:
        """Follow what is explained; end with the campaign."""
        if self._waiting is not None:
            self._wait()
        elif self._view is None or self._host.view is not self._view:
            self.stop()
        else:
            self._place()

    def _wait(self) -> None:
        desk = self._host.desk
        self._waited += LOOK_MS
        if desk is not None and self._host.view is not None and desk.session.path == self._waiting:
            self.start()
        elif self._waited > PATIENCE_MS:
            self.stop()

    def _show(self, place: int) -> None:
        view = self._host.view
        if view is None:
            return
        step, self.number = STEPS[place], place
        had = self._window.focusWidget() if self.callout.has_keyboard else None
        if step.at_form:
            self._go_to_form(view)
        words = step.folded if step.folded and folded(view.unit_tab) else step.words
        self.callout.show_step(place + 1, len(STEPS), step.title, words)
        self._place(waiting=True)
        if had is not None:
            self.callout.take_keyboard(had)  # opening a form takes it
        self.callout.announce()

    def _go_to_form(self, view: CampaignView) -> None:
        """A form of a criterion: the one that is open, else the first of the first unit."""
        desk = self._host.desk
        if desk is None:
            return
        tab = view.unit_tab
        if tab is None:
            view.show_tab(desk.units[0].code)
            tab = view.unit_tab
        if tab is not None and tab.steps.key.startswith("@"):
            tab.show_step(tab.sheet.checklist.criteria[0].code)

    def _place(self, *, waiting: bool = False) -> None:
        """Beside the thing; a form that was just opened is not on the screen yet: the next look finds it."""
        view = self._host.view
        thing = STEPS[self.number].anchor(self._window, view) if view is not None else None
        if thing is not None:
            self.callout.place(thing, self._room())
        elif not waiting:
            self.callout.hide_away()

    def _room(self) -> QRect:
        return self._window.rect().adjusted(TIGHT, TIGHT, -TIGHT, -TIGHT)

    def _take_keyboard(self) -> None:
        self._before = self._window.focusWidget()
        self.callout.take_keyboard()

    def _give_back(self) -> None:
        """To where the keyboard was, or to the form that is open."""
        before, view = self._before, self._host.view
        if before is not None and _is_shown(before):
            before.setFocus()
        elif view is not None and view.unit_tab is not None:
            view.unit_tab.return_focus()

    def _add_key(self, keys: str, call: Callable[[], None]) -> None:
        made = QShortcut(QKeySequence.fromString(keys), self._window)
        made.activated.connect(call)
        made.activatedAmbiguously.connect(call)  # another view has the key too: the note is nearer
        self._keys.append(made)


def _is_shown(widget: QWidget) -> bool:
    """Whether a widget is still there; the form it was in may have gone."""
    try:
        return widget.isVisible()
    except RuntimeError:  # Qt let go of it
        return False
