"""A typist: plays a story of key presses to the window as a keyboard would, and notes any use of the mouse.

A story is a generator of steps. It reads from the screen what a person hears or sees (`here`), then yields what to do
next: `Keys`, `Text`, `Wait` or `Scene`. Keys go to the window that has the keyboard, never to a widget, so that
shortcuts, Tab and Enter find their own way. A story goes on inside the loops of menus and dialogs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

MOUSE = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.NonClientAreaMouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TabletPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.DragEnter,
        QEvent.Type.ContextMenu,
    }
)
POLL_MS = 10
LOST = 0.2  # seconds


@dataclass(frozen=True)
class Keys:
    """Keys pressed one after the other, by name: "Ctrl+PgDown", "Tab Tab"."""

    names: str


@dataclass(frozen=True)
class Text:
    """A text typed letter by letter; Vietnamese letters come as the keyboard program of the system sends them."""

    text: str


@dataclass(frozen=True)
class Wait:
    """Look at the screen until something is there."""

    ready: Callable[[], object]
    what: str
    seconds: float = 30.0


@dataclass(frozen=True)
class Scene:
    """A moment worth a picture; what is under way is finished first."""

    name: str


Step = Keys | Text | Wait | Scene
Story = Iterator[Step]


class Typist(QObject):
    """`presses` and `letters` count the keys; `typed` keeps each text with the place it went to; `mouse` names mouse events, of which there are none."""

    def __init__(self, *, on_scene: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self.presses = self.letters = 0
        self.typed: list[tuple[str, str]] = []
        self.mouse: list[str] = []
        self._on_scene = on_scene
        self._story: Story = iter(())
        self._waiting: list[str] = []  # keys of the step at hand
        self._held: set[int] = set()  # keys on their way to the window
        self._loop = QEventLoop()
        self._error: BaseException | None = None
        self._deadline = self._lost = 0.0

    @property
    def here(self) -> str:
        """What a screen reader says of the place where the keyboard is."""
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            action = popup.activeAction()
            return f"menu: {action.text() if action else ''}"
        focus: QWidget | None = QApplication.focusWidget()  # Qt may give none, whatever the stub says
        if focus is None:
            return ""
        return focus.accessibleName()

    def play(self, story: Story) -> None:
        """Play a story to its end. Raises what went wrong in it."""
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self._story, self._error = story, None
        try:
            self._soon()
            self._loop.exec()
        finally:
            application.removeEventFilter(self)
        if self._error is not None:
            raise self._error

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in MOUSE:
            self.mouse.append(f"{event.type().name} to {watched!r}")
        elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyRelease:
            self._held.discard(event.key())
        return False

    def _soon(self) -> None:
        QTimer.singleShot(0, self, self._next)

    def _next(self) -> None:
        if self._held and time.monotonic() < self._lost:
            QTimer.singleShot(1, self, self._next)
            return
        self._held.clear()
        if self._waiting:
            self._soon()  # first: a key that opens a menu comes back when the menu is closed
            self._press(self._waiting.pop(0))
            return
        try:
            step = next(self._story)
        except StopIteration:
            self._loop.quit()
        except Exception as error:  # noqa: BLE001 - the story is told by a timer: its caller must hear of it
            self._fail(error)
        else:
            self._do(step)

    def _do(self, step: Step) -> None:
        match step:
            case Wait():
                self._deadline = time.monotonic() + step.seconds
                self._look(step)
            case Scene():
                QTimer.singleShot(POLL_MS, self, lambda: self._picture(step.name))
            case Keys():
                self._waiting = step.names.split()
                self._next()
            case Text():
                self._soon()
                self.typed.append((self.here, step.text))
                for letter in step.text:
                    self._letter(letter)

    def _look(self, step: Wait) -> None:
        try:
            ready = step.ready()
        except Exception as error:  # noqa: BLE001 - as above
            self._fail(error)
            return
        if ready:
            self._soon()
        elif time.monotonic() > self._deadline:
            self._fail(
                AssertionError(
                    f"waited {step.seconds:.0f} s for {step.what}; the keyboard is at “{self.here}”"
                )
            )
        else:
            QTimer.singleShot(POLL_MS, self, lambda: self._look(step))

    def _picture(self, name: str) -> None:
        if self._on_scene is not None:
            self._on_scene(name)
        self._soon()

    def _press(self, name: str) -> None:
        keys = QKeySequence(name)[0]  # type: ignore[index]  # the stub leaves it out
        self.presses += 1
        self._held = {int(keys.key())}
        self._lost = time.monotonic() + LOST  # a window that closes takes its key with it
        QTest.keyClick(self._window(), keys.key(), keys.keyboardModifiers())

    def _letter(self, letter: str) -> None:
        self.letters += 1
        key = Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key.Key_unknown
        window = self._window()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(window, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))

    def _window(self) -> QWindow:
        window = QGuiApplication.focusWindow() or _activated()
        assert window is not None, "no window has the keyboard"
        return window

    def _fail(self, error: BaseException) -> None:
        self._error = error
        self._leave()

    def _leave(self) -> None:
        """Close what is open, innermost first, so that every loop ends."""
        top: QMenu | QDialog | None = next(
            (one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()),
            None,
        )
        modal = QApplication.activeModalWidget()
        if top is None and isinstance(modal, QDialog):
            top = modal
        if top is None:
            self._loop.quit()
            return
        top.close()
        QTimer.singleShot(POLL_MS, self, self._leave)


def _activated() -> QWindow | None:
    """Without a screen nobody gives the keyboard back when a window closes: here that part of a window manager is played."""
    if QGuiApplication.platformName() != "offscreen":
        return None
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow()]
    top = QApplication.activeModalWidget() or next(iter(shown), None)
    if top is not None:
        top.activateWindow()
    return QGuiApplication.focusWindow() or (top.windowHandle() if top is not None else None)
