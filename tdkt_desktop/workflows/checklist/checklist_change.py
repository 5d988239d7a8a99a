"""Another version of the checklist for a campaign that is under way: added to, or mapped; no answer is ever thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tdkt_desktop.domain.changes import set_answer, set_item
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.checklist_comparison import Comparison, compare_checklists
from tdkt_desktop.domain.errors import CampaignError
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.kinds import Stage, State
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.session import CampaignSession


@dataclass(frozen=True)
class ChecklistChange:
    """What going over to another version does: the differences, how many answers are carried over by the mapping, and
    for each question that is asked no longer how many units have answered it (those answers stay in the campaign). Answers in
    sealed minutes are not carried over: they count among those that are left.
    """

    comparison: Comparison
    carried: int
    left: Mapping[str, int]

    @property
    def harmless(self) -> bool:
        """Whether every recorded answer still answers the question it was given to."""
        return self.comparison.additive or not (any(self.left.values()) or self.altered)

    @property
    def altered(self) -> tuple[str, ...]:
        """The codes of questions that now ask otherwise."""
        changed = self.comparison.changed
        return tuple(
            dict.fromkeys(one.code for one in changed if one.what == "question" and not one.keeps_answers)
        )


def look_at_change(
    session: CampaignSession, new: Checklist, mapping: Mapping[str, str] | None = None
) -> ChecklistChange:
    """What a change would do; nothing is written. `mapping` leads from old question codes to new ones.

    Raises CampaignError for a mapping between questions that are not of one kind, or are not there.
    """
    made, left = _carried(session, new, mapping or {})
    return ChecklistChange(compare_checklists(session.checklist, new), len(made), left)


def change_checklist(
    session: CampaignSession,
    new: Checklist,
    mapping: Mapping[str, str] | None = None,
    *,
    accept: bool = False,
) -> ChecklistChange:
    """Go over to another version, in one transaction. Raises CampaignError when answers would be left without their
    question, unless a person accepts that; sealed minutes keep the list they were sealed with.
    """
    found = look_at_change(session, new, mapping)
    if found.comparison.same:
        return found
    if not (found.harmless or accept):
        gone = [f"{code} ({padded(count)} đơn vị đã trả lời)" for code, count in found.left.items() if count]
        said = [f"không còn hỏi câu {', '.join(gone)}"] if gone else []
        said += [f"đổi lời hoặc cách trả lời của câu {', '.join(found.altered)}"] if found.altered else []
        raise CampaignError(
            f"Bản danh mục mới {'; '.join(said)}.",
            "Hãy chỉ ra câu mới thay câu cũ, hoặc chấp nhận: các câu trả lời cũ vẫn được giữ trong đợt kiểm tra.",
        )
    made, _ = _carried(session, new, mapping or {})
    session.store.keep_checklist(new)
    session.save([Change("campaign", "checklist_digest", new.digest), *made])
    session.forget()
    return found


def _carried(
    session: CampaignSession, new: Checklist, mapping: Mapping[str, str]
) -> tuple[list[Change], dict[str, int]]:
    """The changes that carry answers over, and how many units answered each question that is asked no longer."""
    old = session.checklist
    for before, after in mapping.items():
        if not (old.has_question(before) and new.has_question(after)):
            missing = after if old.has_question(before) else before
            raise CampaignError(
                f"Không có câu hỏi “{missing}”.", "Hãy kiểm tra mã câu hỏi của hai bản danh mục."
            )
        if old.question(before).kind is not new.question(after).kind:
            raise CampaignError(
                f"Câu {before} và câu {after} trả lời theo hai kiểu khác nhau.",
                "Chỉ chuyển được câu trả lời giữa hai câu cùng kiểu; câu trả lời cũ vẫn được giữ.",
            )
    gone = [
        one.code
        for one in old.questions()
        if one.code not in mapping
        and (not new.has_question(one.code) or new.question(one.code).kind is not one.kind)
    ]
    made: list[Change] = []
    left = dict.fromkeys(gone, 0)
    for unit in session.campaign.units:
        inspection = session.inspection(unit.code)
        for code in gone:
            left[code] += inspection.answer(code).state is not State.NOT_CHECKED
        if inspection.stage is not Stage.SEALED:
            for before, after in mapping.items():
                made += _carry(inspection, before, new, after)
            continue
        for before in mapping:  # nothing is written into sealed minutes: no figure will count what they say
            if inspection.answer(before).state is not State.NOT_CHECKED:
                left[before] = left.get(before, 0) + 1
    return made, left


def _carry(inspection: Inspection, before: str, new: Checklist, after: str) -> list[Change]:
    """An answer and its lines under the new code; nothing where there is none, or the new one is answered already."""
    answer = inspection.answer(before)
    if answer.state is State.NOT_CHECKED or inspection.answer(after).state is not State.NOT_CHECKED:
        return []
    unit = inspection.unit
    lines = [set_item(unit, after, item) for item in answer.items]
    return [set_answer(unit, new.question(after), replace(answer, items=())), *lines]
