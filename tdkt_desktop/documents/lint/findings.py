"""What a rule says: how grave, what was found where, what is wanted and by which rule, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tdkt_desktop.documents.lint.reading import Where

DECREE = "Nghị định số 30/2020/NĐ-CP, Phụ lục I"
HABIT = "Thông lệ trình bày văn bản hành chính"


class Severity(StrEnum):
    """Against the decree, or against good habit."""

    WRONG = "sai"
    ADVICE = "nên sửa"


@dataclass(frozen=True)
class Finding:
    """One departure; the same departure at several places is one finding."""

    severity: Severity
    code: str
    part: str
    found: str
    wanted: str
    source: str
    remedy: str
    places: tuple[Where, ...] = ()


def decree(clause: str) -> str:
    """Where the decree says it."""
    return f"{DECREE}, {clause}"


def wrong(code: str, part: str, found: str, wanted: str, clause: str, remedy: str, *places: Where) -> Finding:
    """A departure from the decree."""
    return Finding(Severity.WRONG, code, part, found, wanted, decree(clause), remedy, places)


def advice(code: str, part: str, found: str, wanted: str, remedy: str, *places: Where) -> Finding:
    """A departure from what offices are used to."""
    return Finding(Severity.ADVICE, code, part, found, wanted, HABIT, remedy, places)


def merged(findings: list[Finding]) -> tuple[Finding, ...]:
    """The same departure of the same part said once, with all its places, in the order of the paper."""
    found: dict[tuple[str, str, str], Finding] = {}
    for one in findings:
        key = (one.code, one.part, one.found)
        before = found.get(key)
        places = one.places if before is None else (*before.places, *one.places)
        found[key] = Finding(
            one.severity, one.code, one.part, one.found, one.wanted, one.source, one.remedy, places
        )
    return tuple(found.values())
