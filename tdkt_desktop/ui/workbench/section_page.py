"""The middle of the workbench: a section's heading, what to do with it, what to read again, and its text."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.fields import button, card, label
from tdkt_desktop.ui.controls.flow_layout import FlowLayout
from tdkt_desktop.ui.look.theme import GAP, LINE_WIDTH, PAGE, UNIT, Theme
from tdkt_desktop.ui.workbench.notice_editor import NoticeEditor
from tdkt_desktop.ui.workbench.notice_sheet import NoticeSheet, name_of
from tdkt_desktop.ui.workbench.text_history import compared
from tdkt_desktop.workflows.notice.notice_prose import Stale, counts_told
from tdkt_desktop.workflows.notice.notice_sources import title_of

MOST_STALE, MOST_LETTERS = 3, 420  # what the card shows; the rest is said in a number
BY_PROGRAM = (
    "Phần mềm lập từ dữ liệu. Sửa chữ nào, cả mục thành lời văn của thư ký; số liệu vẫn tự theo dữ liệu."
)
BY_LOCK = "Thông báo đã ban hành: lời văn chỉ để đọc; bản in là bản đã ký."
IN_WORDS, EXACTLY = "Nêu &khái quát", "Bỏ &khái quát"
WORDS_HINT = "Số đơn vị trong mục nêu bằng lời: 100%; hầu hết, từ 75%; đa số, trên 50%; một số. Bấm lần nữa để trở lại con số."
BY_HAND = "Lời văn của thư ký. Số liệu trên nền màu tự theo dữ liệu."
LEAST_LINES = 9  # of text that are seen whatever stands above them
QUIET_MS = 250  # after the last key: marks and outline follow


class SectionPage(QScrollArea):
    """Shows one section. `states_changed` when what the outline says may have changed."""

    states_changed = Signal()

    def __init__(self, sheet: NoticeSheet, theme: Theme) -> None:
        super().__init__()
        self.sheet, self._theme = sheet, theme
        self.key = ""
        self.heading, self.hint = label("", "heading"), label("", "hint")
        self.editor = NoticeEditor(theme, sheet.notice.pieces_of)
        self.editor.setAccessibleName("Lời văn của mục")
        self.editor.explain = self._explain
        self.editor.edited.connect(self._typed)
        self.editor.entered.connect(lambda: self.ensureWidgetVisible(self.editor, 0, UNIT))
        self._later = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._later.timeout.connect(self._show_states)
        self._build()
        sheet.replaced.connect(self._show_replaced)
        sheet.renewed.connect(self.refresh)
        sheet.standing_changed.connect(self._show_lock)
        self._show_lock()
        theme.changed.connect(self._dress)

    def show_section(self, key: str, heading: str) -> None:
        """Show a section; the cursor goes to its beginning."""
        self.key = key
        self.heading.setText(heading)
        self.editor.setAccessibleName(f"Lời văn: {heading}")
        self.refresh()
        self.editor.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Show the section as it reads now."""
        notice = self.sheet.notice
        changed = frozenset(token.text for one in notice.stale(self.key) for token in one.tokens)
        self.editor.show_text(notice.pieces(self.key), changed)
        self._show_states()

    def _build(self) -> None:
        self.bar = QWidget()
        self.row = FlowLayout(self.bar, UNIT)
        self.insert_button = button("&Chèn số liệu…")
        self.suggest_button = button("&Gợi ý…")
        self.examples_button = button("Điể&n hình…")
        self.words_button = button(IN_WORDS)
        self.words_button.setToolTip(WORDS_HINT)
        self.words_button.clicked.connect(self._switch_counts)
        self.history_button = button("Lịch sử &mục…")
        self.reset_button = button("Về bản &phần mềm lập")
        self.versions_button = button("Các bản, s&o sánh…")
        self.paper_button = button("Xem bản &in")
        for one in self.verbs:
            self.row.addWidget(one)
        self.reset_button.clicked.connect(lambda: self.sheet.reset(self.key))
        self.stale_card, lines = card()
        self.stale_words = QLabel()
        self.stale_words.setTextFormat(Qt.TextFormat.RichText)
        self.stale_words.setWordWrap(True)
        self.read_button = button("Đã đọc &lại", "primary")
        self.read_button.clicked.connect(lambda: self.sheet.read_again(self.key))
        lines.addWidget(self.stale_words)
        lines.addWidget(self.read_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.stale_card.hide()
        inside = QWidget()
        inside.setProperty("role", "page")
        box = QVBoxLayout(inside)
        box.setContentsMargins(PAGE, GAP, PAGE, GAP)
        box.setSpacing(UNIT)
        for part in (self.heading, self.hint, self.bar, self.stale_card):
            box.addWidget(part)
        box.addWidget(self.editor, 1)
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Mục đang soạn")
        self.setWidget(inside)
        self._limit()

    @property
    def verbs(self) -> tuple[QWidget, ...]:
        """The buttons of the section."""
        return (
            self.insert_button,
            self.suggest_button,
            self.examples_button,
            self.words_button,
            self.history_button,
            self.reset_button,
            self.versions_button,
            self.paper_button,
        )

    def _show_lock(self) -> None:
        """The text of an issued notice is read, not written."""
        locked = self.sheet.locked
        self.editor.set_locked(locked)
        for one in (self.insert_button, self.suggest_button, self.examples_button):
            one.setEnabled(not locked)
        self._show_states()

    def _offer_words(self) -> None:
        """Words where there are counts, counts where there are words."""
        has_words, has_counts = counts_told(self.sheet.notice.paragraphs(self.key))
        self.words_button.setText(EXACTLY if has_words else IN_WORDS)
        self.words_button.setEnabled((has_words or has_counts) and not self.sheet.locked)

    def _switch_counts(self) -> None:
        notice = self.sheet.notice
        in_words = self.words_button.text() == IN_WORDS
        said = "Nêu khái quát" if in_words else "Bỏ khái quát"
        text = notice.switched(self.key, in_words=in_words)
        self.sheet.put(self.key, text, f"{said}: {name_of(self.key)}")
        self.editor.setFocus()

    def _typed(self) -> None:
        self.sheet.edit(self.key, self.editor.paragraphs, anew=self.editor.take_anew())
        if self.key in self.sheet.notice.texts and not self.reset_button.isEnabled():
            self._show_states()
        self._later.start()

    def _show_replaced(self, key: str) -> None:
        if key == self.key:
            self.refresh()
        else:
            self.states_changed.emit()

    def _show_states(self) -> None:
        notice = self.sheet.notice
        stale = notice.stale(self.key)
        is_edited = self.key in notice.texts
        locked = self.sheet.locked
        self.hint.setText(BY_LOCK if locked else BY_HAND if is_edited else BY_PROGRAM)
        self.reset_button.setEnabled(is_edited and not locked)
        self._offer_words()
        self.read_button.setEnabled(not locked)
        self.stale_card.setVisible(bool(stale))
        if stale:
            words = [self._stale_line(one) for one in stale[:MOST_STALE]]
            more = len(stale) - MOST_STALE
            words += [f"Và {more:02d} chỗ khác."] if more > 0 else []
            self.stale_words.setText("<br/>".join(words))
            self.stale_words.setAccessibleName(f"Cần đọc lại {len(stale):02d} chỗ")
        self.states_changed.emit()

    def _stale_line(self, one: Stale) -> str:
        if one.paragraph < 0:
            title = escape(title_of(one.tokens[0]))
            said = escape(one.after[:MOST_LETTERS] or "không còn")
            return f"<b>Mới, chưa có trong lời văn</b> ({title}): {said}"
        what = compared(one.before[:MOST_LETTERS], one.after[:MOST_LETTERS], self._theme)
        return f"<b>Cần đọc lại đoạn {one.paragraph + 1:02d}:</b> {what}"

    def _explain(self, token: str) -> str:
        return title_of(token) if token else ""

    def _dress(self) -> None:
        self._limit()
        self.editor.redraw()
        self._show_states()

    def _limit(self) -> None:
        """Lines stay short enough to read; with large letters on a small screen the page scrolls, not the words away."""
        for part in (self.editor, self.stale_card):
            part.setMaximumWidth(self._theme.px(LINE_WIDTH))
        self.editor.setMinimumHeight(LEAST_LINES * self.editor.fontMetrics().lineSpacing())
