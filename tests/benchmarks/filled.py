"""A campaign of any number of units with all 13 criteria filled: what the measurements are made on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.checklist import Checklist, Question
from tdkt_desktop.domain.inspection import MEMBERS, REPRESENTATIVES, REQUIREMENTS
from tdkt_desktop.domain.kinds import ITEM_KINDS, Kind, State, Verdict
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import Answer, DocumentRef, Figure, Item, Value
from tdkt_desktop.workflows.campaign import campaigns

LINES = 3  # of every list and table
TEXT = (
    "Đơn vị đã ban hành kế hoạch phát động phong trào thi đua, phân công từng bộ phận theo dõi, "
    "sơ kết sáu tháng, khen thưởng kịp thời tập thể và cá nhân có thành tích."
)


def unit_code(number: int) -> str:
    return f"DV{number:03d}"


def filled_campaign(folder: Path, units: int) -> Path:
    """Write a campaign of that many units, every question of every unit answered. Returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    with campaigns.open_campaign(
        campaigns.create_sample(folder / "khuon.tdktdb", filled=False), writing=False
    ) as sample:
        campaign, checklist = sample.campaign, sample.checklist
    made = tuple(
        Unit(
            unit_code(number),
            number,
            f"Đơn vị được kiểm tra số {number:02d}",
            f"Đơn vị số {number:02d}",
            f"Đơn vị {number:02d}",
            planned_date=dt.date(2019, 8, 27),
            team=campaign.teams[number % len(campaign.teams)].code if campaign.teams else "",
        )
        for number in range(1, units + 1)
    )
    path = campaigns.write_campaign(
        replace(campaign, id=f"day-{units}", units=made), checklist, folder / f"day-{units}.tdktdb"
    )
    with campaigns.open_campaign(path, author="Người đo") as session:
        session.store.save(
            [change for unit in made for change in _unit_changes(unit.code, checklist)], author="Người đo"
        )
    return path


def _unit_changes(unit: str, checklist: Checklist) -> Iterator[Change]:
    yield changes.set_visit(unit, "actual_date", dt.date(2019, 8, 28))
    yield changes.set_visit(unit, "place", "Hội trường đơn vị")
    for code in (MEMBERS, REPRESENTATIVES, REQUIREMENTS):
        yield from _items(unit, code, ())
    for criterion in checklist.criteria:
        if criterion.graded:
            yield changes.set_remark(unit, criterion.code, "verdict", Verdict.MET)
        for field in ("narrative", "limitation", "evidence"):
            yield changes.set_remark(unit, criterion.code, field, f"{criterion.name}: {TEXT}")
        for question in criterion.questions:
            yield changes.set_answer(unit, question, Answer(State.ANSWERED, _value(question)))
            if question.kind in ITEM_KINDS:
                yield from _items(unit, question.code, [column.key for column in question.columns])
    for field in ("strengths", "limitations", "unit_response", "conclusion"):
        yield changes.set_assessment(unit, field, TEXT)


def _items(unit: str, list_code: str, columns: list[str] | tuple[str, ...]) -> Iterator[Change]:
    for line in range(1, LINES + 1):
        item = Item(
            f"{list_code.strip('@')}-{line}",
            text=f"Dòng {line:02d}",
            cells={key: Decimal(line) for key in columns},
            position=float(line),
        )
        yield changes.set_item(unit, list_code, item)


def _value(question: Question) -> Value:
    values: dict[Kind, Value] = {
        Kind.YES_NO: True,
        Kind.CHOICE: question.choices[0] if question.choices else "",
        Kind.COUNT: Figure(Decimal(12)),
        Kind.NUMBER: Figure(Decimal("1.5")),
        Kind.PERCENT: Figure(Decimal(85)),
        Kind.MONEY: Figure(Decimal(350_000_000)),
        Kind.DATE: dt.date(2019, 6, 6),
        Kind.TEXT: TEXT,
        Kind.DOCUMENT: DocumentRef("19/KH-HĐTĐKT", dt.date(2019, 6, 6)),
    }
    return values.get(question.kind)
