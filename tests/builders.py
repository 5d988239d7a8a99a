"""A small, plainly generic campaign for tests: three units, two criteria, one question of every kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import yaml

CHECKLIST: dict[str, Any] = {
    "format": "tdkt-checklist 1",
    "code": "thu-nghiem",
    "version": "1",
    "title": "Danh mục thử",
    "criteria": [
        {
            "code": "N1",
            "section": "I.1",
            "title": "Nội dung thứ nhất",
            "questions": [
                {"code": "N1.1", "kind": "yes_no", "ask": "Có kế hoạch không?", "expects": True},
                {
                    "code": "N1.2",
                    "kind": "document",
                    "ask": "Văn bản nào?",
                    "required": False,
                    "when": {"question": "N1.1", "equals": True},
                },
                {
                    "code": "N1.3",
                    "kind": "choice",
                    "ask": "Báo cáo thế nào?",
                    "choices": ["đầy đủ", "phải bổ sung"],
                    "expects": "đầy đủ",
                },
                {"code": "N1.4", "kind": "count", "ask": "Số cuộc họp?", "measure": "cuộc họp"},
                {"code": "N1.5", "kind": "date", "ask": "Ngày phát động?"},
                {"code": "N1.6", "kind": "text", "ask": "Cách làm hay?"},
            ],
        },
        {
            "code": "N2",
            "section": "I.2",
            "title": "Nội dung thứ hai",
            "questions": [
                {"code": "N2.1", "kind": "list", "ask": "Các khoản ủng hộ?"},
                {"code": "N2.2", "kind": "money", "ask": "Tổng số?", "total_of": ["N2.1"], "required": False},
                {"code": "N2.3", "kind": "percent", "ask": "Tỷ lệ hoàn thành?"},
                {"code": "N2.4", "kind": "number", "ask": "Chiều dài đường?", "measure": "km"},
                {
                    "code": "N2.5",
                    "kind": "table",
                    "ask": "Số điển hình?",
                    "columns": [
                        {"key": "tap_the", "title": "Tập thể"},
                        {"key": "ca_nhan", "title": "Cá nhân"},
                    ],
                },
                {
                    "code": "N2.6",
                    "kind": "list",
                    "ask": "Kiến nghị với tỉnh?",
                    "addressee": "Đối với tỉnh",
                    "required": False,
                },
            ],
        },
    ],
    "sections": [
        {
            "key": "I.1",
            "title": "Lãnh đạo",
            "statements": [
                {
                    "type": "counts",
                    "lead": "Ngay từ đầu năm, ",
                    "counts": [{"question": "N1.1", "does": "có kế hoạch", "fails": "chưa có kế hoạch"}],
                },
                {"type": "prose"},
            ],
        },
        {
            "key": "I.2",
            "title": "Phong trào",
            "statements": [
                {"type": "examples", "opening": "Các đơn vị tích cực ủng hộ", "questions": ["N2.1"]},
                {"type": "proposals", "questions": ["N2.6"]},
            ],
        },
    ],
}

CAMPAIGN: dict[str, Any] = {
    "format": "tdkt-campaign 1",
    "id": "dot-thu",
    "title": "Đợt kiểm tra thử",
    "year": 2026,
    "checklist": "danh-muc.yaml",
    "plan": {"number": "01/KH-HĐ", "date": "2026-01-05", "title": "Kiểm tra thử"},
    "issuer": {
        "lines": ["HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG"],
        "name": "Hội đồng Thi đua - Khen thưởng tỉnh",
        "place": "Tỉnh lỵ",
        "symbol": "TB-HĐTĐKT",
        "signer_lines": ["CHỦ TỊCH"],
        "recipients": ["Như trên", "Lưu: VT"],
    },
    "teams": [{"code": "D1", "name": "Đoàn số 01"}, {"code": "D2", "name": "Đoàn số 02"}],
    "units": [
        {"code": "A", "official": "Đơn vị 01", "planned_date": "2026-03-01", "team": "D1"},
        {"code": "B", "official": "Đơn vị 02", "planned_date": "2026-03-02", "team": "D1"},
        {"code": "C", "official": "Đơn vị 03", "team": "D2"},
    ],
    "prose": {"I.1": ["Nhìn chung các đơn vị quan tâm chỉ đạo."]},
}

ANSWERS: dict[str, Any] = {
    "format": "tdkt-answers 1",
    "campaign": "dot-thu",
    "units": {
        "A": {
            "visit": {"actual_date": "2026-03-01", "place": "Hội trường"},
            "members": [{"text": "Thành viên 01"}],
            "answers": {
                "N1.1": True,
                "N1.2": {"number": "05/KH", "date": "2026-01-10"},
                "N1.3": "đầy đủ",
                "N1.4": 3,
                "N1.5": "2026-02-01",
                "N1.6": "Giao ban hằng tuần",
                "N2.1": [{"text": "Nhà văn hóa", "amount": 40000000, "measure": "đồng", "period": "2026"}],
                "N2.2": {"amount": 40000000, "approx": "over"},
                "N2.3": 85,
                "N2.4": {"amount": "1.5"},
                "N2.5": [{"text": "2025", "period": "2025", "cells": {"tap_the": 1, "ca_nhan": 8}}],
                "N2.6": ["Tổ chức tập huấn"],
            },
            "remarks": {"N1": {"verdict": "met", "narrative": "Làm tốt"}},
        },
        "B": {
            "answers": {
                "N1.1": {"value": False, "note": "Chưa ban hành"},
                "N1.3": "phải bổ sung",
                "N1.4": {"not_applicable": "Mới thành lập"},
            }
        },
    },
}


def write_campaign_files(
    folder: Path,
    *,
    campaign: dict[str, Any] | None = None,
    checklist: dict[str, Any] | None = None,
    answers: dict[str, Any] | None = None,
) -> Path:
    """Write the three YAML files into a folder; returns the path of the campaign file."""
    for name, tree in (
        ("danh-muc.yaml", checklist or CHECKLIST),
        ("dot.yaml", campaign or CAMPAIGN),
        ("tra-loi.yaml", answers or ANSWERS),
    ):
        (folder / name).write_text(
            yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )
    return folder / "dot.yaml"


def save_workbook(path: Path, sheets: dict[str, Any]) -> Path:
    """Write an XLSX file from rows by sheet title; returns its path."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path
