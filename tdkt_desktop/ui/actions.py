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
            Entry("new_campaign", "Đợt k&iểm tra mới…", "Ctrl+N"),
            Entry("open", "&Mở tệp…", "Ctrl+O"),
            Entry("next_year", "Lập đợt năm &sau từ đợt trước…"),
            Entry("sample", "Tạo từ mẫ&u năm 2019"),
            Entry("checklists", "Soạn &phiếu kiểm tra…"),
            LINE,
            Entry("save", "&Lưu ngay", "Ctrl+S", Needs.CAMPAIGN),
            Entry("save_elsewhere", "Lưu &ra nơi khác…", "", Needs.CAMPAIGN),
            LINE,
            Entry("backup", "Sao lưu &ngay", "", Needs.CAMPAIGN),
            Entry("restore", "&Khôi phục bản sao lưu…", "", Needs.CAMPAIGN),
            LINE,
            Entry("close_campaign", "Đón&g đợt kiểm tra", "Ctrl+W", Needs.CAMPAIGN),
            Entry("quit", "T&hoát", "Ctrl+Q"),
        ),
    ),
    (
        "&Soạn",
        (
            Entry("undo", "&Hoàn tác", "Ctrl+Z", Needs.CAMPAIGN),
            Entry("redo", "&Làm lại", "Ctrl+Y", Needs.CAMPAIGN),
            LINE,
            Entry("history", "Lịch &sử…", "F2", Needs.UNIT),
            Entry("question_state", "Tình trạng câ&u hỏi…", "F4", Needs.UNIT),
            LINE,
            Entry("add_evidence", "Thêm &minh chứng…", "Ctrl+M", Needs.UNIT),
            Entry("paste_evidence", "&Dán ảnh làm minh chứng", "", Needs.UNIT),
            LINE,
            Entry("find", "&Tìm trong đợt kiểm tra…", "Ctrl+F", Needs.CAMPAIGN),
        ),
    ),
    (
        "&Xem",
        (
            Entry("palette", "&Tìm lệnh, đơn vị, câu hỏi…", "Ctrl+K"),
            Entry("panel", "Cột &bên phải", "F8", Needs.UNIT),
            LINE,
            Entry("zoom_in", "&Phóng to", "Ctrl+="),
            Entry("zoom_out", "Thu &nhỏ", "Ctrl+-"),
            Entry("zoom_reset", "Cỡ thườn&g", "Ctrl+0"),
            LINE,
            Entry("system", "Theo &máy", choice="scheme"),
            Entry("light", "&Sáng", choice="scheme"),
            Entry("dark", "Tố&i", choice="scheme"),
            Entry("contrast", "Tương phản &cao", choice="scheme"),
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
            LINE,
            Entry("unit_form", "&Xuất phiếu tự kiểm tra (Excel)…", "", Needs.UNIT),
            Entry("read_unit_form", "Đọc &phiếu tự kiểm tra…", "", Needs.CAMPAIGN),
        ),
    ),
    (
        "&Biên bản",
        (
            Entry("preview_minutes", "Xem &trước và in biên bản", "Ctrl+P", Needs.UNIT),
            Entry("export_minutes", "&Xuất biên bản…", "Ctrl+E", Needs.UNIT),
            LINE,
            Entry("seal", "&Chốt, mở lại hoặc bổ sung…", "", Needs.UNIT),
            Entry("compare_code", "Đối chiếu &mã biên bản…", "", Needs.CAMPAIGN),
            Entry("attach_signed", "Đính &bản quét đã ký…", "", Needs.UNIT),
            LINE,
            Entry("blank_checklist", "&In phiếu trắng…", "", Needs.CAMPAIGN),
        ),
    ),
    (
        "Tổng &hợp",
        (
            Entry("issue_plans", "Phát hành &kế hoạch cho các đoàn…", "", Needs.OFFICE),
            Entry("merge", "&Gộp tệp của các đoàn", "", Needs.OFFICE),
            Entry("notice", "&Thông báo", "", Needs.OFFICE),
            Entry("notice_versions", "Các bản của t&hông báo…", "", Needs.OFFICE),
            Entry("charts", "&Biểu đồ…", "", Needs.CAMPAIGN),
            Entry("cross_reference", "Bảng đối ch&iếu nội bộ…", "", Needs.OFFICE),
            Entry("letterhead", "&Cơ quan ban hành, người ký…", "", Needs.OFFICE),
            Entry("carry_over", "&Lấy từ đợt kiểm tra trước…", "", Needs.OFFICE),
            LINE,
            Entry("checks", "&Rà soát", "F7", Needs.CAMPAIGN),
            Entry("check_text", "Rà &soát thông báo có sẵn…", "", Needs.CAMPAIGN),
            Entry("proposals", "Kiến &nghị của các đơn vị…", "", Needs.CAMPAIGN),
            LINE,
            Entry("export_team", "Xuất tệp của đ&oàn…", "", Needs.TEAM),
            LINE,
            Entry("issue_locked", "Phát hành kế hoạch có &mật khẩu…", "", Needs.OFFICE),
            Entry("export_locked", "X&uất tệp của đoàn có mật khẩu…", "", Needs.TEAM),
            Entry("machines", "Mã má&y…", "", Needs.CAMPAIGN),
        ),
    ),
    (
        "T&rợ giúp",
        (
            Entry("help", "Trợ giúp về &chỗ này", "F1"),
            Entry("keys", "Các &phím dùng nhanh"),
            Entry("tour", "&Làm quen trong năm bước"),
            Entry("guides", "Lưu &hướng dẫn thành PDF…"),
            LINE,
            Entry("about", "&Giới thiệu"),
        ),
    ),
)
ABOUT = "Kiểm tra công tác thi đua, khen thưởng. Phần mềm làm việc trên máy này, không gửi gì ra ngoài."


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
            action.setObjectName(entry.key)  # fields find "history" by it
            action.setShortcut(QKeySequence.fromString(entry.keys))
            if entry.choice:
                action.setCheckable(True)
                groups.setdefault(entry.choice, QActionGroup(window)).addAction(action)
            verb = verbs[entry.key]
            action.triggered.connect(lambda _=False, verb=verb: verb())
            menu.addAction(action)
            made[entry.key] = (entry, action)
    return made
