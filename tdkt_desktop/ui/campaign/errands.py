"""Errands that end in files (minutes, plans, a team's own file); each asks for a folder first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.controls.messages import show_error, show_text
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.look.theme import Theme

if TYPE_CHECKING:
    from tdkt_desktop.domain.revisions import Change, FieldKey
    from tdkt_desktop.ui.desk.desk import Desk
    from tdkt_desktop.ui.desk.sheet import Sheet
    from tdkt_desktop.ui.look.theme import Theme
    from tdkt_desktop.ui.unit.unit_tab import UnitTab
    from tdkt_desktop.workflows.history import Past
    from tdkt_desktop.workflows.safety.backups import Backup


class Errands:
    """Runs errands of the campaign that `open_desk` gives; everything typed is on disk before one begins."""

    def __init__(self, window: QWidget, open_desk: Callable[[], Desk | None], theme: Theme) -> None:
        self._window, self._open_desk, self._theme = window, open_desk, theme

    def preview_minutes(self, unit: str) -> None:
        """Show a unit's minutes as they will be printed."""
        from tdkt_desktop.ui.papers.minutes_preview import MinutesPreview

        desk = self._open_desk()
        if desk is not None and desk.autosave.flush():
            preview = MinutesPreview(desk, unit, self._window)
            preview.printed.connect(lambda: self._issued(desk, unit))
            preview.exported.connect(lambda _: self._issued(desk, unit))
            preview.exec()

    def write_checklists(self) -> None:
        """The checklists of this machine, to write in; the open campaign may take one over."""
        from tdkt_desktop.ui.checklist_editor.opening import open_checklist_library

        desk = self._open_desk()
        if desk is None or desk.autosave.flush():
            open_checklist_library(self._window, self._theme, campaign=desk)

    def preview_blank(self, tab: UnitTab | None) -> None:
        """Show the checklist as a paper form, of the unit that is open or of any."""
        from tdkt_desktop.ui.papers.blank_preview import BlankPreview

        if (desk := self._open_desk()) is not None:
            BlankPreview(desk, tab.sheet.unit.code if tab is not None else "", self._window).exec()

    def show_history(self, sheet: Sheet, key: FieldKey | None) -> None:
        """Show what a field said before; a value brought back is one more step that can be undone."""
        if key is None:
            show_text(self._window, "Hãy đặt con trỏ vào ô cần xem lịch sử rồi nhấn F2.")
            return
        if not sheet.flush():
            return
        from tdkt_desktop.ui.find.history_dialog import HistoryDialog
        from tdkt_desktop.workflows.history import field_history, place_of

        place = place_of(*key, sheet.checklist)
        dialog = HistoryDialog(
            place.label, field_history(sheet.session, *key), editable=sheet.editable, parent=self._window
        )

        def restore(past: Past) -> None:
            sheet.edit([past.change], words=f"Khôi phục: {place.label}", typed=False)
            sheet.replayed.emit((past.change,))

        dialog.restore_requested.connect(restore)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def tell_unwritten(self, unit: str, refused: Sequence[Change]) -> None:
        """What was typed into minutes that a merge sealed meanwhile (no unit: into a notice that was issued): shown, so
        that it can be copied and added.
        """
        desk = self._open_desk()
        if desk is None:
            return
        from tdkt_desktop.workflows.history import value_lines

        session = desk.session
        lines = value_lines(session, refused)
        if not unit:
            show_text(
                self._window,
                "Thông báo vừa được ban hành nên lời văn sửa sau đó không ghi vào được:",
                "\n".join([*lines, "", "Nếu cần giữ, hãy chép lại phần này rồi mở lại thông báo có lý do."]),
            )
            return
        show_text(
            self._window,
            f"Biên bản của {session.campaign.unit(unit).listed} vừa được chốt ở máy khác, "
            "nên phần nhập sau đó không ghi vào được:",
            "\n".join([*lines, "", "Nếu cần giữ, hãy chép lại phần này rồi dùng Bổ sung có lý do."]),
        )

    def back_up(self) -> None:
        """Make a backup now, and say where it is."""
        desk = self._open_desk()
        if desk is None or not desk.autosave.flush():
            return
        path = desk.session.path

        def work() -> Path:
            from tdkt_desktop.workflows.safety.backups import make_backup

            return make_backup(path).path

        desk.background.run(
            "Đang sao lưu…",
            work,
            lambda made: show_text(self._window, "Đã sao lưu.", str(made)),
            lambda error: show_error(self._window, error),
        )

    def choose_backup(self, restore: Callable[[Backup], object]) -> None:
        """Show the backups of the open campaign; `restore` is called with the one that is wanted back."""
        desk = self._open_desk()
        if desk is None or not desk.autosave.flush():
            return
        from tdkt_desktop.ui.desk.restore_dialog import RestoreDialog
        from tdkt_desktop.workflows.safety.backups import backups_of

        session = desk.session
        dialog = RestoreDialog(
            session.campaign.title, backups_of(session.path), desk.background, self._window
        )
        dialog.chosen.connect(restore)
        dialog.open()

    def edit_letterhead(self) -> None:
        """Change who issues, signs and receives; recorded at once, and remembered for the next campaign."""
        desk = self._open_desk()
        if desk is None or not desk.autosave.flush():
            return
        from tdkt_desktop.ui.office.letterhead_dialog import LetterheadDialog
        from tdkt_desktop.workflows.campaign.campaigns import data_folder
        from tdkt_desktop.workflows.campaign.last_issuer import last_used
        from tdkt_desktop.workflows.papers.letterheads import change_letterhead, page_styles, preview_notice

        session = desk.session
        dialog = LetterheadDialog(
            desk,
            lambda: last_used(data_folder()),
            lambda wanted: preview_notice(session, wanted),
            page_styles(),
            self._window,
        )

        def record() -> None:
            try:
                change_letterhead(session, dialog.campaign, data_folder())
            except TdktError as error:
                show_error(self._window, error)
            desk.changed.emit("")

        dialog.accepted.connect(record)
        dialog.open()

    def last_year(
        self,
        run: Callable[[str, Callable[[], Path], Callable[[Path], None]], object],
        show: Callable[[Path], None],
    ) -> dict[str, Callable[[], object]]:
        """The verbs that begin with last year's file; `run(words, work, done)` works aside, `show` opens a campaign."""

        def begin() -> None:
            from tdkt_desktop.ui.office.carry_flow import begin_next

            begin_next(self._window, run, show)

        return {"carry_over": self._carry_over, "next_year": begin}

    def _carry_over(self) -> None:
        """Take over from last year's campaign."""
        desk = self._open_desk()
        if desk is None or not desk.autosave.flush():
            return
        from tdkt_desktop.ui.office.carry_flow import choose_last

        choose_last(desk, self._window)

    def show_charts(self, open_unit: Callable[[str, str], object]) -> None:
        """The campaign as bars, with everything typed until now; `open_unit(unit, "")` goes from a bar to its unit."""
        desk = self._open_desk()
        if desk is None or not desk.autosave.flush():
            return
        from tdkt_desktop.ui.overview.charts_dialog import show_charts

        dialog = show_charts(desk, self._theme, self._window)
        dialog.unit_opened.connect(lambda unit: open_unit(unit, ""))

    def show_versions(self) -> None:
        """The versions of the notice: kept, compared, printed again, signed."""
        desk = self._open_desk()
        if desk is None or not desk.autosave.flush():
            return
        from tdkt_desktop.ui.workbench.versions_dialog import VersionsDialog

        dialog = VersionsDialog(desk, self._theme, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_cross_reference(self) -> None:
        """Where each figure of the notice comes from, for who signs it."""
        desk = self._open_desk()
        if desk is None or not desk.autosave.flush():
            return
        from tdkt_desktop.ui.papers.office_papers import reference_paper

        reference_paper(desk, self._window).open()

    def check_text(self) -> None:
        """Check a notice that exists already."""
        desk = self._open_desk()
        if desk is None or not desk.autosave.flush():
            return
        from tdkt_desktop.ui.checks.check_text_dialog import CheckTextDialog

        dialog = CheckTextDialog(desk, self._theme, self._window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_proposals(self, show_place: Callable[[str, str, str], object]) -> None:
        """The register of proposals; `show_place(unit, step, question)` for one that a person wants to see."""
        desk = self._open_desk()
        if desk is None or not desk.autosave.flush():
            return
        from tdkt_desktop.ui.office.proposals_dialog import ProposalsDialog

        dialog = ProposalsDialog(desk, self._theme, self._window)
        dialog.going.connect(lambda unit, question: show_place(unit, "", question))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def compare_code(self) -> None:
        """Say whether a code read from paper belongs to minutes of this campaign."""
        desk = self._open_desk()
        if desk is None or not desk.autosave.flush():
            return
        typed, given = QInputDialog.getText(
            self._window, "Đối chiếu mã biên bản", "Mã in ở chân trang, ví dụ K7MQ-2XWD:"
        )
        if not given or not typed.strip():
            return
        from tdkt_desktop.workflows.unit.sealing import compare_code

        try:
            show_text(self._window, compare_code(desk.session, typed).words)
        except TdktError as error:
            show_error(self._window, error)

    def save_elsewhere(self) -> None:
        """A whole copy of the campaign, with what could not be written here, at a place the person chooses."""
        desk = self._open_desk()
        if desk is None:
            return
        commit_preedit()
        session, unsaved = desk.session, desk.autosave.unsaved
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Lưu ra nơi khác", session.path.name, "Tệp đợt kiểm tra (*.tdktdb)"
        )
        if not name:
            return

        def work() -> Path:
            from tdkt_desktop.workflows.safety.rescue import save_elsewhere

            return save_elsewhere(session, unsaved, Path(name))

        def done(path: Path) -> None:
            show_text(
                self._window,
                "Đã lưu một bản đầy đủ, gồm cả những gì vừa nhập.",
                f"{path}\nKhi ổ đĩa của máy ghi lại được, nội dung cũng tự ghi vào tệp đang mở.",
            )

        desk.background.run(
            "Đang lưu ra nơi khác…", work, done, lambda error: show_error(self._window, error)
        )

    def _issued(self, desk: Desk, unit: str) -> None:
        """Sealed minutes have left the machine: from now on only additions change them."""
        from tdkt_desktop.workflows.unit.sealing import issued_change

        sheet = desk.sheet(unit)
        if (change := issued_change(sheet.inspection)) is not None:
            sheet.record([change])
            sheet.flush()

    def export_minutes(self, unit: str) -> None:
        """Write a unit's minutes as PDF and Word."""

        def write(desk: Desk, folder: Path) -> tuple[Path, ...]:
            from tdkt_desktop.workflows.papers.papers import make_minutes

            return tuple(make_minutes(desk.session, unit, folder))

        self._write(
            "Chọn thư mục để ghi biên bản",
            "Đang xuất biên bản…",
            "Đã xuất biên bản.",
            write,
            after=lambda desk: self._issued(desk, unit),
        )

    def with_password(self, errand: Callable[[str], None]) -> None:
        """Ask for a password to lock with, then go on."""
        from tdkt_desktop.ui.controls.password_dialog import PasswordDialog

        dialog = PasswordDialog(
            "Khóa tệp bằng mật khẩu", "Mật khẩu cho tệp sắp xuất:", self._window, new=True
        )
        dialog.entered.connect(errand)
        dialog.open()

    def show_machines(self) -> None:
        """The code of this machine, and the machines that files came from."""
        desk = self._open_desk()
        if desk is None or not desk.autosave.flush():
            return
        from tdkt_desktop.ui.office.machines_dialog import MachinesDialog
        from tdkt_desktop.workflows.merge.machines import machine_rows, name_machine, own_code

        session = desk.session
        try:
            own = own_code()
        except TdktError as error:
            show_error(self._window, error)
            return
        MachinesDialog(
            own,
            lambda: machine_rows(session),
            lambda code, name: name_machine(session, code, name),
            self._window,
        ).open()

    def export_team(self, password: str = "") -> None:
        """Write the team's own file for the office; photos that could not travel are told."""
        told: list[str] = []

        def write(desk: Desk, folder: Path) -> tuple[Path, ...]:
            from tdkt_desktop.workflows.merge.machines import own_code
            from tdkt_desktop.workflows.merge.packages import export_team, missing_files

            file = export_team(desk.session, desk.session.team, folder, password=password)
            if missing := missing_files(desk.session):
                told.append("Không gửi kèm được minh chứng đã mất hoặc hỏng trên máy này:")
                told.extend(missing)
            told.append(f"Mã máy này: {own_code()}")
            return (file,)

        self._write(
            "Chọn thư mục hoặc USB để ghi tệp của đoàn",
            "Đang ghi tệp của đoàn…",
            "Đã ghi và kiểm tra lại tệp của đoàn, có thể rút USB.",
            write,
            after=lambda desk: desk.reload_sealed(),
            told=told,
        )

    def _write(
        self,
        question: str,
        busy: str,
        said: str,
        write: Callable[[Desk, Path], tuple[Path, ...]],
        after: Callable[[Desk], object] | None = None,
        told: Sequence[str] = (),
    ) -> None:
        desk = self._open_desk()
        if desk is None or not desk.autosave.flush():
            return
        folder = QFileDialog.getExistingDirectory(self._window, question)
        if not folder:
            return

        def done(files: tuple[Path, ...]) -> None:
            if after is not None:
                after(desk)
            show_text(self._window, said, "\n".join([*map(str, files), *told]))

        desk.background.run(
            busy, lambda: write(desk, Path(folder)), done, lambda error: show_error(self._window, error)
        )
