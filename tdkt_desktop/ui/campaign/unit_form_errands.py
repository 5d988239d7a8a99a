"""The form a unit fills in beforehand: written for it, and read when it comes back, each on the worker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.ui.controls.messages import show_error, show_text
from tdkt_desktop.ui.desk.desk import Desk

if TYPE_CHECKING:
    from tdkt_desktop.ui.campaign.campaign_view import CampaignView
    from tdkt_desktop.workflows.unit.unit_forms import FormReading

FILES = "Tệp Excel (*.xlsx)"
WRITTEN = "Đã ghi phiếu tự kiểm tra. Gửi tệp này cho đơn vị; đơn vị ghi vào các ô nền vàng rồi gửi lại."


def ask_where_to(desk: Desk, unit: Unit, window: QWidget) -> None:
    """Choose a name, then write the form."""
    name, _ = QFileDialog.getSaveFileName(
        window, "Xuất phiếu tự kiểm tra", f"phieu-tu-kiem-tra-{unit.code}.xlsx", FILES
    )
    if name:
        write_form(desk, unit, Path(name).with_suffix(".xlsx"), window)


def write_form(desk: Desk, unit: Unit, path: Path, window: QWidget) -> None:
    """Write the form of a unit; a file of that name is replaced, as the file dialog has asked."""
    session = desk.session

    def work() -> Path:
        from tdkt_desktop.workflows.unit.unit_forms import make_form

        return make_form(session, unit.code, path, replacing=True)

    desk.background.run(
        "Đang ghi phiếu tự kiểm tra…",
        work,
        lambda made: show_text(window, WRITTEN, str(made)),
        lambda error: show_error(window, error),
    )


def ask_form(desk: Desk, view: CampaignView, window: QWidget) -> None:
    """Choose a form that came back, then read it."""
    if not desk.autosave.flush():
        return
    name, _ = QFileDialog.getOpenFileName(window, "Đọc phiếu tự kiểm tra", "", FILES)
    if name:
        read_form(desk, view, Path(name), window)


def read_form(desk: Desk, view: CampaignView, path: Path, window: QWidget) -> None:
    """Read a form and show it beside the record of its unit; nothing is recorded by that."""
    session = desk.session

    def work() -> FormReading:
        from tdkt_desktop.workflows.unit.unit_forms import read_filled_form

        return read_filled_form(session, path)

    def done(reading: FormReading) -> None:
        from tdkt_desktop.ui.office.form_report_dialog import FormReportDialog

        sheet = desk.sheet(reading.unit)
        sheet.show_report(reading)
        dialog = FormReportDialog(sheet, reading.report, window)
        dialog.going.connect(lambda question: view.show_place(reading.unit, "", question))
        dialog.open()

    desk.background.run("Đang đọc phiếu tự kiểm tra…", work, done, lambda error: show_error(window, error))
