"""Another province: its own campaign with 7 contents and 9 units, from Excel files, every state of an answer in it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.paths import resource
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.campaign.campaigns import find_checklist
from tests.builders import save_workbook

LIST = "mau-7-noi-dung"
UNITS = tuple("ABCDEFGHK")
NAMES = {code: f"Đơn vị {number:02d}" for number, code in enumerate(UNITS, start=1)}
FIRST = dt.date(2026, 4, 13)
MOVED = "D"  # inspected two days after the plan said, with a reason
# What each unit answers to the number-th question that asks yes or no: one fails, one is exempt, one was not looked at.
DOES, FAILS, EXEMPT, OPEN = "có", "không", "không thuộc đối tượng", "chưa kiểm tra"


def seven_contents() -> Checklist:
    return find_checklist(LIST, resource("checklists"))


def said(number: int, unit: str) -> str:
    """What a unit answers to the number-th yes-or-no question; the first is met by everybody."""
    place = (UNITS.index(unit) - number) % len(UNITS)
    return {1: FAILS, 2: EXEMPT, 3: OPEN, 4: FAILS}.get(place, DOES) if number else DOES


def asked() -> tuple[str, ...]:
    """The questions that ask yes or no, in order."""
    return tuple(one.code for one in seven_contents().questions() if one.kind is Kind.YES_NO)


def province_files(folder: Path) -> tuple[Path, Path]:
    """The campaign and the answers as Excel files."""
    days = {code: FIRST + dt.timedelta(days=number) for number, code in enumerate(UNITS)}
    campaign = save_workbook(
        folder / "dot.xlsx",
        {
            "Chung": [
                ["format", "tdkt-campaign 1"], ["id", "tinh-khac-2026"], ["title", "Kiểm tra năm 2026"], ["year", 2026],
                ["checklist", LIST], ["plan.number", "02/KH-HĐTĐKT"], ["plan.date", "2026-03-02"],
                ["plan.title", "Kiểm tra công tác thi đua, khen thưởng năm 2026"],
                ["issuer.parent", "ỦY BAN NHÂN DÂN TỈNH"], ["issuer.lines", "HỘI ĐỒNG"],
                ["issuer.lines", "THI ĐUA - KHEN THƯỞNG TỈNH"], ["issuer.place", "Tỉnh lỵ"],
                ["issuer.name", "Hội đồng Thi đua - Khen thưởng tỉnh"], ["issuer.symbol", "TB-HĐTĐKT"],
                ["issuer.signer_lines", "TM. HỘI ĐỒNG"], ["issuer.signer_lines", "CHỦ TỊCH"],
                ["issuer.recipients", "Các đơn vị được kiểm tra"], ["issuer.recipients", "Lưu: VT, TĐKT"],
            ],
            "Đoàn": [
                ["code", "name", "leader.honorific", "leader.name", "leader.position"],
                ["D1", "Đoàn 01", "Ông", "Người Thứ Nhất", "Giám đốc Sở Nội vụ"],
                ["D2", "Đoàn 02", "Bà", "Người Thứ Hai", "Chủ tịch Liên đoàn Lao động tỉnh"],
            ],
            "Đơn vị": [
                ["code", "official", "planned_date", "team"],
                *([code, NAMES[code], str(days[code]), f"D{1 + number % 2}"] for number, code in enumerate(UNITS)),
            ],
        },
    )  # fmt: skip
    visits = [
        [
            code,
            str(days[code] + dt.timedelta(days=2 * (code == MOVED))),
            "Đơn vị đề nghị dời lịch" if code == MOVED else "",
        ]
        for code in UNITS
    ]
    answers = save_workbook(
        folder / "tra-loi.xlsx",
        {
            "Chung": [["format", "tdkt-answers 1"], ["campaign", "tinh-khac-2026"]],
            "Buổi kiểm tra": [["unit", "visit.actual_date", "visit.deviation_reason"], *visits],
            "Trả lời": [["unit", "question", "value", "not_applicable", "text"], *_rows()],
        },
    )
    return campaign, answers


def _rows() -> list[list[object]]:
    rows: list[list[object]] = []
    for number, question in enumerate(asked()):
        for unit in UNITS:
            state = said(number, unit)
            if state in (DOES, FAILS):
                rows.append([unit, question, state == DOES, "", ""])
            elif state == EXEMPT:
                rows.append([unit, question, "", "Đơn vị mới thành lập", ""])
    rows += [[unit, "N2.02", "", "", f"Thi đua hoàn thành nhiệm vụ {NAMES[unit][-2:]}"] for unit in "ACE"]
    rows += [[unit, "N7.01", "", "", "Tổ chức tập huấn nghiệp vụ hằng năm"] for unit in "BD"]
    return rows


def province_campaign(folder: Path) -> Path:
    """The campaign file with everything recorded."""
    folder.mkdir(parents=True, exist_ok=True)
    campaign, answers = province_files(folder)
    path = campaigns.create_campaign(campaign, folder / "tinh-khac.tdktdb")
    with campaigns.open_campaign(path, author="Thư ký") as session:
        campaigns.fill(session, answers)
    return path
