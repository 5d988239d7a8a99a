"""From typed rows to the domain's facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from tdkt_desktop.domain.campaign import Campaign, Issuer, Person, Plan, Team, Unit
from tdkt_desktop.domain.changes import ASSESSMENT_FIELDS, REMARK_FIELDS, VISIT_FIELDS
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.earlier import Earlier, earlier_from_row
from tdkt_desktop.domain.editing import answer_from_plain, seal_from_plain
from tdkt_desktop.domain.evidence import Evidence, evidence_from_plain
from tdkt_desktop.domain.inspection import (
    COMMON,
    VISIT_LISTS,
    Assessment,
    CommonRecord,
    DeclaredCount,
    Inspection,
    Record,
    Remark,
    Visit,
)
from tdkt_desktop.domain.kinds import ITEM_KINDS, Approximator, Stage, State, Verdict
from tdkt_desktop.domain.notice_text import SectionText
from tdkt_desktop.domain.values import Answer, Item, to_decimal

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
Lists = dict[str, dict[str, tuple[Item, ...]]]


def load_campaign(tables: Tables, campaign_id: str) -> Campaign:
    """The campaign with its teams and units (in schedule order)."""
    row: dict[str, Any] = next((dict(row) for row in tables["campaign"]), {})
    issuer: dict[str, Any] = {
        field.name: _tuple(row.get(f"issuer_{field.name}"))
        if field.default == ()
        else row.get(f"issuer_{field.name}") or ""
        for field in fields(Issuer)
    }
    return Campaign(
        id=campaign_id,
        title=row.get("title") or "",
        year=row.get("year") or 0,
        province=row.get("province") or "",
        plan=Plan(row.get("plan_number") or "", row.get("plan_date"), row.get("plan_title") or ""),
        issuer=Issuer(**issuer),
        notice_number=row.get("notice_number") or "",
        notice_date=row.get("notice_date"),
        notice_subject=row.get("notice_subject") or "",
        notice_signer_lines=_tuple(row.get("notice_signer_lines")),
        notice_signer_name=row.get("notice_signer_name") or "",
        notice_recipients=_tuple(row.get("notice_recipients")),
        annex_members=row.get("annex_members") or "",
        teams=tuple(sorted((_team(team) for team in tables["team"]), key=lambda team: team.code)),
        units=tuple(
            sorted((_unit(unit) for unit in tables["unit"]), key=lambda unit: (unit.number, unit.code))
        ),
        prose={prose["section"]: _tuple(prose["paragraphs"]) for prose in tables["prose"]},
        texts={
            text["section"]: SectionText(_tuple(text["paragraphs"]), text["seen"] or {})
            for text in tables["notice_text"]
        },
        notes=_tuple(row.get("notes")),
        checklist_digest=row.get("checklist_digest") or "",
        earlier=_earlier(tables["earlier"]),
    )


def load_record(tables: Tables, checklist: Checklist) -> Record:
    """Everything recorded: one inspection per unit that has anything, and the common record."""
    lists = _lists(tables)
    answers = _answers(tables, checklist, lists)
    remarks: dict[str, dict[str, Remark]] = defaultdict(dict)
    for row in tables["remark"]:
        remarks[row["unit"]][row["criterion"]] = _remark(row)
    visits = {row["unit"]: row for row in tables["inspection"]}
    files: dict[str, list[Evidence]] = defaultdict(list)
    for row in tables["evidence"]:
        files[row["unit"]].append(evidence_from_plain(row["id"], _told(row)))
    units = {*lists, *answers, *remarks, *visits, *files} - {COMMON}
    inspections = {
        unit: _inspection(
            unit, visits.get(unit), answers[unit], remarks[unit], lists.get(unit, {}), files[unit]
        )
        for unit in sorted(units)
    }
    declared = {
        row["question"]: DeclaredCount(row["count"], row["of"], row["note"] or "")
        for row in tables["declared"]
    }
    return Record(inspections, CommonRecord(declared, lists.get(COMMON, {})))


def _inspection(
    unit: str,
    row: Row | None,
    answers: dict[str, Answer],
    remarks: dict[str, Remark],
    lists: dict[str, tuple[Item, ...]],
    files: list[Evidence],
) -> Inspection:
    row_fields: dict[str, Any] = dict(row) if row is not None else {}
    visit: dict[str, Any] = {
        name: row_fields.get(name) or ("" if name != "actual_date" else None) for name in VISIT_FIELDS
    }
    assessment = {name: row_fields.get(name) or "" for name in ASSESSMENT_FIELDS}
    return Inspection(
        unit=unit,
        visit=Visit(**visit),
        answers=answers,
        remarks=remarks,
        assessment=Assessment(**assessment),
        lists={code: items for code, items in lists.items() if code in VISIT_LISTS},
        stage=Stage(row_fields.get("stage") or Stage.DRAFT),
        seal=seal_from_plain(row_fields.get("seal")),
        issued_at=row_fields.get("issued_at") or "",
        evidence=tuple(sorted(files, key=lambda one: (one.position, one.id))),
    )


def _answers(tables: Tables, checklist: Checklist, lists: Lists) -> dict[str, dict[str, Answer]]:
    found: dict[str, dict[str, Answer]] = defaultdict(dict)
    for row in tables["answer"]:
        if not checklist.has_question(row["question"]):
            continue  # kept in the log for a checklist that asks it again
        question = checklist.question(row["question"])
        items = lists.get(row["unit"], {}).get(question.code, ()) if question.kind in ITEM_KINDS else ()
        found[row["unit"]][question.code] = answer_from_plain(question.kind, row, items)
    for unit, by_list in lists.items():  # a list whose lines arrived answers its question by being there
        for code, items in by_list.items():
            if code not in found[unit] and checklist.has_question(code):
                found[unit][code] = Answer(State.ANSWERED, items=items)
    return found


def _lists(tables: Tables) -> Lists:
    found: dict[str, dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for row in tables["item"]:
        found[row["unit"]][row["list"]].append(_item(row))
    return {
        unit: {
            code: tuple(sorted(items, key=lambda item: (item.position, item.id)))
            for code, items in by_list.items()
        }
        for unit, by_list in found.items()
    }


def _item(row: Row) -> Item:
    cells: dict[str, Decimal] = {key: to_decimal(cell) for key, cell in (row["cells"] or {}).items()}
    return Item(
        id=row["id"],
        text=row["text"] or "",
        amount=None if row["amount"] is None else to_decimal(row["amount"]),
        measure=row["measure"] or "",
        approximator=Approximator(row["approx"] or ""),
        place=row["place"] or "",
        period=row["period"] or "",
        note=row["note"] or "",
        cells=cells,
        position=row["position"] or 0.0,
    )


def _told(row: Row) -> dict[str, Any]:
    """The columns that say something."""
    return {key: value for key, value in row.items() if value is not None}


def _remark(row: Row) -> Remark:
    parts: dict[str, Any] = {name: row[name] for name in REMARK_FIELDS if row[name] is not None}
    if "verdict" in parts:
        parts["verdict"] = Verdict(parts["verdict"])
    return Remark(**parts)


def _team(row: Row) -> Team:
    leader = Person(row["leader_honorific"] or "", row["leader_name"] or "", row["leader_position"] or "")
    return Team(row["code"], row["name"] or "", leader, row["delegation"] or "")


def _unit(row: Row) -> Unit:
    official = row["official"] or row["code"]
    listed = row["listed"] or official
    return Unit(
        code=row["code"],
        number=row["number"] or 0,
        official=official,
        listed=listed,
        short=row["short"] or listed,
        kind=row["kind"] or "",
        cluster=row["cluster"] or "",
        planned_date=row["planned_date"],
        team=row["team"] or "",
        aliases=_tuple(row["aliases"]),
    )


def _earlier(rows: Sequence[Row]) -> tuple[Earlier, ...]:
    found = [one for one in map(earlier_from_row, rows) if one is not None]
    return tuple(sorted(found, key=lambda one: (-one.year, one.source)))


def _tuple(value: Any) -> tuple[str, ...]:
    return tuple(value or ())
