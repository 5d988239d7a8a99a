"""What the window does for its parts that come and go: they know this, not the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtWidgets import QStackedWidget

from tdkt_desktop.ui.controls.status_line import StatusLine
from tdkt_desktop.ui.look.theme import Theme

if TYPE_CHECKING:
    from tdkt_desktop.ui.campaign.campaign_view import CampaignView
    from tdkt_desktop.ui.campaign.errands import Errands
    from tdkt_desktop.ui.campaign.start_page import StartPage
    from tdkt_desktop.ui.desk.desk import Desk
    from tdkt_desktop.workflows.session import CampaignSession

T = TypeVar("T")


class Host(Protocol):
    """The window, as its parts see it."""

    desk: Desk | None
    view: CampaignView | None
    theme: Theme
    errands: Errands
    stack: QStackedWidget
    status: StatusLine

    @property
    def start(self) -> StartPage: ...
    def close_campaign(self) -> bool: ...
    def load_cards(self) -> None: ...
    def open_campaign(self, path: Path) -> None: ...
    def show_campaign(self, session: CampaignSession) -> None: ...
    def run(
        self,
        words: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None: ...
    def failed(self, error: BaseException) -> None: ...
    def say(self, words: str) -> None: ...
