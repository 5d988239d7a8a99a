"""The main window: menus, the start page or the open campaign, and the status line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget

from tdkt_desktop.ui.actions import Needs, build_menus
from tdkt_desktop.ui.campaign.errands import Errands
from tdkt_desktop.ui.campaign.incoming import Incoming
from tdkt_desktop.ui.campaign.places import (
    PlaceMemory,
    comfortable_size,
    forget_campaign,
    help_topic,
    remember_place,
    return_to_place,
)
from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.field_keys import key_of
from tdkt_desktop.ui.controls.fields import dropped_files
from tdkt_desktop.ui.controls.messages import show_error, show_text
from tdkt_desktop.ui.controls.status_line import StatusLine
from tdkt_desktop.ui.desk.tab_keys import CHECKS, MERGE, NOTICE, OVERVIEW
from tdkt_desktop.ui.desk.undo import name_steps, step_back
from tdkt_desktop.ui.help.help_verbs import help_verbs, open_sample
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.wizard.door import WizardDoor

if TYPE_CHECKING:
    from tdkt_desktop.ui.campaign.campaign_view import CampaignView
    from tdkt_desktop.ui.campaign.finding import Finding
    from tdkt_desktop.ui.campaign.start_page import StartPage
    from tdkt_desktop.ui.desk.desk import Desk
    from tdkt_desktop.ui.help.help_view import HelpWindow
    from tdkt_desktop.ui.unit.unit_tab import UnitTab
    from tdkt_desktop.workflows.campaign.campaigns import CampaignCard
    from tdkt_desktop.workflows.safety.backups import Backup
    from tdkt_desktop.workflows.session import CampaignSession

T = TypeVar("T")
TITLE = "TĐKT – Kiểm tra thi đua, khen thưởng"
SMALLEST = (1024, 640)
SEALED = "Biên bản đã chốt nên không hoàn tác được; hãy dùng Bổ sung có lý do"
WARM_UP_AFTER_MS = 400  # the tab is on the screen by then; the first save finds everything loaded
FILES = "Tệp đợt kiểm tra, tệp kế hoạch (*.tdkt *.tdktdb *.yaml *.yml *.xlsx);;Mọi tệp (*)"


class MainWindow(QMainWindow):
    """Holds at most one open campaign."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.desk: Desk | None = None
        self.view: CampaignView | None = None
        self._background = Background(self)
        self._help: HelpWindow | None = None
        self._finding: Finding | None = None
        self.setAcceptDrops(True)
        self.setWindowTitle(TITLE)
        self.setWindowIcon(theme.icon("app"))
        self.setMinimumSize(*SMALLEST)
        self.resize(comfortable_size(self.screen()))
        if geometry := QSettings().value("window/geometry"):
            self.restoreGeometry(geometry)
        self._start: StartPage | None = None
        self.stack = QStackedWidget()
        self.setCentralWidget(self.stack)
        self.status = StatusLine()
        self.setStatusBar(self.status)
        self.errands = Errands(self, lambda: self.desk, theme)
        self.incoming = Incoming(self, self)
        self.wizard = WizardDoor(self, self)
        self.status.elsewhere_requested.connect(self.errands.save_elsewhere)
        self._actions = build_menus(self, self._verbs())
        self._actions[theme.scheme][1].setChecked(True)
        self._show_usable()

    @property
    def start(self) -> StartPage:
        """The start page, built after the frame is on the screen, or never where a file is opened at once."""
        if self._start is None:
            from tdkt_desktop.ui.campaign.start_page import StartPage

            self._start = StartPage(self.theme)
            self._start.campaign_chosen.connect(self.open_campaign)
            self._start.open_requested.connect(self.ask_file)
            self._start.sample_requested.connect(self.create_sample)
            self.wizard.attach(self._start)
            self.stack.addWidget(self._start)
        return self._start

    def load_cards(self) -> None:
        """List the campaigns of this machine, off the window's thread."""

        def find() -> tuple[CampaignCard, ...]:
            from tdkt_desktop.workflows.campaign.campaigns import known_campaigns

            return known_campaigns()

        self._background.run("", find, self.start.show_cards, self.failed)

    def open_campaign(self, path: Path) -> None:
        """Open a campaign file of this machine; the one that is open already is simply shown."""
        if self.desk is not None and self.desk.session.path == path:
            self.incoming.take_results()
            return

        def work() -> CampaignSession:
            from tdkt_desktop.workflows.campaign.campaigns import open_campaign

            return open_campaign(path)

        self.run("Đang mở đợt kiểm tra…", work, self.show_campaign)

    def open_file(self, path: Path) -> None:
        """Open whatever a person points at."""
        self.incoming.open_file(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # Qt's name
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # Qt's name
        self.incoming.drop(dropped_files(event.mimeData()))

    def create_sample(self) -> None:
        """Make the campaign of 2019 to look around in."""

        def work() -> Path:
            from tdkt_desktop.workflows.campaign.campaigns import create_sample

            return create_sample()

        self.run("Đang tạo đợt kiểm tra mẫu năm 2019…", work, partial(open_sample, self))

    def show_campaign(self, session: CampaignSession) -> None:
        """Put an open campaign on the screen, in place of the one before."""
        if not self.close_campaign():
            session.close()
            return
        from tdkt_desktop.ui.campaign.campaign_view import CampaignView
        from tdkt_desktop.ui.desk.desk import Desk

        desk = Desk(session, self)
        view = CampaignView(desk, self.theme)
        self.desk, self.view = desk, view
        desk.autosave.saving.connect(self.status.say_saving)
        desk.autosave.saved.connect(self.status.say_saved)
        desk.autosave.failed.connect(self.status.say_failed)
        desk.background.busy.connect(self._say_busy)
        desk.changed.connect(self._show_counts)
        desk.refused.connect(partial(self.status.say, SEALED))
        desk.unwritten.connect(self.errands.tell_unwritten)
        desk.outdated.connect(self._open_anew, Qt.ConnectionType.QueuedConnection)
        desk.undo_stack.indexChanged.connect(self._show_undo)
        view.preview_requested.connect(self.errands.preview_minutes)
        view.export_requested.connect(self.errands.export_minutes)
        view.charts_requested.connect(self._actions["charts"][1].trigger)
        view.place_changed.connect(self._show_usable)
        PlaceMemory(desk, view)
        view.said.connect(self.status.say)
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        view.focus_overview()
        return_to_place(desk, view)
        self.setWindowTitle(f"{session.campaign.title} – TĐKT")
        QTimer.singleShot(WARM_UP_AFTER_MS, desk, desk.warm_up)
        self._say_at_start("")
        self.status.say("Mọi nội dung nhập vào được tự ghi trên máy này")
        self._show_usable()
        self.incoming.take_results()

    def close_campaign(self) -> bool:
        """Flush and close the open campaign. False when something could not be saved: it stays open."""
        if self.desk is None or self.view is None:
            return True
        remember_place(self.desk, self.view)
        if not self.desk.close():
            return False
        self._finding = None
        self.stack.removeWidget(self.view)
        self.view.deleteLater()
        self.desk.deleteLater()
        self.desk = self.view = None
        self.setWindowTitle(TITLE)
        self.status.say("")
        self._show_usable()
        self.load_cards()
        return True

    def _open_anew(self) -> None:
        """Another list of questions came with a merge: every form is built again."""
        if self.desk is not None:
            path = self.desk.session.path
            if self.close_campaign():
                self.open_campaign(path)

    def leave_campaign(self) -> None:
        """Ctrl+W: close, and do not open it by itself next time."""
        if self.close_campaign():
            forget_campaign()

    def save_now(self) -> None:
        """Ctrl+S: flush, and say so even when there was nothing left to write."""
        if self.desk is not None and self.desk.autosave.flush():
            self.status.say_saved(datetime.now().astimezone())

    def restore(self, backup: Backup) -> None:
        """Close the campaign, put a backup in its place, and open it again."""
        path = self.desk.session.path if self.desk is not None else None
        if path is None or not self.close_campaign():
            return

        def work() -> Path:
            from tdkt_desktop.workflows.safety.backups import restore

            restore(path, backup)
            return path

        self.run("Đang khôi phục bản sao lưu…", work, self.open_campaign)

    def ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Mở tệp", "", FILES)
        if name:
            self.open_file(Path(name))

    def closeEvent(self, event: QCloseEvent) -> None:  # Qt's name
        if not self.close_campaign():
            show_text(
                self,
                "Còn nội dung chưa ghi được vào đĩa nên phần mềm chưa đóng.",
                "Nội dung vẫn còn trên màn hình. Hãy kiểm tra dung lượng đĩa rồi đóng lại, "
                "hoặc dùng Tệp, Lưu ra nơi khác.",
            )
            event.ignore()
            return
        if self._help is not None:
            self._help.close()
        QSettings().setValue("window/geometry", self.saveGeometry())
        self._background.close()
        super().closeEvent(event)

    def open_palette(self) -> None:
        """Ctrl+K."""
        from tdkt_desktop.ui.campaign.finding import open_palette

        open_palette(self, self.theme, self._actions["palette"][1], self.desk, self.view)

    def find_text(self) -> None:
        """Ctrl+F."""
        if self.desk is None or self.view is None or not self.desk.autosave.flush():
            return
        from tdkt_desktop.ui.campaign.finding import Finding

        self._finding = self._finding or Finding(self.desk, self.view, self.theme, self)
        self._finding.ask()

    def show_help(self, topic: str = "") -> None:
        """F1: the help about the place where the person is."""
        from tdkt_desktop.ui.help.help_view import HelpWindow

        self._help = self._help or HelpWindow(self.theme)
        self._help.open_topic(topic or help_topic(self.view, self.focusWidget()))

    def show_history(self) -> None:
        """F2: what the field under the cursor said before."""
        if self.desk is not None and self.view is not None and self.view.unit_tab is not None:
            self.errands.show_history(self.view.unit_tab.sheet, key_of(self.focusWidget()))

    def _verbs(self) -> dict[str, Callable[[], object]]:
        on_view, on_tab = self._with_view, self._with_tab
        return {
            "open": self.ask_file,
            "sample": self.create_sample,
            "save": self.save_now,
            "checklists": self.errands.write_checklists,
            "save_elsewhere": self.errands.save_elsewhere,
            "backup": self.errands.back_up,
            "restore": lambda: self.errands.choose_backup(self.restore),
            "quit": self.close,
            "close_campaign": self.leave_campaign,
            "undo": lambda: self._step_back(back=True),
            "redo": lambda: self._step_back(back=False),
            "history": self.show_history,
            "question_state": on_tab(lambda tab: tab.open_state()),
            "add_evidence": on_tab(lambda tab: tab.panel.evidence.choose()),
            "paste_evidence": on_tab(lambda tab: tab.panel.evidence.paste()),
            "find": self.find_text,
            "palette": self.open_palette,
            "panel": on_tab(lambda tab: tab.toggle_panel()),
            **self.theme.verbs(),
            "overview": on_view(lambda view: view.show_tab(OVERVIEW)),
            "next_tab": on_view(lambda view: view.step_tab(1)),
            "previous_tab": on_view(lambda view: view.step_tab(-1)),
            "next_step": on_view(lambda view: view.step_criterion(1)),
            "previous_step": on_view(lambda view: view.step_criterion(-1)),
            "next_gap": on_view(lambda view: view.go_to_next_gap()),
            "preview_minutes": on_view(lambda view: self.errands.preview_minutes(view.key)),
            "export_minutes": on_view(lambda view: self.errands.export_minutes(view.key)),
            "seal": on_view(lambda view: view.next_seal_step()),
            "compare_code": self.errands.compare_code,
            "letterhead": self.errands.edit_letterhead,
            **self.errands.last_year(self.run, self.open_campaign),
            "attach_signed": on_tab(lambda tab: tab.panel.evidence.choose_signed()),
            "blank_checklist": on_view(lambda view: self.errands.preview_blank(view.unit_tab)),
            "export_team": self.errands.export_team,
            **self.wizard.verbs(),
            "machines": self.errands.show_machines,
            "merge": on_view(lambda view: view.show_tab(MERGE)),
            "charts": on_view(lambda view: self.errands.show_charts(view.open_unit)),
            "cross_reference": self.errands.show_cross_reference,
            "checks": on_view(lambda view: view.show_tab(CHECKS)),
            "check_text": self.errands.check_text,
            "proposals": on_view(lambda view: self.errands.show_proposals(view.show_place)),
            "notice_versions": self.errands.show_versions,
            "notice": on_view(lambda view: view.show_tab(NOTICE)),
            **help_verbs(self),
        }

    def _step_back(self, *, back: bool) -> None:
        """Undo or redo, and say what it was."""
        if self.desk is not None:
            self.status.say(step_back(self.desk.undo_stack, back=back))

    def _show_undo(self) -> None:
        """The menu says what would be undone."""
        if self.desk is not None:
            name_steps(self.desk.undo_stack, self._actions["undo"][1], self._actions["redo"][1])

    def _with_tab(self, verb: Callable[[UnitTab], object]) -> Callable[[], object]:
        """The verb on the unit tab that is shown; nothing while none is."""

        def run() -> object:
            tab = self.view.unit_tab if self.view is not None else None
            return verb(tab) if tab is not None else None

        return run

    def _with_view(self, verb: Callable[[CampaignView], object]) -> Callable[[], object]:
        """The verb on the open campaign; nothing while none is open."""
        return lambda: verb(self.view) if self.view is not None else None

    def run(
        self,
        words: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Do something off the window's thread, saying so meanwhile."""
        self.say(words)
        self._background.run(words, work, done, failed or self.failed)

    def failed(self, error: BaseException) -> None:
        """Show what went wrong."""
        self.say("")
        show_error(self, error)

    def say(self, words: str) -> None:
        """What is being done now, on the start page and in the status line; blank for nothing."""
        self._say_at_start(words)
        self.status.say(words)

    def _say_at_start(self, words: str) -> None:
        if self._start is not None:
            self._start.say(words)

    def _say_busy(self, words: str) -> None:
        if words:
            self.status.say(words)
        elif self.status.saved_label.text().endswith("…"):
            self.status.say("")

    def _show_usable(self) -> None:
        have = {Needs.NOTHING}
        if self.desk is not None and self.view is not None:
            have |= {Needs.CAMPAIGN, Needs.OFFICE if self.desk.at_office else Needs.TEAM}
            have |= {Needs.UNIT} if self.view.unit_tab is not None else set()
        for entry, action in self._actions.values():
            action.setEnabled(entry.needs in have)
        self._show_counts()

    def _show_counts(self, _unit: str = "") -> None:
        tab = self.view.unit_tab if self.view is not None else None
        if tab is None:
            self.status.show_counts(f"{len(self.desk.units):02d} đơn vị" if self.desk is not None else "")
            return
        self.status.show_progress(tab.sheet.progress)
