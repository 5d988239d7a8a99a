"""Lists that are no question of the checklist: who was there, and what must be put right."""

from __future__ import annotations

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.inspection import FIGURES, MEMBERS, REPRESENTATIVES, REQUIREMENTS
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.values import Answer
from tdkt_desktop.ui.controls.field_keys import mark_list
from tdkt_desktop.ui.desk.sheet import Sheet
from tdkt_desktop.ui.editors.item_row import ItemField
from tdkt_desktop.ui.editors.items import ItemsEditor
from tdkt_desktop.ui.look.theme import Theme

TITLES = {
    MEMBERS: "Thành viên đoàn có mặt",
    REPRESENTATIVES: "Đại diện đơn vị",
    REQUIREMENTS: "Yêu cầu khắc phục",
    FIGURES: "Số liệu báo cáo và số liệu kiểm tra",
}
PERSON = (ItemField("text", "Họ và tên hoặc cơ quan", 3), ItemField("note", "Chức vụ, vai trò", 3))
FIELDS = {
    MEMBERS: PERSON,
    REPRESENTATIVES: PERSON,
    REQUIREMENTS: (ItemField("text", "Việc cần khắc phục", 4), ItemField("period", "Thời hạn", 2)),
    FIGURES: (
        ItemField("text", "Số liệu", 4, placeholder="Ví dụ số sáng kiến năm 2019"),
        ItemField("cell:reported", "Đơn vị báo cáo", 2),
        ItemField("cell:verified", "Kiểm tra thấy", 2),
    ),
}


def make_list(sheet: Sheet, code: str, theme: Theme) -> ItemsEditor:
    """The editor of one of the inspection's own lists, bound to the sheet."""
    question = Question(code, Kind.LIST, TITLES[code])
    editor = ItemsEditor(question, theme.icon, FIELDS[code])
    mark_list(editor, sheet.unit.code, code)
    editor.load(Answer(items=sheet.inspection.items(code)))
    editor.item_edited.connect(sheet.set_item)
    editor.item_removed.connect(sheet.remove_item)
    editor.items_moved.connect(sheet.move_items)
    return editor
