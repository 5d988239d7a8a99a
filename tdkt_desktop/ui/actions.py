"""The menus as data: what a person can ask the window for, with its keys and when it makes sense."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow


class Needs(Enum):
    """What must be there for an entry to be usable."""

    NOTHING = auto()
    CAMPAIGN = auto()
    UNIT = auto()
    OFFICE = auto()
    TEAM = auto()


class Entry(NamedTuple):
    """One entry of a menu; `choice` groups entries of which one is ticked."""

    key: str
    text: str
    keys: str = ""
    needs: Needs = Needs.NOTHING
    choice: str = ""


LINE = Entry("", "")
MENUS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    (
        "&Tệp",
        (
            Entry("open", "&Mở tệp…", "Ctrl+O"),
            Entry("sample", "Tạo từ mẫ&u năm 2019"),
            Entry("save", "&Lưu ngay", "Ctrl+S", Needs.CAMPAIGN),
            LINE,
            Entry("close_campaign", "Đón&g đợt kiểm tra", "Ctrl+W", Needs.CAMPAIGN),
            Entry("quit", "T&hoát", "Ctrl+Q"),
        ),
    ),
    (
        "Đơn &vị",
        (
            Entry("overview", "&Tổng quan", "Ctrl+Home", Needs.CAMPAIGN),
            Entry("next_tab", "Thẻ &sau", "Ctrl+PgDown", Needs.CAMPAIGN),
            Entry("previous_tab", "Thẻ t&rước", "Ctrl+PgUp", Needs.CAMPAIGN),
            LINE,
            Entry("next_step", "&Nội dung sau", "Alt+Down", Needs.UNIT),
            Entry("previous_step", "Nội &dung trước", "Alt+Up", Needs.UNIT),
            Entry("next_gap", "Tới chỗ &còn thiếu", "Ctrl+Return", Needs.UNIT),
        ),
    ),
    (
        "&Biên bản",
        (
            Entry("preview_minutes", "Xem &trước biên bản", "Ctrl+P", Needs.UNIT),
            Entry("export_minutes", "&Xuất biên bản…", "Ctrl+E", Needs.UNIT),
            Entry("seal", "&Chốt hoặc mở lại biên bản", "", Needs.UNIT),
        ),
    ),
    (
        "Tổng &hợp",
        (
            Entry("issue_plans", "Xuất tệp &kế hoạch cho các đoàn…", "", Needs.OFFICE),
            Entry("merge", "&Gộp tệp của các đoàn", "", Needs.OFFICE),
            Entry("notice", "&Thông báo", "", Needs.OFFICE),
            LINE,
            Entry("export_team", "Xuất tệp của đ&oàn…", "", Needs.TEAM),
        ),
    ),
    (
        "&Xem",
        (
            Entry("system", "Theo &máy", choice="scheme"),
            Entry("light", "&Sáng", choice="scheme"),
            Entry("dark", "&Tối", choice="scheme"),
        ),
    ),
    (
        "Trợ &giúp",
        (
            Entry("help", "&Cách dùng các phím", "F1"),
            Entry("about", "&Giới thiệu"),
        ),
    ),
)
ABOUT = "Kiểm tra công tác thi đua, khen thưởng. Phần mềm làm việc trên máy này, không gửi gì ra ngoài."
HELP = (
    "Ctrl+PageDown, Ctrl+PageUp: sang thẻ sau, thẻ trước.\n"
    "Alt+mũi tên xuống, Alt+mũi tên lên: nội dung sau, nội dung trước; "
    "trong danh sách thì chuyển dòng xuống, lên.\n"
    "Ctrl+Enter: tới chỗ còn thiếu tiếp theo.\n"
    "Ctrl+S: ghi ngay. Phần mềm vẫn tự ghi sau mỗi lần nhập.\n"
    "Ctrl+P: xem trước biên bản. Ctrl+E: xuất biên bản."
)


def build_menus(
    window: QMainWindow,
    verbs: Mapping[str, Callable[[], object]],
) -> dict[str, tuple[Entry, QAction]]:
    """Fill the menu bar; every entry calls the verb of its key. Returns the actions by key."""
    made: dict[str, tuple[Entry, QAction]] = {}
    groups: dict[str, QActionGroup] = {}
    for title, entries in MENUS:
        menu = window.menuBar().addMenu(title)
        for entry in entries:
            if entry is LINE:
                menu.addSeparator()
                continue
            action = QAction(entry.text, window)
            action.setShortcut(QKeySequence(entry.keys))
            if entry.choice:
                action.setCheckable(True)
                groups.setdefault(entry.choice, QActionGroup(window)).addAction(action)
            verb = verbs[entry.key]
            action.triggered.connect(lambda _=False, verb=verb: verb())
            menu.addAction(action)
            made[entry.key] = (entry, action)
    return made
