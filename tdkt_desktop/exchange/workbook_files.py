"""Reading campaign, answers and checklist workbooks (XLSX) into the same plain trees as their YAML files.

Sheet "Chung" holds pairs (name, value): a dotted name nests, a name that stands on several rows makes a list. The
other sheets are tables whose first row holds the names of the YAML keys ("leader.name", "cells.tap_the").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from tdkt_desktop.domain.errors import WrongFile
from tdkt_desktop.domain.values import Plain, clean_text
from tdkt_desktop.exchange.checklist.sheets_in import (
    Book,
    checklist_tree,
    is_checklist_book,
    read_checklist_book,
)
from tdkt_desktop.exchange.grids.files import read_grids
from tdkt_desktop.exchange.grids.workbook_guard import open_workbook
from tdkt_desktop.vietnamese.legacy import Judgement, font_encoding, read_legacy

REMEDY = "Hãy đối chiếu với tệp mẫu trong phần hướng dẫn rồi sửa lại; chưa có gì thay đổi."
LIST_NAMES = {
    "issuer.parent",
    "issuer.lines",
    "issuer.team_lines",
    "issuer.signer_lines",
    "issuer.recipients",
    "notes",
}
ANSWER_PLACES = {"unit", "question"}
MAX_ROWS = 100_000


def read_workbook(path: Path) -> Plain:
    """The plain tree of a campaign, answers or checklist workbook. Raises WrongFile naming sheet and row."""
    if is_checklist_book(_titles(path)):
        return checklist_tree(read_grids(path, hidden=True), path.name)
    _refuse_unsure(path)
    workbook = open_workbook(path, read_only=True, data_only=True)
    try:
        sheets = {clean_text(sheet.title).strip(): _rows(sheet, path.name) for sheet in workbook.worksheets}
    except (KeyError, ValueError, OSError) as error:  # sheets are read as they are walked
        raise WrongFile(f"{path.name} bị hỏng hoặc không phải tệp Excel.", REMEDY) from error
    finally:
        workbook.close()
    if "Chung" not in sheets:
        raise WrongFile(
            f"{path.name} thiếu trang tính “Chung”.",
            f"{REMEDY} Nếu là danh sách đơn vị sẵn có, hãy chọn Tệp › Đợt kiểm tra mới… "
            f"(bằng dòng lệnh: tdkt new --from-xlsx {path.name}).",
        )
    tree = _pairs(sheets.pop("Chung"), path.name)
    kind = str(tree.get("format", "")).partition(" ")[0]
    if kind == "tdkt-campaign":
        return tree | _campaign(sheets, path.name)
    if kind == "tdkt-answers":
        return tree | _answers(sheets, path.name)
    raise WrongFile(
        f"{path.name}, trang “Chung”: dòng “format” cần là “tdkt-campaign 1” hoặc “tdkt-answers 1”.", REMEDY
    )


def read_checklist_workbook(path: Path) -> Book:
    """A checklist workbook as far as it goes, with the cells that are not understood. Raises FileMissing or WrongFile."""
    if not is_checklist_book(_titles(path)):
        raise WrongFile(
            f"{path.name} không có trang “survey” nên không phải phiếu kiểm tra.",
            "Hãy chọn tệp phiếu kiểm tra do phần mềm, ODK hoặc Kobo ghi ra; chưa có gì thay đổi.",
        )
    return read_checklist_book(read_grids(path, hidden=True), path.name)


def _titles(path: Path) -> list[str]:
    workbook = open_workbook(path, read_only=True)
    try:
        return [str(title) for title in workbook.sheetnames]
    finally:
        workbook.close()


def _refuse_unsure(path: Path) -> None:
    """A prepared file holds what was decided: a formula's last result may be older than what it is made of, or missing, and
    a number shown with "%" is a hundred times smaller than it looks, and of an old font ư would be lost with the soft hyphens.
    """
    workbook = open_workbook(path, read_only=True)
    try:
        for sheet in workbook.worksheets:
            for row in sheet.iter_rows(max_row=MAX_ROWS):
                for cell in row:
                    if cell.data_type == "f":
                        raise WrongFile(
                            f"{path.name}, trang “{sheet.title}”, ô {cell.coordinate}: là công thức, phần mềm không tính.",
                            "Hãy chép ô đó rồi dán thành giá trị (Paste Values), lưu lại và thử lại.",
                        )
                    if cell.data_type == "n" and cell.value is not None and "%" in cell.number_format:
                        raise WrongFile(
                            f"{path.name}, trang “{sheet.title}”, ô {cell.coordinate}: là tỷ lệ có dấu %, chưa rõ số nào.",
                            "Hãy đặt ô về dạng số (Number) rồi ghi lại số, ví dụ 95; chưa có gì thay đổi.",
                        )
                    if cell.data_type == "s" and (
                        encoding := _old(str(cell.value), str(cell.font.name or ""))
                    ):
                        raise WrongFile(
                            f"{path.name}, trang “{sheet.title}”, ô {cell.coordinate}: là chữ phông cũ ({encoding}).",
                            "Hãy chuyển tệp sang Unicode rồi thử lại; chưa có gì thay đổi.",
                        )
    except (KeyError, ValueError, OSError) as error:  # sheets are read as they are walked
        raise WrongFile(f"{path.name} bị hỏng hoặc không phải tệp Excel.", REMEDY) from error
    finally:
        workbook.close()


def _old(text: str, font: str) -> str:
    """The old encoding of a text; blank for Unicode and where it is not sure."""
    if text.isascii() or (max(text) > "\u00ff" and not font_encoding(font)):
        return ""  # soon said of nearly every cell
    reading = read_legacy(text, font)
    return str(reading.encoding) if reading.judgement in (Judgement.CERTAIN, Judgement.LOST) else ""


def _campaign(sheets: dict[str, list[list[Plain]]], name: str) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for title, key in (("Đoàn", "teams"), ("Đơn vị", "units")):
        if title in sheets:
            found[key] = [row for _, row in _table(sheets[title], f"{name}, trang “{title}”")]
    prose: dict[str, list[Plain]] = {}
    for place, row in _table(sheets.get("Lời văn", []), f"{name}, trang “Lời văn”"):
        prose.setdefault(_needed(row, "section", place), []).append(_needed(row, "text", place))
    return found | ({"prose": prose} if prose else {})


def _answers(sheets: dict[str, list[list[Plain]]], name: str) -> dict[str, Plain]:
    units: dict[str, dict[str, Any]] = {}
    for place, row in _table(sheets.get("Buổi kiểm tra", []), f"{name}, trang “Buổi kiểm tra”"):
        units.setdefault(_needed(row, "unit", place), {}).update(
            {k: v for k, v in row.items() if k != "unit"}
        )
    for place, row in _table(sheets.get("Danh sách", []), f"{name}, trang “Danh sách”"):
        unit, listed = _needed(row, "unit", place), _needed(row, "list", place)
        units.setdefault(unit, {}).setdefault(listed, []).append(
            {k: v for k, v in row.items() if k not in ("unit", "list")}
        )
    for place, row in _table(sheets.get("Nhận xét", []), f"{name}, trang “Nhận xét”"):
        unit, criterion = _needed(row, "unit", place), _needed(row, "criterion", place)
        rest = {k: v for k, v in row.items() if k not in ("unit", "criterion")}
        units.setdefault(unit, {}).setdefault("remarks", {})[criterion] = rest
    for place, row in _table(sheets.get("Trả lời", []), f"{name}, trang “Trả lời”"):
        answers = units.setdefault(_needed(row, "unit", place), {}).setdefault("answers", {})
        _add_answer(
            answers,
            _needed(row, "question", place),
            {k: v for k, v in row.items() if k not in ANSWER_PLACES},
            place,
        )
    return {"units": units}


def _add_answer(answers: dict[str, Plain], question: str, row: dict[str, Plain], place: str) -> None:
    """One row is one answer, or one more line of a list question (its rows have "text" or "cells")."""
    if "text" in row or "cells" in row:
        lines = answers.setdefault(question, [])
        if not isinstance(lines, list):
            raise WrongFile(f"{place}: câu hỏi {question} vừa có dòng giá trị vừa có dòng danh sách.", REMEDY)
        lines.append(row)
        return
    if question in answers:
        raise WrongFile(f"{place}: câu hỏi {question} của đơn vị này có hai dòng.", REMEDY)
    if "value" in row or "not_applicable" in row or "not_checked" in row:
        answers[question] = row
        return
    note = {"note": row.pop("note")} if "note" in row else {}
    answers[question] = {"value": row, **note}


def _pairs(rows: list[list[Plain]], name: str) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for number, row in enumerate(rows, start=1):
        key = str(row[0] or "").strip() if row else ""
        value = row[1] if len(row) > 1 else None
        if not key or value is None:
            continue
        *parents, last = key.split(".")
        node = tree
        for parent in parents:
            node = node.setdefault(parent, {})
        if key in LIST_NAMES:
            node.setdefault(last, []).append(str(value))
        elif last in node:
            raise WrongFile(f"{name}, trang “Chung”, dòng {number}: “{key}” có hai dòng.", REMEDY)
        else:
            node[last] = value
    return tree


def _table(rows: list[list[Plain]], place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each filled row as a tree, with its place; dotted headings nest."""
    if not rows:
        return
    heads = [str(cell or "").strip() for cell in rows[0]]
    for number, row in enumerate(rows[1:], start=2):
        tree: dict[str, Any] = {}
        for head, cell in zip(heads, row, strict=False):
            if not head or cell is None or cell == "":
                continue
            *parents, last = head.split(".")
            node = tree
            for parent in parents:
                node = node.setdefault(parent, {})
            node[last] = cell
        if tree:
            yield f"{place}, dòng {number}", tree


def _needed(row: dict[str, Any], key: str, place: str) -> str:
    if key not in row:
        raise WrongFile(f"{place}: thiếu cột “{key}”.", REMEDY)
    return str(row[key])


def _rows(sheet: Any, name: str) -> list[list[Plain]]:
    rows = []
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if number > MAX_ROWS:
            raise WrongFile(f"{name}, trang “{sheet.title}”: quá {MAX_ROWS} dòng.", REMEDY)
        rows.append([_cell(cell) for cell in row])
    return rows


def _cell(cell: Any) -> Plain:
    """A cell in plain form: dates as ISO text, whole floats as int, other decimals as text so no digit is lost."""
    if isinstance(cell, str):
        return clean_text(cell).strip()
    if isinstance(cell, dt.datetime | dt.date):
        return (cell.date() if isinstance(cell, dt.datetime) else cell).isoformat()
    if isinstance(cell, dt.time):
        return cell.strftime("%H:%M")
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else format(Decimal(repr(cell)), "f")
    return cell
