"""Which field of the record a widget edits: by it the history, undo and the last place find their way."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tdkt_desktop.domain.revisions import FieldKey

FIELD, LIST, ITEM = "tdkt_field", "tdkt_list", "tdkt_item"


def mark_field(widget: QWidget, subject: str, field: str) -> None:
    """The widget, and what is inside it, edits this field."""
    widget.setProperty(FIELD, f"{subject}|{field}")


def mark_list(widget: QWidget, unit: str, list_code: str) -> None:
    """The widget holds the lines of a list; each line is marked with its item's id."""
    widget.setProperty(LIST, f"item/{unit}/{list_code}")


def mark_item(widget: QWidget, item_id: str) -> None:
    widget.setProperty(ITEM, item_id)


def key_of(widget: QWidget | None) -> FieldKey | None:
    """The field that a widget, or what it stands in, edits."""
    item = ""
    while widget is not None:
        item = item or str(widget.property(ITEM) or "")
        subject = widget.property(LIST)
        if subject and item:
            return f"{subject}/{item}", "item"
        if said := widget.property(FIELD):
            subject, _, field = str(said).rpartition("|")
            return subject, field
        widget = widget.parentWidget()
    return None


def find_field(root: QWidget, key: FieldKey) -> QWidget | None:
    """The widget inside `root` that edits a field; for a line that is gone, the list it was in."""
    subject, field = key
    found = None
    for widget in root.findChildren(QWidget):
        if widget.property(FIELD) == f"{subject}|{field}" or (
            widget.property(ITEM) and key_of(widget) == key
        ):
            return widget
        if widget.property(LIST) == subject.rpartition("/")[0]:
            found = widget
    return found
