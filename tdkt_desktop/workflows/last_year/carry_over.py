"""Taking over from an earlier campaign: units matched or asked about, limitations put to their units, figures kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.changes import remove_item, set_aliases, set_item
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.earlier import SUBJECT, Earlier, EarlierUnit, earlier_changes, earlier_fields
from tdkt_desktop.domain.editing import present, unit_of
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.inspection import CARRIED, EARLIER, Record
from tdkt_desktop.domain.mending import Limitation, criterion_of, earlier_item, limitation_id
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.exchange.lists.asking import SKIPPED, Issue
from tdkt_desktop.notice.earlier_extract import Found
from tdkt_desktop.notice.last_units import Doubt, Matching, match_units, name_key, names_of
from tdkt_desktop.notice.last_year import comparable
from tdkt_desktop.workflows.last_year.last_campaign import LastCampaign, read_last
from tdkt_desktop.workflows.session import CampaignSession, SaveReceipt


@dataclass(frozen=True)
class CarryRow:
    """A unit of then, what it is now (None: not inspected this time, or not settled), how many limitations it brings."""

    then: EarlierUnit
    now: Unit | None
    limitations: int
    renamed: bool


@dataclass(frozen=True)
class CarryOver:
    """What taking over would do. It may be done when `settled`; `candidates` are the codes a doubt is between;
    `reworded` are (code, wording then, wording now) of questions that are not compared unless a person says so.
    """

    last: LastCampaign
    rows: tuple[CarryRow, ...]
    doubts: tuple[Issue, ...]
    candidates: Mapping[str, tuple[str, ...]]
    errors: tuple[str, ...]
    notes: tuple[str, ...]
    reworded: tuple[tuple[str, str, str], ...]
    earlier: Earlier
    changes: tuple[Change, ...]

    @property
    def settled(self) -> bool:
        return not self.doubts and not self.errors


def preview_carry(
    session: CampaignSession,
    file: Path,
    answers: Mapping[str, str] | None = None,
    mapping: Mapping[str, str] | None = None,
) -> CarryOver:
    """What would be taken over from a file. Raises what `read_last` raises, and CampaignError where it makes no sense."""
    if session.team:
        raise CampaignError(
            "Chỉ văn phòng lấy được từ đợt kiểm tra trước.",
            "Hãy lấy ở máy văn phòng rồi xuất lại tệp kế hoạch cho đoàn; chưa có gì thay đổi.",
        )
    return plan_carry(
        read_last(file), session.campaign, session.checklist, session.record, answers, mapping, session.locked
    )


def apply_carry(session: CampaignSession, carry: CarryOver) -> SaveReceipt:
    """Take over in one transaction. Raises CampaignError while something is open; nothing is written then."""
    refuse_open(carry)
    return session.save(carry.changes)


def refuse_open(carry: CarryOver) -> None:
    """Raise CampaignError while doubts or errors are left."""
    if not carry.settled:
        raise CampaignError(
            f"{carry.last.file.name}: còn {len(carry.doubts)} chỗ chưa rõ và {len(carry.errors)} lỗi.",
            "Hãy trả lời các chỗ đã nêu rồi làm lại; chưa có gì thay đổi.",
        )


def values_now(session: CampaignSession, changes: Sequence[Change]) -> tuple[Change, ...]:
    """What the fields of these changes say now: what undoing them sets again."""
    known = {one.source: earlier_fields(one) for one in session.campaign.earlier}
    found = []
    for change in changes:
        kind, _, rest = change.subject.partition("/")
        if kind == SUBJECT:
            value = known.get(rest, {}).get(change.field)
        elif kind == "unit":
            value = list(session.campaign.unit(rest).aliases)
        else:
            value = present(session.inspection(unit_of(change.subject)), change.subject, change.field)
        found.append(Change(change.subject, change.field, value))
    return tuple(found)


def plan_carry(
    last: LastCampaign,
    campaign: Campaign,
    checklist: Checklist,
    record: Record,
    answers: Mapping[str, str] | None = None,
    mapping: Mapping[str, str] | None = None,
    locked: Callable[[str], bool] = lambda _: False,
) -> CarryOver:
    """The plan for a campaign, made or still to be made. What was answered when this file was taken over before is known."""
    _refuse_source(last, campaign)
    before = next((one for one in campaign.earlier if one.source == last.earlier.source), None)
    matching = _matching(last, campaign, before, answers or {})
    criteria, questions, wrong = _mapping(last, checklist, mapping or {})
    if before is not None:
        questions = {one.mapped: one.code for one in before.figures if one.mapped} | questions
    placing = _Placing(last, campaign, checklist, record, matching.matched, criteria, locked)
    figures = tuple(
        replace(one, mapped=next((now for now, then in questions.items() if then == one.code), ""))
        for one in last.earlier.figures
    )
    units = tuple(
        replace(one, now=matching.matched.get(one.code, ""), limitations=placing.left.get(one.code, ()))
        for one in last.earlier.units
    )
    earlier = replace(last.earlier, units=units, figures=figures)
    changes = (*earlier_changes(earlier), *_renamings(campaign, earlier), *placing.changes)
    return CarryOver(
        last,
        _rows(campaign, last, matching.matched),
        tuple(_issue(one, last) for one in matching.doubts),
        {one.code: one.candidates for one in matching.doubts},
        (*matching.errors, *wrong),
        (*last.notes, *placing.notes),
        _reworded(earlier, checklist),
        earlier,
        changes,
    )


def _matching(
    last: LastCampaign, campaign: Campaign, before: Earlier | None, answers: Mapping[str, str]
) -> Matching:
    """The units matched, with what was said the time before: what was passed over then is not asked about again."""
    codes = {unit.code for unit in campaign.units}
    known = before.units if before else ()
    said = {one.code: one.now for one in known if one.now in codes} | dict(answers)
    found = match_units(last.earlier.units, campaign.units, said)
    passed = {one.code for one in known if not one.now}
    again = {
        doubt.code: SKIPPED for doubt in found.doubts if doubt.code in passed and doubt.code not in answers
    }
    return match_units(last.earlier.units, campaign.units, said | again) if again else found


def _refuse_source(last: LastCampaign, campaign: Campaign) -> None:
    if last.campaign.id == campaign.id:
        raise CampaignError(
            f"{last.file.name} là tệp của chính đợt kiểm tra này.", "Hãy chọn tệp của đợt kiểm tra năm trước."
        )
    if last.campaign.year > campaign.year:
        raise CampaignError(
            f"{last.file.name} là đợt năm {last.campaign.year}, sau đợt này (năm {campaign.year}).",
            "Hãy chọn tệp của đợt kiểm tra trước; chưa có gì thay đổi.",
        )


def _mapping(
    last: LastCampaign, checklist: Checklist, mapping: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """What a person says asks the same, code of now -> code of then: criteria, questions, and what is neither."""
    criteria = {one.code for one in checklist.criteria}
    then = {one.code for one in last.checklist.criteria}
    same: dict[str, str] = {}
    asked: dict[str, str] = {}
    wrong = []
    for now, old in mapping.items():
        if now in criteria and old in then:
            same[now] = old
        elif checklist.has_question(now) and last.checklist.has_question(old):
            asked[now] = old
        else:
            wrong.append(f"“{now}={old}”: cần mã nội dung hoặc mã câu hỏi của đợt này = mã của đợt trước.")
    return same, asked, wrong


def _renamings(campaign: Campaign, earlier: Earlier) -> list[Change]:
    """Former names that a unit of now does not have yet."""
    found = []
    for unit in campaign.units:
        names, keys = list(unit.aliases), {name_key(one) for one in names_of(unit)}
        for then in earlier.known_as(unit.code):
            for name in (then.official, *then.aliases):
                if name_key(name) not in keys:
                    names.append(name)
                    keys.add(name_key(name))
        if tuple(names) != unit.aliases:
            found.append(set_aliases(unit.code, names))
    return found


class _Placing:
    """Where each limitation goes: `changes` put it to a unit, `left` keeps it with the extract (by the unit of then)."""

    def __init__(
        self,
        last: LastCampaign,
        campaign: Campaign,
        checklist: Checklist,
        record: Record,
        matched: Mapping[str, str],
        criteria: Mapping[str, str],
        locked: Callable[[str], bool],
    ) -> None:
        self._last, self._campaign, self._record = last, campaign, record
        self._criteria = self._same_criteria(checklist, criteria)
        self.changes: list[Change] = []
        self.left: dict[str, tuple[tuple[str, str, str], ...]] = {}
        self.notes: list[str] = []
        sealed = [unit for unit in campaign.units if locked(unit.code)]
        closed = {unit.code for unit in sealed}
        placed: dict[str, list[Found]] = {unit.code: [] for unit in campaign.units}
        for one in last.found:
            now = matched.get(one.unit, "")
            if now and now not in closed:
                placed[now].append(one)
            else:
                self.left[one.unit] = (*self.left.get(one.unit, ()), (one.origin, one.text, one.year))
        for unit in campaign.units:
            if unit.code not in closed:
                self._place(unit, placed[unit.code])
        if held := [
            unit.short for unit in sealed if any(matched.get(one.unit) == unit.code for one in last.found)
        ]:
            self.notes.append(f"Biên bản đã chốt nên không thêm hạn chế năm trước vào: {'; '.join(held)}.")

    def _same_criteria(self, checklist: Checklist, said: Mapping[str, str]) -> dict[str, str]:
        """Criterion of then -> of now: what a person says, or the same code under the same title."""
        titles = {one.code: name_key(one.title) for one in self._last.checklist.criteria}
        same = {
            one.code: one.code for one in checklist.criteria if titles.get(one.code) == name_key(one.title)
        }
        return same | {then: now for now, then in said.items()}

    def _place(self, unit: Unit, found: Sequence[Found]) -> None:
        inspection, source = self._record.of(unit.code), self._last.earlier.source
        there = {
            item.id.rpartition("-")[2]: item.id for item in inspection.items(EARLIER) if item.place == source
        }
        judged = {item.id for item in inspection.items(CARRIED)}
        kept = set()
        for position, one in enumerate(found, start=1):
            made = there.get(one.digest) or limitation_id(self._criteria.get(one.criterion, ""), one.digest)
            kept.add(made)
            origin = self._origin(unit, one)
            line = Limitation(made, one.text, criterion_of(made), origin, one.year, source)
            self.changes.append(set_item(unit.code, EARLIER, earlier_item(line, position)))
        for gone in sorted(set(there.values()) - kept - judged):
            self.changes.append(remove_item(unit.code, EARLIER, gone))

    def _origin(self, unit: Unit, one: Found) -> str:
        """Where it stood, and under which name where the unit had another one."""
        then = next(unit for unit in self._last.earlier.units if unit.code == one.unit)
        names = {name_key(name) for name in (unit.official, unit.listed, unit.short)}
        return one.origin if name_key(then.official) in names else f"{one.origin} (khi đó là {then.official})"


def _rows(campaign: Campaign, last: LastCampaign, matched: Mapping[str, str]) -> tuple[CarryRow, ...]:
    now = {unit.code: unit for unit in campaign.units}
    rows = []
    for then in last.earlier.units:
        unit = now.get(matched.get(then.code, ""))
        count = sum(one.unit == then.code for one in last.found)
        renamed = unit is not None and name_key(then.official) != name_key(unit.official)
        rows.append(CarryRow(then, unit, count, renamed))
    return tuple(rows)


def _issue(doubt: Doubt, last: LastCampaign) -> Issue:
    then = next(unit for unit in last.earlier.units if unit.code == doubt.code)
    return Issue(
        doubt.code, "đơn vị", then.official, doubt.message, doubt.proposal, (*doubt.candidates, SKIPPED)
    )


def _reworded(earlier: Earlier, checklist: Checklist) -> tuple[tuple[str, str, str], ...]:
    then = {one.code: one for one in earlier.figures}
    return tuple(
        (question.code, then[question.code].ask, question.ask)
        for question in checklist.questions()
        if comparable(earlier, question) == "wording"
    )
