"""The verbs of the help menu: the help itself, the guides as PDF, the first tour, what this program is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from PySide6.QtWidgets import QFileDialog, QMainWindow

from tdkt_desktop import __version__
from tdkt_desktop.ui.actions import ABOUT
from tdkt_desktop.ui.controls.messages import show_text

if TYPE_CHECKING:
    from tdkt_desktop.ui.campaign.campaign_view import CampaignView
    from tdkt_desktop.ui.help.tour import Tour

T = TypeVar("T")


class Host(Protocol):
    """What these verbs need of the window."""

    view: CampaignView | None

    def show_help(self, topic: str = "") -> None: ...
    def say(self, words: str) -> None: ...
    def open_campaign(self, path: Path) -> None: ...
    def run(self, words: str, work: Callable[[], T], done: Callable[[T], None]) -> None: ...


def help_verbs(window: QMainWindow) -> dict[str, Callable[[], object]]:
    """By the keys of the menu's entries."""
    host = cast("Host", window)
    return {
        "help": host.show_help,
        "keys": lambda: host.show_help("phim-tat"),
        "guides": lambda: save_guides(window),
        "tour": lambda: start_tour(window),
        "about": lambda: show_about(window),
    }


def show_about(window: QMainWindow) -> None:
    """What this program is, and where on this machine its files lie: whoever helps asks for both."""
    from tdkt_desktop.workflows.campaign.campaigns import data_folder

    where = f"Các đợt kiểm tra và tệp nhật ký (nhat-ky.log) nằm trong thư mục {data_folder()}"
    show_text(window, f"TĐKT, bản {__version__}", f"{ABOUT}\n\n{where}")


def save_guides(window: QMainWindow) -> None:
    """Write the guides as PDF into a folder that the person chooses."""
    folder = QFileDialog.getExistingDirectory(window, "Chọn thư mục để ghi hướng dẫn")
    if not folder:
        return
    host = cast("Host", window)

    def work() -> tuple[Path, ...]:
        from tdkt_desktop.workflows.help.guides import make_guides

        return make_guides(Path(folder))

    def done(files: tuple[Path, ...]) -> None:
        host.say("")
        show_text(window, "Đã ghi hướng dẫn thành PDF.", "\n".join(map(str, files)))

    host.run("Đang ghi hướng dẫn thành PDF…", work, done)


def start_tour(window: QMainWindow) -> None:
    """The tour from its first step, in the open campaign; without one, in the sample."""
    host = cast("Host", window)
    if host.view is not None:
        _new_tour(window).start()
        return

    def work() -> Path:
        from tdkt_desktop.workflows.campaign.campaigns import sample_here

        return sample_here()

    def done(path: Path) -> None:
        _new_tour(window).start_when_open(path)
        host.open_campaign(path)

    host.run("Đang mở đợt kiểm tra mẫu…", work, done)


def open_sample(window: QMainWindow, path: Path) -> None:
    """Open the sample that was just made; the tour begins in it for a person who does not know it."""
    from tdkt_desktop.ui.help.tour import is_seen

    if not is_seen():
        _new_tour(window).start_when_open(path)
    cast("Host", window).open_campaign(path)


def _new_tour(window: QMainWindow) -> Tour:
    """One tour at a time: the one that runs makes room."""
    from tdkt_desktop.ui.help.tour import Tour

    for one in window.findChildren(Tour):
        one.stop()
    return Tour(window)
