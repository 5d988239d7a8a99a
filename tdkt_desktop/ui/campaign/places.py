"""Where the person is: remembered for the next start, and what the help should speak of there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QSize, QTimer
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from tdkt_desktop.ui.desk.tab_keys import CHECKS, MERGE, NOTICE

if TYPE_CHECKING:
    from tdkt_desktop.ui.campaign.campaign_view import CampaignView
    from tdkt_desktop.ui.desk.desk import Desk

LAST_KEY = "campaign/last"
HELP_TOPIC = "tdkt_help_topic"  # of a part of the window that the help has a page about
AFTER_SAVING_MS = 2000
FRAME_HEIGHT = 32  # the title bar, which the window's own size leaves out


def comfortable_size(screen: QScreen) -> QSize:
    """As large as is useful, and no larger than the screen leaves beside the frame and the task bar."""
    free = screen.availableSize()
    return QSize(min(1366, free.width()), min(820, free.height() - FRAME_HEIGHT))


def last_campaign() -> Path | None:
    """The campaign that was open when the program last ended, however it ended."""
    path = Path(str(QSettings().value(LAST_KEY, "")))
    return path if path.is_file() else None


def forget_campaign() -> None:
    """The next start shows the list of campaigns."""
    QSettings().remove(LAST_KEY)


def remember_place(desk: Desk, view: CampaignView) -> None:
    """Note the campaign and the place in it; also before a kill, so at every change of place."""
    settings = QSettings()
    for key, value in ((LAST_KEY, str(desk.session.path)), (f"place/{desk.session.path.stem}", view.place)):
        if settings.value(key) != value:  # writing costs more than looking
            settings.setValue(key, value)


class PlaceMemory(QObject):
    """Remembers the place of an open campaign: at every change of tab or step, and soon after something was saved, so
    that after a power cut the cursor is where the last words were written.
    """

    def __init__(self, desk: Desk, view: CampaignView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self.timer = QTimer(self, singleShot=True, interval=AFTER_SAVING_MS)
        self.timer.timeout.connect(self.remember)
        view.place_changed.connect(self.remember)
        desk.autosave.saved.connect(self._later)

    def remember(self) -> None:
        remember_place(self._desk, self._view)

    def _later(self) -> None:
        """Not at every save: writing settings takes longer than a keystroke may."""
        if not self.timer.isActive():
            self.timer.start()


def return_to_place(desk: Desk, view: CampaignView) -> None:
    """Go back to where the person was in this campaign."""
    place = QSettings().value(f"place/{desk.session.path.stem}")
    if isinstance(place, list) and place:
        view.return_to([str(part) for part in place])
    remember_place(desk, view)


def help_topic(view: CampaignView | None, focus: QWidget | None) -> str:
    """The page of the help that speaks of the place where the keyboard is."""
    place = focus
    while place is not None:
        if named := place.property(HELP_TOPIC):
            return str(named)
        place = place.parentWidget()
    if view is None:
        return "bat-dau"
    tab = view.unit_tab
    if tab is None:
        return {MERGE: "gop-tep", CHECKS: "ra-soat", NOTICE: "thong-bao"}.get(view.key, "tong-quan")
    if focus is not None and tab.panel.evidence.isAncestorOf(focus):
        return "minh-chung"
    if focus is not None and tab.panel.isAncestorOf(focus):
        return "con-thieu-gi"
    from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT  # not needed for the first picture

    pages = {VISIT: "thong-tin-buoi-kiem-tra", ASSESSMENT: "nhan-xet-ket-luan"}
    return pages.get(tab.steps.key, "noi-dung")
