"""Ways into the checklist editor: for a checklist that is at hand, or from the list of those there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.ui.look.theme import Theme

if TYPE_CHECKING:
    from tdkt_desktop.ui.checklist_editor.editor_dialog import ChecklistEditor
    from tdkt_desktop.ui.checklist_editor.library_dialog import LibraryDialog
    from tdkt_desktop.ui.desk.desk import Desk
    from tdkt_desktop.workflows.checklist.checklist_library import Version


def open_checklist_editor(
    parent: QWidget,
    theme: Theme,
    checklist: Checklist,
    *,
    campaign: Desk | None = None,
    saved: Callable[[Version], object] | None = None,
) -> ChecklistEditor:
    """Open the editor on a checklist, or on the draft of it that was left. `saved` hears of every version that is saved;
    its `name` is what `checklist_named` and a campaign file take. `campaign` is the one that may take the checklist over.
    """
    from tdkt_desktop.ui.checklist_editor.draft_desk import DraftDesk
    from tdkt_desktop.ui.checklist_editor.editor_dialog import ChecklistEditor
    from tdkt_desktop.workflows.checklist.checklist_drafts import begin_draft
    from tdkt_desktop.workflows.checklist.checklist_library import used_codes
    from tdkt_desktop.workflows.checklist.checklist_trial import answered_by_units

    answered = answered_by_units(campaign.session) if campaign is not None else None
    desk = DraftDesk(begin_draft(checklist), answered, used_codes(checklist.code))
    editor = ChecklistEditor(desk, theme, campaign, parent)
    editor.help_asked.connect(lambda topic: _help(parent, topic))
    if saved is not None:
        editor.saved.connect(saved)
    editor.finished.connect(editor.deleteLater)
    editor.open()
    return editor


def open_checklist_library(
    parent: QWidget,
    theme: Theme,
    *,
    campaign: Desk | None = None,
    saved: Callable[[Version], object] | None = None,
) -> LibraryDialog:
    """List the checklists there are; the one that is wanted opens in the editor."""
    from tdkt_desktop.ui.checklist_editor.library_dialog import LibraryDialog

    dialog = LibraryDialog(campaign.session.checklist if campaign is not None else None, parent)
    dialog.wanted.connect(
        lambda checklist: open_checklist_editor(parent, theme, checklist, campaign=campaign, saved=saved)
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _help(parent: QWidget, topic: str) -> None:
    """The help window belongs to the main window, where there is one."""
    show = getattr(parent.window(), "show_help", None)
    if show is not None:
        show(topic)
