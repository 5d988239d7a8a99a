"""Files that come in: opened, dropped, double-clicked; a locked one asks for its password, another machine for a yes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tdkt_desktop.domain.package_errors import PasswordNeeded, UnknownMachine, WrongPassword
from tdkt_desktop.ui.controls.asking import ask_consent, ask_password

if TYPE_CHECKING:
    from tdkt_desktop.ui.campaign.host import Host
    from tdkt_desktop.workflows.opening import Opened


class Incoming:
    """Opens whatever a person points at. A team's results wait for their campaign and go to its merge tab."""

    def __init__(self, window: Host, parent: QWidget) -> None:
        self._window, self._parent = window, parent
        self._results: tuple[Path, ...] = ()
        self._passwords: tuple[str, ...] = ()

    def open_file(self, path: Path, password: str = "", trusted: tuple[str, ...] = ()) -> None:
        """Open a campaign, a plan, a team's results, or a file to make a campaign from."""
        desk = self._window.desk
        open_now = desk.session.campaign.id if desk is not None else ""

        def work() -> Opened:
            from tdkt_desktop.workflows.opening import open_any

            return open_any(path, open_now, password=password, trusted=trusted)

        def failed(error: BaseException) -> None:
            if isinstance(error, PasswordNeeded | WrongPassword):
                self._window.say("")
                ask_password(self._parent, error, lambda entered: self.open_file(path, entered, trusted))
            elif isinstance(error, UnknownMachine):
                self._window.say("")
                if ask_consent(self._parent, error):
                    self.open_file(path, password, (*trusted, error.code))
            else:
                self._window.failed(error)

        self._window.run("Đang đọc tệp…", work, self._show, failed)

    def take_results(self) -> None:
        """Give what waits to the merge tab of the campaign that is open."""
        files, self._results = self._results, ()
        if files and self._window.view is not None:
            self._window.view.take_results(files, self._passwords)
        self._passwords = ()

    def drop(self, files: tuple[Path, ...]) -> None:
        """A file dropped anywhere on the window is opened; several are the teams' results."""
        if len(files) > 1 and self._window.view is not None:
            self._window.view.take_results(files)
        elif files:
            self.open_file(files[0])

    def _show(self, opened: Opened) -> None:
        self._window.say("")
        self._results, self._passwords = opened.results, opened.passwords
        if opened.store is None:
            self.take_results()
        else:
            self._window.open_campaign(opened.store)
