"""How wide the words of a list's rows may be: the style in use says, so that a row made as high as its words shows them all."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

LEAST = 60  # px; a list that is not laid out yet is narrower


def row_room(view: QListView) -> int:
    """In px, for rows without icons."""
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = QRect(0, 0, view.viewport().width(), option.fontMetrics.height())
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
    option.text = " "
    style = view.style()
    words = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, view)
    margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, view) + 1
    return max(LEAST, words.width() - 2 * margin)
