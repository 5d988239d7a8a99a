"""Verbs around a campaign's beginning: issuing it to the teams, the forms that units fill in beforehand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.ui.campaign.host import Host
from tdkt_desktop.ui.controls.messages import show_error


def office_verbs(host: Host, window: QWidget) -> dict[str, Callable[[], object]]:
    """By the keys of the menus."""
    errands = host.errands
    return {
        "issue_plans": lambda: issue_plans(host, window),
        "issue_locked": lambda: errands.with_password(lambda password: issue_plans(host, window, password)),
        "export_locked": lambda: errands.with_password(errands.export_team),
        "unit_form": lambda: make_unit_form(host, window),
        "read_unit_form": lambda: read_unit_form(host, window),
    }


def issue_plans(host: Host, window: QWidget, password: str = "") -> None:
    """One plan file per team, into a folder or stick."""
    desk = host.desk
    if desk is None or not desk.autosave.flush():
        return
    from tdkt_desktop.ui.office.issue_dialog import IssueDialog

    try:
        dialog = IssueDialog(desk, password, window)
    except TdktError as error:
        show_error(window, error)
        return
    dialog.issued.connect(desk.reload_sealed)
    dialog.open()


def make_unit_form(host: Host, window: QWidget) -> None:
    """The form for the unit that is open to report on itself."""
    from tdkt_desktop.ui.campaign.unit_form_errands import ask_where_to

    tab = host.view.unit_tab if host.view is not None else None
    if host.desk is not None and tab is not None:
        ask_where_to(host.desk, tab.sheet.unit, window)


def read_unit_form(host: Host, window: QWidget) -> None:
    """A form that came back: beside what the team recorded, nothing taken over by itself."""
    from tdkt_desktop.ui.campaign.unit_form_errands import ask_form

    if host.desk is not None and host.view is not None:
        ask_form(host.desk, host.view, window)
