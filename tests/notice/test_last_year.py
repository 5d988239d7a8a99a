"""This year against the one before: only equal questions, N always told; the notice's words on limitations, public and not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tdkt_desktop.domain.campaign import Campaign, Unit
from tdkt_desktop.domain.charts import charts_of
from tdkt_desktop.domain.completeness import unit_progress
from tdkt_desktop.domain.earlier import Earlier, EarlierFigure, EarlierUnit, earlier_fields, earlier_from_row
from tdkt_desktop.domain.earlier_rules import EARLIER_READERS
from tdkt_desktop.domain.inspection import CARRIED, EARLIER, Inspection, Record
from tdkt_desktop.domain.mending import GENERAL, MENDING_ORDER, Mending, limitations_of, mending_counts
from tdkt_desktop.domain.notice_text import SectionText
from tdkt_desktop.domain.revision_values import BadRevision
from tdkt_desktop.domain.values import Item
from tdkt_desktop.domain.year_charts import MENDINGS, YEARS, YearPair, YearSide, years_chart
from tdkt_desktop.notice.last_year import charts_against_last, comparable, compared, not_compared
from tdkt_desktop.notice.lines import Scope
from tdkt_desktop.notice.live_figures import LOST, Figures
from tdkt_desktop.notice.outline import notice_outline
from tdkt_desktop.notice.rendering import render_line
from tdkt_desktop.notice.suggestions import LAST_CLAUSES, LAST_LEAD, figure_offers, suggestions
from tdkt_desktop.notice.tokens import Token
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.last_year import carry_over
from tdkt_desktop.workflows.session import CampaignSession
from tests.notice.live import CAMPAIGN, LIVE
from tests.support.last_year import make_last, make_this

LAST_SENTENCE = f"{LAST_LEAD}{'; '.join(words for _, words in LAST_CLAUSES)}."
PLAN = EarlierFigure("N1.1", "Có kế hoạch không?", "yes_no", "true", True, ("A",), ("B",), ("C",), ("D",))
LAST = Earlier(
    "truoc",
    "Đợt trước",
    2025,
    tuple(EarlierUnit(code, code, code, code, now=code) for code in "ABC"),
    (PLAN,),
)
STATES = st.sampled_from(MENDING_ORDER)


def record_of(states: dict[str, list[Mending]]) -> Record:
    """Units with limitations that stand in these states."""
    made = {}
    for unit, found in states.items():
        ids = [f"{GENERAL}-{number}" for number in range(len(found))]
        lines = tuple(Item(one, f"Hạn chế {one}", place="truoc", period="2025") for one in ids)
        judged = tuple(Item(one, place=str(state)) for one, state in zip(ids, found, strict=True) if state)
        made[unit] = Inspection(unit, lists={EARLIER: lines, CARRIED: judged})
    return Record(made)


def figures(states: dict[str, list[Mending]], *, public: bool = False) -> Figures:
    campaign = replace(CAMPAIGN, earlier=(LAST,))
    return Figures(Scope(campaign, LIVE, record_of(states), campaign.units, public))


def said(made: Figures, text: str) -> str:
    line = render_line(text, made)
    return line.full if line else ""


DONE, LEFT, ANEW, BLANK = Mending.MENDED, Mending.OPEN, Mending.AGAIN, Mending.UNCHECKED
MIXED = {"A": [DONE, LEFT], "B": [ANEW, BLANK], "C": [LEFT, DONE, DONE]}


def test_the_sentence_tells_every_state_and_names_those_that_fail() -> None:
    assert said(figures(MIXED), "{{k:last_clause}}.") == (
        "Trong 07 hạn chế đã chỉ ra năm 2025, có 03 hạn chế đã được khắc phục; còn 02 hạn chế chưa khắc phục "
        "(Đơn vị 01; Đơn vị 03); 01 hạn chế tái phạm (Đơn vị 02); 01 hạn chế chưa kiểm tra lại."
    )
    assert said(figures({"A": [DONE]}), "{{k:last_clause}}.") == (
        "Trong 01 hạn chế đã chỉ ra năm 2025, có 01 hạn chế đã được khắc phục."
    )
    assert said(figures({}), "{{k:last_clause}}.") == ""


def test_the_public_version_names_no_unit_under_a_limitation() -> None:
    made = figures(MIXED, public=True)
    for text in ("{{k:last_clause}}.", LAST_SENTENCE, "Còn {{k:last_again}} ({{k:last_again_units}})."):
        words = said(made, text)
        assert "Đơn vị" not in words
        assert "01" in words
    assert said(made, LAST_SENTENCE).count("(") == 0


def test_a_suggested_sentence_counts_no_nought() -> None:
    """Only what became of some limitation is told."""
    offers = suggestions(figures({"A": [DONE]}), "II.3", ())
    (told,) = [one.reads for one in offers if "từng con số" in one.label]
    assert told == "Trong 01 hạn chế đã chỉ ra năm 2025, có 01 hạn chế đã được khắc phục."


def test_a_whole_public_notice_names_no_unit_under_what_was_not_mended() -> None:
    texts = {
        "II.3": SectionText(("{{k:last_clause}}.", LAST_SENTENCE, "- {{u:A}}: {{k:last_open}} hạn chế."))
    }
    campaign = replace(CAMPAIGN, earlier=(LAST,), texts=texts)
    for public in (False, True):
        outline = notice_outline(campaign, LIVE, record_of(MIXED), public=public)
        (section,) = [one for one in outline.sections if one.key == "II.3"]
        printed = " ".join(line.full for line in section.lines)
        assert "07 hạn chế" in printed
        assert ("Đơn vị 0" in printed) is not public


def test_every_figure_leads_to_its_units_and_follows_the_record() -> None:
    made = figures(MIXED)
    assert made.show(Token("k", "last_open")).units == ("A", "C")
    assert made.show(Token("k", "last_open_units")).text == "Đơn vị 01; Đơn vị 03"
    assert made.show(Token("y", "N1.1")).text == "01/04"
    assert made.show(Token("y", "N1.3")).lost
    record = record_of(MIXED | {"C": [DONE, DONE, DONE]})
    after = made.after(replace(made.scope, record=record))
    assert after.show(Token("k", "last_open")).text == "01"


def test_without_a_year_before_nothing_is_offered_and_a_token_shows_that_it_is_lost() -> None:
    made = Figures(Scope(CAMPAIGN, LIVE, Record(), CAMPAIGN.units))
    assert made.show(Token("k", "last_open")).text == LOST
    assert made.show(Token("y", "N1.1")).text == LOST
    assert not any("last_" in one.text for one in figure_offers(made, "II.3", ()))
    assert not any("last_" in one.text for one in suggestions(made, "II.3", ()))


def test_the_workbench_offers_it() -> None:
    made = figures(MIXED)
    assert {"{{k:last_clause}}", "{{k:last_open_units}}"} <= {
        one.text for one in figure_offers(made, "II.3", ())
    }
    offered = {one.text: one.reads for one in suggestions(made, "II.3", ())}
    assert offered["{{k:last_clause}}."].startswith("Trong 07 hạn chế")
    assert any(
        "{{y:N1.1}}" in text and "năm 2025 có 01/04 đơn vị" in reads for text, reads in offered.items()
    )


@given(st.dictionaries(st.sampled_from("ABC"), st.lists(STATES, max_size=5)))
def test_the_four_groups_sum_to_the_whole_and_every_figure_is_a_recount(
    states: dict[str, list[Mending]],
) -> None:
    made = figures(states)
    every = [one for found in states.values() for one in found]
    shown = {
        key: int(made.show(Token("k", key)).text)
        for key in ("last_total", "last_mended", "last_open", "last_again", "last_unchecked")
    }
    assert shown.pop("last_total") == len(every) == sum(shown.values())
    assert shown == {
        "last_mended": every.count(DONE),
        "last_open": every.count(LEFT),
        "last_again": every.count(ANEW),
        "last_unchecked": every.count(BLANK),
    }
    found = [one for unit in made.scope.units for one in limitations_of(made.scope.record.of(unit.code))]
    assert sum(mending_counts(found).values()) == len(every)


def test_a_word_that_nobody_knows_is_never_mended() -> None:
    inspection = Inspection(
        "A", lists={EARLIER: (Item("@chung-1", "Hạn chế"),), CARRIED: (Item("@chung-1", place="fixed"),)}
    )
    assert [one.state for one in limitations_of(inspection)] == [Mending.UNCHECKED]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, ""),
        ({"ask": "Có  kế hoạch không?"}, ""),
        ({"ask": "Có kế hoạch hay không?"}, "wording"),
        ({"ask": "Lời khác", "mapped": "N1.1"}, ""),
        ({"code": "X9", "ask": "Lời khác", "mapped": "N1.1"}, ""),
        ({"code": "X9"}, "missing"),
        ({"mapped": "N1.3"}, "missing"),
        ({"expects": "false"}, "kind"),
        ({"kind": "choice"}, "kind"),
    ],
)
def test_only_equal_questions_are_compared(change: dict[str, str], why: str) -> None:
    last = replace(LAST, figures=(replace(PLAN, **change),))  # type: ignore[arg-type]  # texts of a figure
    found = comparable(last, LIVE.question("N1.1"))
    assert (found if isinstance(found, str) else "") == why


GROUPS = st.tuples(*[st.integers(0, 9)] * 4)


@given(st.lists(st.tuples(GROUPS, GROUPS, st.integers(0, 36)), max_size=6))
def test_a_chart_always_says_n_and_calls_more_or_less_only_what_stands_on_the_same_units(
    made: list[tuple[tuple[int, int, int, int], tuple[int, int, int, int], int]],
) -> None:
    pairs = [
        YearPair(
            f"1.{place}", "Câu hỏi?", "N1", YearSide(2025, old), YearSide(2026, new), min(common, sum(new))
        )
        for place, (old, new, common) in enumerate(made)
    ]
    chart = years_chart(2025, pairs)
    assert len(chart.bars) == 2 * len(pairs)
    for pair, (before, now) in zip(pairs, zip(chart.bars[::2], chart.bars[1::2], strict=True), strict=True):
        assert (before.total, now.total) == (pair.before.base, pair.now.base)
        assert f"/{pair.before.base:02d} đơn vị" in before.words
        assert f"/{pair.now.base:02d} đơn vị" in now.words
        assert (pair.caution in now.words) if pair.before.base != pair.now.base else True
        if pair.before.base != pair.now.base:
            assert "số đơn vị khác nhau" in now.words
    whole = [
        (old, new)
        for old, new, common in made
        if sum(old) == sum(new) and min(common, sum(new)) == sum(new) and not old[3] and not new[3]
    ]
    up, down = sum(new[0] > old[0] for old, new in whole), sum(new[0] < old[0] for old, new in whole)
    moved = [f"{many:02d} câu {way}" for many, way in ((up, "tăng"), (down, "giảm")) if many]
    assert ("cùng các đơn vị đã kiểm tra đủ: " in chart.summary) is bool(whole)
    if whole:
        assert f"đủ: {', '.join(moved) or 'không câu nào tăng, giảm'}" in chart.summary


@pytest.fixture
def session(tmp_path: Path) -> Iterator[CampaignSession]:
    with campaigns.open_campaign(make_this(tmp_path / "nay"), author="Thư ký") as opened:
        carry_over.apply_carry(opened, carry_over.preview_carry(opened, make_last(tmp_path / "truoc")))
        campaigns.fill(opened, tmp_path / "nay" / "tra-loi.yaml")
        yield opened


def test_figures_of_both_years_stand_on_their_own_units(session: CampaignSession) -> None:
    campaign, checklist, record = session.campaign, session.checklist, session.record
    found = {one.question.code: one for one in compared(campaign, checklist, record, campaign.units)}
    plan = found["N1.1"]
    assert (plan.before.n, plan.before.base, plan.now.n, plan.now.base, plan.common) == (1, 4, 1, 3, 3)
    assert (found["N2.2"].before.total, found["N2.2"].now.total) == ("15000000", "40000000")
    assert not_compared(campaign, checklist) == ()
    progress = {unit.code: unit_progress(checklist, record.of(unit.code)) for unit in campaign.units}
    more = charts_against_last(campaign, checklist, record, campaign.units)
    charts = charts_of(checklist, campaign.units, progress.__getitem__, record.of, more)
    assert [chart.key for chart in charts[3:]] == [YEARS, MENDINGS]
    assert "số đơn vị khác nhau: 04 và 03" in charts[3].bars[1].words
    assert [bar.total for bar in charts[4].bars] == [2, 2]
    plain = replace(campaign, earlier=())
    assert charts_against_last(plain, checklist, record, plain.units) == ()


def test_an_extract_is_read_back_as_it_was_and_wrong_ones_are_refused(session: CampaignSession) -> None:
    one = session.campaign.last
    assert one is not None
    plain = earlier_fields(one)
    assert earlier_from_row({"source": one.source, **plain}) == one
    for name, value in plain.items():
        EARLIER_READERS[name](value)
    for name, wrong in (
        ("units", [{"code": "A"}]),
        ("units", [{"code": "A", "official": "a", "listed": "a", "short": "a", "limitations": [["x", "y"]]}]),
        ("figures", [{"code": "A", "ask": "?", "kind": "yes_no", "doing": "A"}]),
        ("figures", {"code": "A"}),
        ("proposals", [{"key": 1}]),
        ("year", "2025"),
    ):
        with pytest.raises(BadRevision):
            EARLIER_READERS[name](wrong)


def test_a_unit_of_now_keeps_its_name_for_people() -> None:
    unit = Unit("A", 1, "Đơn vị 01", "Đơn vị 01", "ĐV 1", aliases=("Đơn vị cũ 1", "Đơn vị cũ 2"))
    assert unit.formerly == "trước là Đơn vị cũ 1; Đơn vị cũ 2"
    assert Campaign("a", "b", 2026, units=(unit,)).last is None
