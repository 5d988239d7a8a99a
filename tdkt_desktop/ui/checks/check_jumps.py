"""Where a point that the checks found leads: a unit's form, the letterhead, the values that disagree, or the notice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tdkt_desktop.ui.controls.fields import press

if TYPE_CHECKING:
    from tdkt_desktop.ui.desk.desk import Desk
    from tdkt_desktop.ui.look.theme import Theme
    from tdkt_desktop.workflows.notice.check_list import Point


def show_point(
    point: Point,
    show_place: Callable[[str, str, str], object],
    show_words: Callable[[str, int, str], object],
    desk: Desk,
    theme: Theme,
    view: QWidget,
) -> None:
    """Show the place: `show_place(unit, step, question)` on a unit's form, `show_words(section, paragraph, words)` in the
    notice's text.
    """
    from tdkt_desktop.workflows.notice.check_list import Target

    place = point.finding.place
    if point.target is Target.CONFLICTS:
        _settle(view, desk, theme)
    elif point.target is Target.LETTERHEAD:
        press(view, "letterhead")
    elif point.target is Target.NOTICE and place.section:
        show_words(place.section, place.paragraph, place.quote)
    else:
        show_place(place.unit, place.step, place.question)


def _settle(view: QWidget, desk: Desk, theme: Theme) -> None:
    from tdkt_desktop.ui.office.conflicts_dialog import ConflictsDialog

    if not desk.autosave.flush():
        return
    dialog = ConflictsDialog(desk.session, theme, view)
    dialog.settled.connect(desk.reload)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
