"""What the editor does with the whole checklist: save, use, look at versions, try out, files out and in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tdkt_desktop.domain.draft.problems import Problem, finished
from tdkt_desktop.domain.draft.tree import ROOT, draft_of, name_of
from tdkt_desktop.domain.draft.verbs import Step
from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.checklist_editor.draft_desk import DraftDesk
from tdkt_desktop.ui.checklist_editor.outline import Outline
from tdkt_desktop.ui.controls.messages import show_error
from tdkt_desktop.ui.controls.preedit import commit_preedit
from tdkt_desktop.ui.look.theme import Theme

if TYPE_CHECKING:
    from tdkt_desktop.domain.checklist import Checklist
    from tdkt_desktop.ui.desk.desk import Desk
    from tdkt_desktop.workflows.checklist.checklist_library import Version

FILES = "Excel (*.xlsx);;Tệp chữ YAML (*.yaml)"


class EditorErrands(QObject):
    """Runs what the menu asks for with the checklist as it is; while something must be mended, goes there instead.

    `saved(Version)` after a version was saved, `used` after the open campaign took the checklist.
    """

    saved = Signal(object)
    used = Signal()

    def __init__(
        self,
        desk: DraftDesk,
        outline: Outline,
        theme: Theme,
        campaign: Desk | None,
        go_to: Callable[[Problem], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._outline, self._theme = desk, outline, theme
        self._campaign, self._go_to, self._window = campaign, go_to, window

    def finished_checklist(self) -> Checklist | None:
        """The checklist as it is; None, with the person at the place, while something must be mended."""
        commit_preedit()
        if self._desk.blocking:
            first = self._desk.blocking[0]
            self._go_to(first)
            self._desk.said.emit(f"Chưa lưu được: {name_of(self._desk.tree, first.node)}: {first.words}")
            return None
        return finished(self._desk.tree)

    def save(self) -> None:
        """Save as a new version, after showing what changed."""
        checklist = self.finished_checklist()
        if checklist is None:
            return
        from tdkt_desktop.ui.checklist_editor.save_dialog import SaveDialog

        dialog = SaveDialog(checklist, self._desk.base, self._window)
        dialog.saved.connect(self._settle)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def use(self) -> None:
        """Take the checklist into the open campaign."""
        checklist = self.finished_checklist()
        if checklist is None:
            return
        if self._campaign is None:
            self._desk.said.emit(
                "Chưa mở đợt kiểm tra nào. Hãy lưu phiếu, rồi chọn phiếu này khi lập đợt mới."
            )
            return
        if self._desk.edited:
            self._desk.said.emit("Hãy lưu thành bản mới trước, để đợt kiểm tra dùng đúng một bản đã lưu.")
            return
        from tdkt_desktop.ui.checklist_editor.use_dialog import UseDialog

        dialog = UseDialog(self._campaign, checklist, self._window)
        dialog.used.connect(self._campaign_took_it)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_versions(self) -> None:
        from tdkt_desktop.ui.checklist_editor.versions_dialog import VersionsDialog

        dialog = VersionsDialog(self._desk.code, self._window)
        dialog.taken.connect(lambda checklist: self.take(checklist, "lấy lại bản đã lưu"))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_form(self) -> None:
        checklist = self.finished_checklist()
        if checklist is not None:
            from tdkt_desktop.ui.checklist_editor.form_preview import FormPreview

            node = self._outline.node
            dialog = FormPreview(checklist, self._theme, node.key, self._window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def show_paper(self) -> None:
        checklist = self.finished_checklist()
        if checklist is not None:
            from tdkt_desktop.ui.checklist_editor.form_preview import paper_preview

            paper_preview(checklist, self._desk.background, self._window).open()

    def take(self, checklist: Checklist, words: str) -> None:
        """Another checklist in place of this one, under this one's code, as a step that can be undone."""
        tree = {
            **draft_of(checklist),
            "code": self._desk.code,
            "version": self._desk.tree["version"],
        }
        self._desk.do(lambda _: Step(tree, ROOT), words)
        self._outline.go_to(self._outline.node)

    def ask_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Xuất phiếu kiểm tra", f"{self._desk.code}.xlsx", FILES
        )
        if name:
            self.export(Path(name))

    def export(self, path: Path) -> None:
        """Write the checklist as a workbook or text file."""
        checklist = self.finished_checklist()
        if checklist is None:
            return
        from tdkt_desktop.workflows.checklist.checklists import export_checklist

        try:
            export_checklist(checklist, path, replacing=True)
        except TdktError as error:
            show_error(self._window, error)
            return
        self._desk.said.emit(f"Đã xuất ra {path.name}.")

    def ask_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Nhập phiếu kiểm tra", "", "Phiếu (*.xlsx *.yaml *.yml)"
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Take the words of a file in place of these; undo brings them back."""
        from tdkt_desktop.ui.checklist_editor.remarks_dialog import take_in_file

        take_in_file(path, self._window, lambda found: self.take(found, f"nhập {path.name}"))

    def _settle(self, version: Version) -> None:
        from tdkt_desktop.workflows.checklist.checklist_library import load_version

        self._desk.settle(draft_of(load_version(version)))
        self._desk.said.emit(f"Đã lưu bản {version.version} của “{version.title}”.")
        self._desk.kept.emit("")
        self.saved.emit(version)

    def _campaign_took_it(self) -> None:
        self.used.emit()
