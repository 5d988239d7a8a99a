"""The calm line above an issued notice: that it is issued, whether the record says something else by now, what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tdkt_desktop.ui.checks.check_watch import CheckWatch
from tdkt_desktop.ui.controls.fields import button, card, label
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.look.theme import GAP, PAGE, TIGHT, UNIT

LOCKED = "Bản in và tệp xuất đúng bản đã ký; lời văn chỉ để đọc."
DISPUTED = "Các máy ký khác nhau: hãy chọn một bản ở thẻ Gộp tệp."
DIFFERS = "Số liệu đã khác bản đã ký ở {count:02d} mục: {places}."
MOST = 4  # places that are named


class IssuedBar(QWidget):
    """Hidden while the notice was never issued. `versions_requested`, `reopening_requested`."""

    versions_requested = Signal()
    reopening_requested = Signal()

    def __init__(self, desk: Desk, watch: CheckWatch) -> None:
        super().__init__()
        self._desk, self._watch = desk, watch
        self._signed = False
        self.words, self.drift = label("", "question"), label("", "hint")
        self.compare = button("&Xem chỗ khác bản đã ký…")
        self.compare.clicked.connect(self.versions_requested)
        self.reopen = button("Mở lại có lý &do…")
        self.reopen.clicked.connect(self.reopening_requested)
        frame, inside = card()
        inside.setContentsMargins(GAP, UNIT, GAP, UNIT)
        said = QVBoxLayout()
        said.setSpacing(TIGHT)
        said.addWidget(self.words)
        said.addWidget(self.drift)
        line = QHBoxLayout()
        line.setSpacing(UNIT)
        line.addLayout(said, 1)
        for one in (self.compare, self.reopen):
            line.addWidget(one)
        inside.addLayout(line)
        box = QVBoxLayout(self)
        box.setContentsMargins(PAGE, UNIT, PAGE, UNIT)
        box.addWidget(frame)
        desk.changed.connect(self._follow)
        watch.checked.connect(self._show_drift)
        watch.stale.connect(self._look)
        self.refresh()

    def refresh(self) -> None:
        """Say where the notice stands now."""
        from tdkt_desktop.workflows.notice.version_words import standing_words

        issue = self._desk.session.issue()
        said = standing_words(issue)
        self._signed = issue.signed
        more = [LOCKED] if issue.signed else []
        more += [DISPUTED] if issue.disputed else []
        self.words.setText(" ".join([said, *more]))
        self.words.setAccessibleName(self.words.text())
        for one in (self.compare, self.reopen):
            one.setVisible(issue.signed)
        self.setVisible(bool(said))
        self._show_drift()
        self._look()

    def showEvent(self, event: QShowEvent) -> None:  # Qt's name
        super().showEvent(event)
        self._look()

    def _follow(self, unit: str) -> None:
        if not unit:
            self.refresh()

    def _look(self) -> None:
        if self._signed and self.isVisible():
            self._watch.look()

    def _show_drift(self) -> None:
        from tdkt_desktop.workflows.notice.checking import place_words

        result = self._watch.result
        found = [one for one in result.findings if one.code == "signed.differs"] if result is not None else []
        names = [place_words(one) for one in found[:MOST]] + (["…"] if len(found) > MOST else [])
        self.drift.setText(DIFFERS.format(count=len(found), places=", ".join(names)) if found else "")
        self.drift.setVisible(self._signed and bool(found))
