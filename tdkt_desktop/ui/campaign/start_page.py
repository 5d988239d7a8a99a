"""The first page: the campaigns on this machine, and the ways to get one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from tdkt_desktop.ui.campaign.places import LAST_KEY
from tdkt_desktop.ui.controls.fields import (
    button,
    card,
    clear_layout,
    label,
    page_head,
    press_focused,
    with_icon,
)
from tdkt_desktop.ui.controls.flow_layout import flowing
from tdkt_desktop.ui.look.theme import GAP, LINE_WIDTH, PAGE, TIGHT, UNIT, Theme
from tdkt_desktop.vietnamese.dates import short_date

if TYPE_CHECKING:
    from tdkt_desktop.workflows.campaign.campaigns import CampaignCard

EMPTY = (
    "Trên máy này chưa có đợt kiểm tra nào.\n"
    "Trưởng đoàn: bấm Mở tệp và chọn tệp kế hoạch (.tdkt) do văn phòng gửi.\n"
    "Văn phòng: bấm Đợt kiểm tra mới để lập từ danh sách Excel sẵn có, hoặc xem thử mẫu năm 2019."
)
LOST = (
    "Không thấy tệp của đợt kiểm tra mở lần trước: {path}. "
    "Nếu tệp nằm trên USB, hãy cắm USB rồi bấm Mở tệp; nếu tệp đã chuyển đi, hãy bấm Mở tệp và chọn lại."
)


def lost_campaign() -> str:
    """The file that should have opened by itself and is not there; blank when nothing is missing."""
    last = str(QSettings().value(LAST_KEY, "") or "")
    return last if last and not Path(last).is_file() else ""


class CampaignButton(QPushButton):
    """One campaign as a large button; Enter and Space open it."""

    def __init__(self, found: CampaignCard) -> None:
        super().__init__()
        self.setProperty("role", "campaign")
        when = f"{found.changed_at:%H:%M} ngày {short_date(found.changed_at.date())}"
        detail = found.problem or f"{found.role} · {found.units:02d} đơn vị · sửa lần cuối {when}"
        self.setAccessibleName(f"{found.title}. {detail}")
        self.setToolTip(str(found.path))
        box = QVBoxLayout(self)
        box.setContentsMargins(GAP, UNIT, GAP, UNIT)
        box.setSpacing(TIGHT)
        for text, role in ((found.title, "question"), (detail, "problem" if found.problem else "hint")):
            words = label(text, role)
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            box.addWidget(words)
        self.setEnabled(not found.problem)

    def sizeHint(self) -> QSize:  # Qt's name
        layout = self.layout()
        return QSize(super().sizeHint().width(), layout.sizeHint().height() + UNIT if layout else 72)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class StartPage(QScrollArea):
    """`campaign_chosen(path)`, `open_requested`, `new_requested`, `sample_requested`."""

    campaign_chosen = Signal(object)
    open_requested = Signal()
    new_requested = Signal()
    sample_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        theme.changed.connect(self._tint)
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Trang đầu")
        inside = QWidget()
        inside.setMaximumWidth(LINE_WIDTH)
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, PAGE, 0, 0)
        box.setSpacing(GAP)
        self._add_head(box)
        box.addWidget(self._buttons())
        self.resume_button = button("&Làm tiếp đợt kiểm tra đang lập", "primary")
        self.resume_button.clicked.connect(self.new_requested)
        self.resume_button.hide()
        box.addWidget(self.resume_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.lost = label("", "problem")
        self.lost.hide()
        box.addWidget(self.lost)
        self._cards_title = label("Các đợt kiểm tra trên máy này", "heading")
        box.addWidget(self._cards_title)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(UNIT)
        box.addLayout(self._cards)
        self.words = label("Đang tìm các đợt kiểm tra trên máy…", "hint")
        box.addWidget(self.words)
        box.addStretch(1)
        page = QWidget()
        page.setProperty("role", "page")
        line = QHBoxLayout(page)
        line.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        line.addStretch(1)
        line.addWidget(inside, 100)
        line.addStretch(1)
        self.setWidget(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def show_cards(self, found: tuple[CampaignCard, ...]) -> None:
        """Show what is on this machine."""
        from tdkt_desktop.workflows.new_campaign.draft_store import has_draft

        self.resume_button.setVisible(has_draft())
        clear_layout(self._cards)
        self._cards_title.setVisible(bool(found))
        self.words.hide()
        self.lost.setText(LOST.format(path=lost) if (lost := lost_campaign()) else "")
        self.lost.setVisible(bool(lost))
        if not found:
            frame, box = card()
            box.addWidget(label(EMPTY, "question"))
            self._cards.addWidget(frame)
            (self.resume_button if has_draft() else self.open_button).setFocus()
        for one in found:
            made = CampaignButton(one)
            made.clicked.connect(lambda _=False, path=one.path: self.campaign_chosen.emit(Path(path)))
            self._cards.addWidget(made)

    def say(self, words: str) -> None:
        """Say what is being done; the buttons rest meanwhile."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        for one in (self.open_button, self.new_button, self.resume_button, self.sample_button):
            one.setEnabled(not words)

    def _tint(self) -> None:
        self._picture.setPixmap(self._theme.icon("app").pixmap(40, 40))
        self.sample_button.setIcon(self._theme.icon("sample"))

    def _add_head(self, box: QVBoxLayout) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        picture = QLabel()
        picture.setPixmap(self._theme.icon("app").pixmap(40, 40))
        picture.setAccessibleName("TĐKT")
        self._picture = picture
        words = page_head(
            "Kiểm tra công tác thi đua, khen thưởng",
            "Ghi phiếu tại đơn vị, in biên bản, gộp tệp và lập thông báo. Không cần mạng.",
        )
        head.addWidget(picture)
        head.addLayout(words, 1)
        box.addLayout(head)

    def _buttons(self) -> QWidget:
        self.open_button = button("&Mở tệp…", "primary")
        self.open_button.clicked.connect(self.open_requested)
        self.sample_button = with_icon(button("Tạo từ mẫ&u năm 2019"), self._theme.icon("sample"))
        self.sample_button.clicked.connect(self.sample_requested)
        self.new_button = button("Đợt k&iểm tra mới…")
        self.new_button.clicked.connect(self.new_requested)
        return flowing((self.open_button, self.new_button, self.sample_button), UNIT)
