"""Small pictures of attached files, made one after the other beside the window."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon, QPixmap
from shiboken6 import isValid

from tdkt_desktop.domain.evidence import Evidence
from tdkt_desktop.ui.controls.background import Background

if TYPE_CHECKING:
    from tdkt_desktop.workflows.session import CampaignSession


class Thumbnails(QObject):
    """`ready(digest)` when a picture is made, or it is clear that none can be (`unreadable`).

    The worker gets the next one only when the one before is done: closing a campaign waits for one picture at most,
    and other long work never stands behind two hundred.
    """

    ready = Signal(str)

    def __init__(
        self, session: CampaignSession, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._background = session, background
        self._icons: dict[str, QIcon] = {}
        self._waiting: dict[str, tuple[Evidence, int]] = {}
        self._at_work = False
        self.unreadable: set[str] = set()

    def icon(self, digest: str) -> QIcon | None:
        """The picture of a file, once it is made."""
        return self._icons.get(digest)

    def ask(self, files: Iterable[Evidence], side: int) -> None:
        """Make pictures of these files next; those asked for before and not looked at any more wait for another time."""
        self._waiting = {
            one.digest: (one, side)
            for one in files
            if one.digest not in self._icons and one.digest not in self.unreadable
        }
        self._next()

    def forget(self) -> None:
        """Make all of them anew when asked for (another size)."""
        self._icons.clear()

    def _next(self) -> None:
        if self._at_work or not self._waiting:
            return
        digest = next(iter(self._waiting))
        one, side = self._waiting.pop(digest)
        session = self._session

        def work() -> bytes:
            from tdkt_desktop.workflows.unit.evidence import thumbnail_of

            return thumbnail_of(session, one, side)

        self._at_work = True
        self._background.run("", work, partial(self._made, digest), partial(self._failed, digest))

    def _made(self, digest: str, png: bytes) -> None:
        if not isValid(self):
            return  # the tab was closed meanwhile
        picture = QPixmap()
        if picture.loadFromData(png):
            self._icons[digest] = QIcon(picture)
        else:
            self.unreadable.add(digest)
        self._go_on(digest)

    def _failed(self, digest: str, _error: BaseException) -> None:
        """The bytes are gone or changed; the record stays, and says so."""
        if isValid(self):
            self.unreadable.add(digest)
            self._go_on(digest)

    def _go_on(self, digest: str) -> None:
        self._at_work = False
        self.ready.emit(digest)
        self._next()
