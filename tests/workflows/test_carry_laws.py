"""A law over made-up years: every limitation is in one place, at its own unit, whatever was renamed, recoded or dropped."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.editing import applied
from tdkt_desktop.domain.inspection import Assessment, Inspection, Record, Remark
from tdkt_desktop.domain.mending import Mending, limitations_of, mending_counts, set_mending
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.notice.earlier_extract import extract, limitations_found
from tdkt_desktop.workflows.last_year.carry_over import CarryOver, plan_carry
from tdkt_desktop.workflows.last_year.last_campaign import LastCampaign
from tests.notice.live import LIVE
from tests.notice.test_last_units import years

TEXTS = st.lists(st.sampled_from(("Chậm", "Thiếu hồ sơ", "Chưa có kế hoạch", "Chi sai mức")), max_size=3)
Years = tuple[list[Unit], list[Unit], dict[str, str], dict[str, tuple[list[str], list[str]]]]


@st.composite
def two_years(draw: st.DrawFn) -> Years:
    """The units of both years, which is which, and what was found at each then: under a criterion, and as a whole."""
    old, new, truth = draw(years())
    then = [
        Unit(one.code, place, one.official, one.listed, one.short, aliases=one.aliases)
        for place, one in enumerate(old, start=1)
    ]
    said = {one.code: (draw(TEXTS), draw(TEXTS)) for one in old}
    return then, new, truth, said


def finished(units: list[Unit], said: dict[str, tuple[list[str], list[str]]]) -> LastCampaign:
    campaign = Campaign("truoc", "Đợt trước", 2025, units=tuple(units))
    record = Record(
        {
            code: Inspection(
                code,
                remarks={"N1": Remark(limitation="\n".join(under))},
                assessment=Assessment(limitations="\n".join(f"- {one}" for one in whole)),
            )
            for code, (under, whole) in said.items()
        }
    )
    found = limitations_found(campaign, LIVE, record)
    return LastCampaign(Path("truoc.tdktdb"), campaign, LIVE, extract(campaign, LIVE, record, ()), found, ())


def recorded(carry: CarryOver, units: list[Unit]) -> dict[str, Inspection]:
    """What the changes of a plan make of empty records."""
    made = {unit.code: Inspection(unit.code) for unit in units}
    for change in carry.changes:
        kind, _, rest = change.subject.partition("/")
        if kind == "item":
            code = rest.partition("/")[0]
            made[code] = applied(made[code], LIVE, Change(change.subject, change.field, change.value))
    return made


@given(two_years(), st.data())
def test_nothing_is_lost_and_nothing_stands_at_a_wrong_unit(made: Years, data: st.DataObject) -> None:
    then, new, truth, said = made
    last = finished(then, said)
    now = Campaign("nay", "Đợt này", 2026, units=tuple(new))
    first = plan_carry(last, now, LIVE, Record())
    answers = {doubt.cell: truth[doubt.cell] or "bỏ qua" for doubt in first.doubts}
    carry = plan_carry(last, now, LIVE, Record(), answers)
    assert carry.settled
    records = recorded(carry, new)
    for one in carry.earlier.units:
        # under its criterion every line once; of the unit as a whole what was not said there
        under, whole = said[one.code]
        wanted = Counter({*under, *(set(whole) - set(under))})
        if one.now:
            assert one.now == truth[one.code]
            got = Counter(line.text for line in limitations_of(records[one.now]))
            assert one.limitations == ()
        else:
            got = Counter(text for _, text, _ in one.limitations)
        assert got == wanted
    placed = {one.now for one in carry.earlier.units if one.now}
    assert all(not limitations_of(record) for code, record in records.items() if code not in placed)
    # a second time, over what the first made: the same records, nothing twice
    kept = replace(now, earlier=(carry.earlier,))
    again = plan_carry(last, kept, LIVE, Record(records))
    assert again.settled
    assert recorded(again, new) == records
    states = data.draw(st.lists(st.sampled_from(list(Mending)), min_size=20, max_size=20))
    for record in records.values():
        total = len(limitations_of(record))
        for state, line in zip(states, limitations_of(record), strict=False):
            record = applied(record, LIVE, set_mending(record.unit, line, state, ""))  # noqa: PLW2901 - step by step
        found = limitations_of(record)
        assert sum(mending_counts(found).values()) == len(found) == total
        assert [one.state for one in found] == states[: len(found)]
