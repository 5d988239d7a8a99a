"""Where a paper goes: the file a person names, in the folder used last, and that folder shown afterwards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

NAMES = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}
KINDS = {"pdf": "Tệp PDF (*.pdf)", "docx": "Tài liệu Word (*.docx)", "xlsx": "Bảng tính Excel (*.xlsx)"}
FOLDER_KEY = "papers/folder"


def ask_target(parent: QWidget, stem: str, kind: str) -> Path | None:
    """Ask for the file to write; the ending is added where it was left out. None when the person goes back."""
    proposal = last_folder() / f"{stem}.{kind}"
    while True:
        name, _ = QFileDialog.getSaveFileName(parent, f"Lưu {NAMES[kind]}", str(proposal), KINDS[kind])
        if not name:
            return None
        target = Path(name)
        if target.suffix.lower() == f".{kind}":
            break
        target = target.with_name(f"{target.name}.{kind}")
        if not target.exists():
            break
        proposal = target  # the dialog itself asks whether that one may be replaced
    QSettings().setValue(FOLDER_KEY, str(target.parent))
    return target


def last_folder() -> Path:
    """The folder used last if it is still there (a USB stick may be gone), else the person's documents."""
    last = str(QSettings().value(FOLDER_KEY, ""))
    if last and Path(last).is_dir():
        return Path(last)
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def open_folder(folder: Path) -> bool:
    """Show a folder of this machine in the system's file manager."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
