"""The parts of the minutes after the findings: assessment, proposals, the unit's words, the conclusion."""

from __future__ import annotations

from tdkt_desktop.documents.minutes.parts import bullets, typed
from tdkt_desktop.documents.neutral.blocks import Block, Bullet, FormLines, Heading, Paragraph, Run
from tdkt_desktop.documents.neutral.numbering import label
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import REQUIREMENTS, Inspection
from tdkt_desktop.vietnamese.text import ensure_stop

FIRST = 3  # parts I and II stand before


def assessment(checklist: Checklist, inspection: Inspection) -> list[Block]:
    """Parts III and on; the reservations of the unit are a part of their own where it has any."""
    said = inspection.assessment
    parts: list[tuple[str, list[Block]]] = [
        (
            "NHẬN XÉT",
            [
                Heading(2, "1. Ưu điểm"),
                *typed(said.strengths),
                Heading(2, "2. Hạn chế, tồn tại và nguyên nhân"),
                *typed(said.limitations),
            ],
        ),
        ("KIẾN NGHỊ, ĐỀ XUẤT CỦA ĐƠN VỊ", _proposals(checklist, inspection)),
        ("Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC KIỂM TRA", typed(said.unit_response)),
        ("KẾT LUẬN CỦA TRƯỞNG ĐOÀN", [*typed(said.conclusion), *_requirements(inspection)]),
    ]
    if said.reservations.strip():
        parts.insert(3, ("Ý KIẾN BẢO LƯU CỦA ĐƠN VỊ", typed(said.reservations)))
    found: list[Block] = []
    for number, (title, blocks) in enumerate(parts, start=FIRST):
        found += [Heading(1, f"{label(1, number)} {title}"), *blocks]
    return found


def _proposals(checklist: Checklist, inspection: Inspection) -> list[Block]:
    blocks: list[Block] = []
    for question in checklist.questions():
        items = inspection.items(question.code) if question.addressee else ()
        if items:
            blocks.append(Bullet((Run(f"{question.addressee}:"),), 1))
            blocks += [Bullet((Run(ensure_stop(item.text, ";")),), 2) for item in items]
    return blocks or [FormLines(2)]


def _requirements(inspection: Inspection) -> list[Block]:
    items = inspection.items(REQUIREMENTS)
    if not items:
        return []
    lines = [
        f"{item.text.rstrip(' .;')}{f' (thời hạn: {item.period})' if item.period else ''}" for item in items
    ]
    return [Paragraph.of("Yêu cầu đơn vị khắc phục:"), *bullets(lines)]
