"""The menus of the checklist editor as data: what can be asked of it, with its keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import ascii_lowercase
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from tdkt_desktop.domain.draft.tree import STATEMENT_WORDS


class Entry(NamedTuple):
    """One entry; `shown_keys` are handled by the outline itself, lest a field loses them."""

    key: str
    text: str
    keys: str = ""
    shown_keys: str = ""


LINE = Entry("", "")
STATEMENTS_TITLE = "Câu tổn&g hợp"
MENUS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "&Phiếu",
        (
            Entry("save", "&Lưu thành bản mới…", "Ctrl+S"),
            Entry("use", "&Dùng cho đợt đang mở…"),
            LINE,
            Entry("versions", "&Các bản đã lưu…"),
            Entry("start_over", "&Trở về bản đã lưu"),
            LINE,
            Entry("export", "&Xuất ra Excel hoặc tệp chữ…"),
            Entry("import", "&Nhập từ Excel hoặc tệp chữ…"),
            LINE,
            Entry("close", "Đón&g", "Ctrl+W"),
        ),
    ),
    (
        "&Sửa",
        (
            Entry("undo", "&Hoàn tác", "Ctrl+Z"),
            Entry("redo", "&Làm lại", "Ctrl+Y"),
            LINE,
            Entry("copy", "&Chép thêm một bản", "", "Ctrl+D"),
            Entry("up", "Chuyể&n lên", "", "Alt+Up"),
            Entry("down", "Chuyển &xuống", "", "Alt+Down"),
            Entry("into", "Chuyển &sang chỗ khác…"),
            Entry("remove", "&Bỏ", "", "Del"),
            LINE,
            Entry("renumber", "Đánh lại số &mục thông báo"),
        ),
    ),
    (
        "&Thêm",
        (
            Entry("add_question", "&Câu hỏi", "Ctrl+Shift+Q"),
            Entry("add_criterion", "&Nội dung kiểm tra", "Ctrl+Shift+N"),
            Entry("add_contradiction", "&Mâu thuẫn cần soát"),
            LINE,
            Entry("add_section", "Mục &thông báo"),
            Entry("add_count", "&Vế của câu tổng hợp"),
        ),
    ),
    (
        "&Xem",
        (
            Entry("form", "&Phiếu trên máy…", "Ctrl+Shift+P"),
            Entry("paper", "Phiếu &giấy để ghi tay…"),
            LINE,
            Entry("next_problem", "&Chỗ cần sửa kế tiếp", "F8"),
            Entry("help", "&Trợ giúp về soạn phiếu", "F1"),
        ),
    ),
)


def build_menus(
    owner: QWidget, verbs: Mapping[str, Callable[[], object]]
) -> tuple[QMenuBar, dict[str, QAction]]:
    """The menu bar with every verb; the actions by key. Actions of windows are found by name ("undo") in fields."""
    bar, made = QMenuBar(owner), {}
    bar.setAccessibleName("Các lệnh soạn phiếu")
    for title, entries in MENUS:
        menu = bar.addMenu(title)
        for entry in entries:
            if entry is LINE:
                menu.addSeparator()
                continue
            made[entry.key] = _action(owner, entry, verbs[entry.key])
            menu.addAction(made[entry.key])
        if title == "&Thêm":
            _add_statements(owner, menu, made, verbs)
    return bar, made


def _add_statements(
    owner: QWidget, menu: QMenu, made: dict[str, QAction], verbs: Mapping[str, Callable[[], object]]
) -> None:
    """One entry for each type of sentence."""
    inner = menu.addMenu(STATEMENTS_TITLE)
    taken: set[str] = set()
    for kind, words in STATEMENT_WORDS.items():
        key = f"statement_{kind}"
        made[key] = _action(owner, Entry(key, _lettered(words, taken)), verbs[key])
        inner.addAction(made[key])


def _lettered(words: str, taken: set[str]) -> str:
    """Words with the first letter of any keyboard that no entry before has."""
    at = next(
        at for at, one in enumerate(words) if one.lower() in ascii_lowercase and one.lower() not in taken
    )
    taken.add(words[at].lower())
    return f"{words[:at]}&{words[at:]}"


def _action(owner: QWidget, entry: Entry, verb: Callable[[], object]) -> QAction:
    words = f"{entry.text}\t{_native(entry.shown_keys)}" if entry.shown_keys else entry.text
    action = QAction(words, owner)
    action.setObjectName(entry.key)
    if entry.keys:
        action.setShortcut(QKeySequence.fromString(entry.keys))
    action.triggered.connect(lambda _=False: verb())
    owner.addAction(action)
    return action


def _native(keys: str) -> str:
    return QKeySequence.fromString(keys).toString(QKeySequence.SequenceFormat.NativeText)
