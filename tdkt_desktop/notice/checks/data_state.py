"""Rules over how far the work is: unfinished and unsealed units, open conflicts, examples that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from tdkt_desktop.domain.completeness import unit_progress
from tdkt_desktop.domain.kinds import Stage
from tdkt_desktop.notice.checks.case import Case
from tdkt_desktop.notice.checks.findings import Finding, Place, Severity, finding
from tdkt_desktop.notice.facts import detailed_units
from tdkt_desktop.notice.lines import Scope
from tdkt_desktop.vietnamese.counts import padded


def unfinished(case: Case) -> Iterator[Finding]:
    """Units with required questions left; the jump goes to the first."""
    for inspection in case.inspections():
        missing = [
            (one.criterion, question)
            for one in unit_progress(case.checklist, inspection).criteria
            for question in one.missing
        ]
        if missing:
            step, first = missing[0]
            yield finding(
                "unit.unfinished",
                Place(unit=inspection.unit, step=step, question=first.code),
                f"{case.name(inspection.unit)}: còn {padded(len(missing))} câu chưa kiểm tra, đầu tiên là {case.asked(first)}",
                *(question.code for _, question in missing),
            )


def unsealed(case: Case) -> Iterator[Finding]:
    """Units whose minutes are not sealed; an error once the notice has its date."""
    for inspection in case.inspections():
        if inspection.stage is not Stage.SEALED:
            yield finding(
                "unit.unsealed",
                Place(unit=inspection.unit),
                f"{case.name(inspection.unit)}: biên bản chưa chốt"
                + (", thông báo đã ghi ngày ban hành" if case.final else ""),
                case.final,
                severity=Severity.ERROR if case.final else Severity.WARNING,
            )


def conflicts(case: Case) -> Iterator[Finding]:
    """Fields on which machines disagree; an error once the notice has its date."""
    for one in case.conflicts:
        known = {unit.code: unit.listed for unit in case.campaign.units}
        name = f"{known[one.unit]}: " if one.unit in known else ""
        yield finding(
            "conflict.open",
            Place(unit=one.unit, step=one.step, question=one.question),
            f"{name}{one.label}",
            case.final,
            severity=Severity.ERROR if case.final else Severity.WARNING,
        )


def details(case: Case) -> Iterator[Finding]:
    """Units that a sentence counts as doing something and that have nothing to show for it."""
    scope = Scope(case.campaign, case.checklist, case.record, case.campaign.units)
    for section in case.checklist.sections:
        for statement in section.statements:
            if statement["type"] != "examples" or "count" not in statement:
                continue
            doing = scope.tally(statement["count"]).doing
            told = detailed_units(case.record, case.campaign.units, statement["questions"])
            bare = [code for code in doing if code not in told]
            if bare and told:
                yield finding(
                    "coverage.detail",
                    Place(unit=bare[0], section=section.key, question=statement["questions"][0]),
                    f"Mục {section.key}: {padded(len(doing))} đơn vị, chỉ nêu được {padded(len(doing) - len(bare))}; "
                    f"chưa có: {'; '.join(case.name(code) for code in bare)}",
                    *bare,
                )
