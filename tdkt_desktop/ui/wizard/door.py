"""How the window comes to the wizard and leaves it: begun, taken up again, put away, made into a campaign."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.campaign.host import Host
from tdkt_desktop.ui.controls.messages import SELECTABLE, show_error

if TYPE_CHECKING:
    from tdkt_desktop.ui.campaign.start_page import StartPage
    from tdkt_desktop.ui.wizard.wizard_page import WizardPage
    from tdkt_desktop.workflows.session import CampaignSession

MADE = "Đã tạo đợt kiểm tra."
NEXT = (
    "Tiếp theo: phát hành kế hoạch, mỗi đoàn một tệp, ghi vào thư mục hoặc USB.\n"
    "Có đợt kiểm tra năm trước thì lấy hạn chế, kiến nghị của đợt đó rồi hãy phát hành."
)
DROP = "Bỏ bản đang lập?"
DROP_DETAIL = "Mọi nội dung đã ghi trong các bước sẽ bị xóa khỏi máy này."


class WizardDoor(QObject):
    """One wizard at most is open, and no campaign beside it."""

    def __init__(self, host: Host, window: QWidget) -> None:
        super().__init__(window)
        self._host, self._window = host, window
        self._title = window.windowTitle()
        self.page: WizardPage | None = None
        self._release: Callable[[], None] | None = (
            None  # while the wizard is open no other window has its draft
        )
        host.stack.currentChanged.connect(self._other_place)
        window.installEventFilter(self)

    def attach(self, start: StartPage) -> None:
        """Serve the buttons of the start page."""
        start.new_requested.connect(self.begin)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """What the menus ask of the wizard, and of what follows it."""
        from tdkt_desktop.ui.campaign.office_verbs import office_verbs

        return {"new_campaign": self.begin, **office_verbs(self._host, self._window)}

    def begin(self) -> None:
        """Take up the draft there is, or begin one with the issuer used last on this machine."""
        host = self._host
        if self.page is not None:
            self.page.begin()
            return
        if not host.close_campaign():
            return
        from tdkt_desktop.ui.wizard.wizard_page import NAME, WizardPage
        from tdkt_desktop.workflows.new_campaign.draft_building import new_draft
        from tdkt_desktop.workflows.new_campaign.draft_store import hold_draft, load_draft

        try:
            self._let_go()
            self._release = hold_draft()
            draft, problem = load_draft()
        except TdktError as error:
            self._let_go()
            show_error(self._window, error)
            return
        page = WizardPage(draft or new_draft(), host.theme, problem)
        page.leaving.connect(self.leave)
        page.dropping.connect(self._ask_drop)
        page.making.connect(self._make)
        page.keeper.saved.connect(host.status.say_saved)
        page.keeper.failed.connect(lambda error: host.status.say_failed(str(error)))
        host.stack.addWidget(page)
        self.page = page
        host.stack.setCurrentWidget(page)
        self._window.setWindowTitle(f"{NAME} – TĐKT")
        host.say("")
        host.status.say("Mọi nội dung nhập vào được tự ghi trên máy này")
        page.begin()

    def leave(self) -> None:
        """Put the draft away and show the start page."""
        if self._put_away():
            self._to_start()

    def eventFilter(self, window: QObject, event: QEvent) -> bool:  # Qt's name
        """The window closes only after the draft is on disk."""
        if event.type() is QEvent.Type.Close and self.page is not None and not self._put_away():
            event.ignore()
            return True
        return False

    def _put_away(self) -> bool:
        """Everything to disk and the page away; False, with a word, when the disk refuses."""
        page = self.page
        if page is None:
            return True
        if not page.put_away():
            show_error(self._window, page.keeper.problem or RuntimeError("the draft was not written"))
            return False
        self._forget(page)
        return True

    def _forget(self, page: WizardPage) -> None:
        self.page = None
        page.close_work()
        self._let_go()
        self._host.stack.removeWidget(page)
        page.deleteLater()

    def _let_go(self) -> None:
        if self._release is not None:
            self._release()
            self._release = None

    def _to_start(self) -> None:
        self._window.setWindowTitle(self._title)
        self._host.say("")
        self._host.stack.setCurrentWidget(self._host.start)
        self._host.load_cards()

    def _other_place(self, _: int) -> None:
        """Something else was opened: the draft is put away."""
        page = self.page
        if page is not None and self._host.stack.currentWidget() is not page and page.put_away():
            self._forget(page)

    def _ask_drop(self) -> None:
        box = QMessageBox(QMessageBox.Icon.Question, "TĐKT", DROP, parent=self._window)
        box.setInformativeText(DROP_DETAIL)
        box.setAccessibleName(DROP)
        drop = box.addButton("&Bỏ bản đang lập", QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton("&Giữ lại", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        if box.clickedButton() is drop:
            self._drop()

    def _drop(self) -> None:
        from tdkt_desktop.workflows.new_campaign.draft_store import discard_draft

        if (page := self.page) is None:
            return
        page.keeper.close()
        try:
            discard_draft()
        except TdktError as error:
            show_error(self._window, error)
        page.blockSignals(True)
        self._forget(page)
        self._to_start()

    def _make(self) -> None:
        """Make the campaign file, whole or not at all, and open it."""
        page = self.page
        if page is None or not page.put_away():
            return
        page.set_busy(True)
        draft = page.keeper.draft

        def work() -> Path:
            from tdkt_desktop.workflows.new_campaign.draft_building import build_campaign
            from tdkt_desktop.workflows.new_campaign.draft_store import discard_draft

            path = build_campaign(draft)
            discard_draft()
            return path

        def failed(error: BaseException) -> None:
            page.set_busy(False)
            self._host.failed(error)

        self._host.run("Đang tạo đợt kiểm tra…", work, self._show, failed)

    def _show(self, path: Path) -> None:
        from tdkt_desktop.workflows.campaign.campaigns import open_campaign

        if (page := self.page) is not None:
            page.keeper.close()
            self._forget(page)

        def opened(session: CampaignSession) -> None:
            self._host.show_campaign(session)
            self._offer_issuing()

        self._host.run("Đang mở đợt kiểm tra…", lambda: open_campaign(path), opened)

    def _offer_issuing(self) -> None:
        """What comes next, one click away."""
        desk = self._host.desk
        if desk is None or not desk.session.campaign.teams:
            return
        box = QMessageBox(QMessageBox.Icon.Information, "TĐKT", MADE, parent=self._window)
        box.setInformativeText(NEXT)
        box.setAccessibleName(MADE)
        box.setTextInteractionFlags(SELECTABLE)
        issue = box.addButton("&Phát hành cho các đoàn…", QMessageBox.ButtonRole.AcceptRole)
        earlier = box.addButton("&Lấy từ đợt kiểm tra trước…", QMessageBox.ButtonRole.ActionRole)
        later = box.addButton("Để &sau", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(issue)
        box.setEscapeButton(later)
        for button, verb in ((issue, self._issue), (earlier, self._carry_over)):
            box.finished.connect(
                lambda _, button=button, verb=verb: verb() if box.clickedButton() is button else None
            )
        box.finished.connect(box.deleteLater)
        box.open()

    def _carry_over(self) -> None:
        """Before the plans go out: what is taken over from last year goes with them."""
        if (desk := self._host.desk) is not None:
            from tdkt_desktop.ui.office.carry_flow import choose_last

            choose_last(desk, self._window)

    def _issue(self) -> None:
        self.verbs()["issue_plans"]()
