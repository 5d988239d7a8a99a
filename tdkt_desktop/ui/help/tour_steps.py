"""The five steps of the first tour: what each says, and the real part of the window that it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QMainWindow, QWidget

from tdkt_desktop.ui.campaign.campaign_view import CampaignView
from tdkt_desktop.ui.controls.status_line import StatusLine
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.unit.unit_tab import UnitTab

MINUTES_MENU = "Biên bản"


class TourStep(NamedTuple):
    """`anchor` gives the place of what is explained in the window, None while it is not to be seen.

    `at_form` says that the step needs the form of a criterion; `folded` is said where the anchor is the menu instead.
    """

    title: str
    words: str
    anchor: Callable[[QMainWindow, CampaignView], QRect | None]
    at_form: bool = True
    folded: str = ""


def _unit_tab(window: QMainWindow, view: CampaignView) -> QRect | None:
    bar = view.tabs.tabBar()
    place = view.tabs.currentIndex() if view.unit_tab is not None else 1
    return _seen(bar, window, bar.tabRect(place))


def _criteria(window: QMainWindow, view: CampaignView) -> QRect | None:
    tab = view.unit_tab
    return _seen(tab.steps, window) if tab is not None else None


def _answer(window: QMainWindow, view: CampaignView) -> QRect | None:
    form = view.unit_tab.form if view.unit_tab is not None else None
    if not isinstance(form, CriterionForm):
        return None
    row = next((row for row in form.rows.values() if not row.isHidden()), None)
    return _seen(row, window) if row is not None else None


def _minutes(window: QMainWindow, view: CampaignView) -> QRect | None:
    tab = view.unit_tab
    if tab is None:
        return None
    return _seen(tab.panel, window) or _minutes_menu(window)


def _minutes_menu(window: QMainWindow) -> QRect | None:
    """Where the right column is folded away: the menu that offers the same."""
    bar = window.menuBar()
    for action in bar.actions():
        if action.text().replace("&", "") == MINUTES_MENU:
            return _seen(bar, window, bar.actionGeometry(action))
    return None


def _saved(window: QMainWindow, _view: CampaignView) -> QRect | None:
    status = window.statusBar()
    return _seen(status.saved_label, window) if isinstance(status, StatusLine) else None


def folded(tab: UnitTab | None) -> bool:
    """Whether the right column is hidden, as in a narrow window."""
    return tab is not None and not tab.panel.isVisible()


STEPS = (
    TourStep(
        "Mỗi đơn vị một thẻ",
        "Thẻ Tổng quan cho biết tiến độ của cả đợt. Mỗi đơn vị có một thẻ; vòng tròn trên thẻ cho biết đã ghi "
        "được bao nhiêu. Ctrl+PageDown sang thẻ sau.",
        _unit_tab,
        at_form=False,
    ),
    TourStep(
        "Các nội dung kiểm tra",
        "Chọn một nội dung ở đây thì phiếu của nội dung đó hiện ở giữa. Dấu bên cạnh cho biết đã ghi đủ hay chưa. "
        "Alt+↓ sang nội dung sau.",
        _criteria,
    ),
    TourStep(
        "Ghi câu trả lời",
        "Chọn Có, Không hoặc gõ vào ô. Tab sang ô sau. Câu hỏi không áp dụng cho đơn vị thì bấm F4.",
        _answer,
    ),
    TourStep(
        "Chỗ còn thiếu và biên bản",
        "Cột này nêu những câu chưa ghi (Ctrl+Enter để tới từng câu), minh chứng, rồi các nút xem trước, in và chốt "
        "biên bản.",
        _minutes,
        folded="Xem trước, in, xuất và chốt biên bản ở thực đơn này. F8 hiện cột bên phải có các chỗ còn thiếu; "
        "Ctrl+Enter tới từng chỗ.",
    ),
    TourStep(
        "Không phải bấm lưu",
        "Mọi chữ được tự ghi vào máy; dòng này cho biết đã lưu lúc mấy giờ. Cần tìm việc gì, bấm Ctrl+K; cần trợ giúp, "
        "bấm F1.",
        _saved,
    ),
)


def _seen(part: QWidget, window: QMainWindow, inside: QRect | None = None) -> QRect | None:
    """The part of a widget that can be seen, in the window's own measure."""
    if not part.isVisible():
        return None
    region = part.visibleRegion().boundingRect()
    shown = region.intersected(inside) if inside is not None else region
    if shown.isEmpty():
        return None
    return QRect(part.mapTo(window, QPoint(shown.topLeft())), shown.size())
