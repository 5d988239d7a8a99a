"""What a file that comes in may need from a person: its password, or a yes to another machine."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from tdkt_desktop.domain.package_errors import PasswordNeeded, UnknownMachine, WrongPassword
from tdkt_desktop.ui.controls.messages import SELECTABLE


def ask_password(
    parent: QWidget, error: PasswordNeeded | WrongPassword, go_on: Callable[[str], object]
) -> None:
    """Ask for the password that opens a file; `go_on` gets it, nothing happens when the person gives up."""
    from tdkt_desktop.ui.controls.password_dialog import PasswordDialog

    remedy = error.remedy if isinstance(error, WrongPassword) else ""
    dialog = PasswordDialog("Tệp có mật khẩu", f"{error.message} {remedy}".strip(), parent)
    dialog.entered.connect(go_on)
    dialog.open()


def ask_consent(parent: QWidget, error: UnknownMachine) -> bool:
    """Whether a person says that files of another machine than before are right; no unless said."""
    box = QMessageBox(QMessageBox.Icon.Warning, "TĐKT", error.message, parent=parent)
    box.setInformativeText(error.remedy)
    box.setAccessibleName(error.message)
    box.setTextInteractionFlags(SELECTABLE)
    take = box.addButton("&Nhận, đã đối chiếu", QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton("&Không nhận", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leave)
    box.setEscapeButton(leave)
    box.exec()
    return box.clickedButton() is take
