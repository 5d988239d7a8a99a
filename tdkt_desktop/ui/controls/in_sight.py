"""The page scrolls with the keyboard: whatever gets it is seen, with the question it belongs to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tdkt_desktop.ui.look.theme import PAGE, UNIT

WHOLE = "tdkt_whole"  # a part of a form that is shown whole when something in it gets the keyboard


def show_whole(part: QWidget) -> None:
    """Mark a part of a form, such as a question with its words, as what to bring into sight."""
    part.setProperty(WHOLE, True)


def keep_in_sight(form: QWidget) -> None:
    """From now on a widget of this form that gets the keyboard is scrolled into sight.

    Qt itself does so for Tab only, not where Enter, a jump or undo moves the keyboard.
    """
    _Sight(form)


class _Sight(QObject):
    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        form.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def eventFilter(self, form: QObject, event: QEvent) -> bool:  # Qt's name
        if event.type() is QEvent.Type.Resize:  # a line came, or the text grew under the cursor
            self._focus_moved(None, QApplication.focusWidget())
        return False

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._form.isAncestorOf(new):
            QTimer.singleShot(0, new, lambda: self._show(new))  # a new line is laid out first

    def _show(self, widget: QWidget) -> None:
        area = self._form.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is None or not widget.isVisible() or not self._form.isAncestorOf(widget):
            return
        page: QWidget = area.widget()  # type: ignore[assignment]  # the form stands in it
        bar = area.verticalScrollBar()
        height, top = area.viewport().height(), bar.value()
        for part, room in ((self._whole(widget), PAGE), (widget, UNIT)):  # the field itself has the last word
            where = QRect(part.mapTo(page, QPoint(0, 0)), part.size()).adjusted(0, -room, 0, room)
            if where.height() <= height:
                top = min(max(top, where.bottom() - height), where.top())
            elif part is widget:
                top = where.top()
        bar.setValue(top)

    def _whole(self, widget: QWidget) -> QWidget:
        part: QWidget | None = widget
        while part is not None and part is not self._form:
            if part.property(WHOLE):
                return part
            part = part.parentWidget()
        return widget
