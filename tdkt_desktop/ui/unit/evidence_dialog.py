"""One file of evidence, large, with its caption."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from tdkt_desktop.domain.evidence import SIGNED, Evidence
from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.fields import button, label, labelled, line_field
from tdkt_desktop.ui.controls.messages import log_error
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.look.theme import PAGE, UNIT


class EvidenceDialog(QDialog):
    """The caption and the tick are recorded as they are set; Esc closes."""

    def __init__(
        self, sheet: Sheet, evidence: Evidence, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sheet, self._evidence = sheet, evidence
        self.setWindowTitle(evidence.name)
        self.setAccessibleName(f"Minh chứng: {evidence.name}")
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        box.setSpacing(UNIT)
        self.picture = QLabel("Đang mở…")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(f"Hình của {evidence.name}")
        self.picture.setMinimumSize(320, 240)
        box.addWidget(self.picture, 1)
        box.addWidget(label(f"{evidence.name} · {_size(evidence.size)}", "hint"))
        self.caption = line_field("Chú thích", "Ảnh chụp gì, ở đâu, khi nào")
        self.caption.setText(evidence.caption)
        self.caption.textEdited.connect(self._edited)
        box.addLayout(labelled("&Chú thích", self.caption))
        self.printed = QCheckBox("Đưa &vào biên bản")
        self.printed.setChecked(evidence.in_minutes)
        self.printed.setVisible(evidence.role != SIGNED)
        self.printed.clicked.connect(self._edited)
        line = QHBoxLayout()
        line.addWidget(self.printed)
        line.addStretch(1)
        close = button("Đón&g", "primary")
        close.clicked.connect(self.accept)
        line.addWidget(close)
        box.addLayout(line)
        for field in (self.caption, self.printed):
            field.setEnabled(sheet.editable)
        room = self.screen().availableSize()
        self.resize(min(900, room.width() - 100), min(720, room.height() - 100))
        self._full = QPixmap()
        session = sheet.session

        def work() -> bytes:
            from tdkt_desktop.workflows.unit.evidence import large_picture

            return large_picture(session, evidence)

        background.run("", work, self._show, self._failed)
        self.finished.connect(self.deleteLater)
        self.caption.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self._fit()

    def _edited(self) -> None:
        self._evidence = replace(
            self._evidence, caption=self.caption.text().strip(), in_minutes=self.printed.isChecked()
        )
        self._sheet.set_evidence(self._evidence)

    def _show(self, jpeg: bytes) -> None:
        if not isValid(self):
            return  # closed before the picture came
        self._full.loadFromData(jpeg)
        self._fit()

    def _failed(self, error: BaseException) -> None:
        log_error(error)
        if not isValid(self):
            return
        self.picture.setText(str(error))
        self.picture.setWordWrap(True)

    def _fit(self) -> None:
        if not self._full.isNull():
            scale = self.devicePixelRatioF()
            fitted = self._full.scaled(
                self.picture.size() * scale,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            fitted.setDevicePixelRatio(scale)
            self.picture.setPixmap(fitted)


def _size(size: int) -> str:
    """The text "2,4 MB" or "310 KB"."""
    return f"{size / 1e6:.1f} MB".replace(".", ",") if size >= 1_000_000 else f"{max(1, size // 1000)} KB"
