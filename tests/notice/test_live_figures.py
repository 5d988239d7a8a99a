"""The laws of live figures: recounts agree, a change moves exactly what depends on it, an edit loses no figure."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.campaign import Campaign, Issuer
from tdkt_desktop.domain.inspection import CommonRecord, DeclaredCount, Inspection, Record
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.notice_text import SectionText, text_from_plain, text_to_plain
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.notice.drafting import drafted, section_keys
from tdkt_desktop.notice.live_figures import LOST, Figures
from tdkt_desktop.notice.outline import notice_outline, outline_of_figures
from tdkt_desktop.notice.rereading import edited, read_again, stale
from tdkt_desktop.notice.suggestions import examples, figure_offers, suggestions
from tdkt_desktop.notice.tokens import CountRef, Token, joined, split, tokens_of
from tdkt_desktop.vietnamese.counts import padded, ratio
from tests.notice.live import CAMPAIGN, LIVE, UNITS, figures_of, recorded, records, recount, scripts
from tests.random_changes import any_change

KEYS = section_keys(LIVE)
COUNTS = [("N1.1",), ("N1.3",), ("N1.1", "N1.3")]
one_change = st.one_of(*(any_change(LIVE, unit) for unit in UNITS))


def all_tokens(figures: Figures) -> tuple[Token, ...]:
    """Every figure the notice states or offers."""
    found = [token for key in KEYS for token in tokens_of(drafted(figures, key))]
    for key in KEYS:
        for offer in (*figure_offers(figures, key, ()), *suggestions(figures, key, ())):
            found += tokens_of([offer.text])
        found += [token for one in examples(figures, key, ()) for token in tokens_of([one.text])]
    return tuple(dict.fromkeys(found))


@given(scripts)
def test_every_figure_equals_a_recount(made: list[Change]) -> None:
    record = recorded(made)
    figures = figures_of(record)
    for questions in COUNTS:
        groups, ref = recount(record, questions), CountRef(questions)
        names = {code: CAMPAIGN.unit(code).listed for code in UNITS}
        assert figures.show(ref.token("n")).text == ratio(len(groups["do"]), 3)
        assert figures.show(ref.token("all")).text == "03"
        words = {3: "100% đơn vị", 2: "đa số các đơn vị"}  # of three units
        many = len(groups["do"])
        assert figures.show(ref.token("w")).text == words.get(many, f"{ratio(many, 3)} đơn vị")
        for form, listing in (("do", "doers"), ("fail", "failers"), ("na", "nas"), ("un", "uns")):
            assert figures.show(ref.token(form)).text == padded(len(groups[form]))
            assert figures.show(ref.token(listing)).text == "; ".join(names[code] for code in groups[form])


@given(records, one_change)
def test_a_change_moves_exactly_what_depends_on_it(before: Record, change: Change) -> None:
    after = recorded([change], before)
    old, new = figures_of(before), figures_of(after)
    kind, unit, *rest = change.subject.split("/")
    for token in {*all_tokens(old), *all_tokens(new)}:
        was, now = old.show(token), new.show(token)
        if was.text == now.text:
            continue
        if kind in ("answer", "item"):
            assert rest[0] in (*was.questions, *now.questions), token
            assert unit in UNITS
        assert token.form == "k" or kind in ("answer", "item") or token.form in ("a", "r")


@given(records, st.lists(st.lists(one_change, max_size=4), min_size=1, max_size=4), st.booleans())
def test_figures_kept_over_changes_are_those_counted_anew(
    record: Record, steps: list[list[Change]], public: bool
) -> None:
    """The law behind every quick update: what is kept step by step equals a full recount, section by section."""
    kept = figures_of(record, public=public)
    outline_of_figures(kept)
    for token in all_tokens(kept):
        kept.show(token)
    for step in steps:
        record = recorded(step, record)
        fresh = figures_of(record, public=public)
        kept = kept.after(fresh.scope)
        for key in KEYS:
            assert drafted(kept, key) == drafted(fresh, key)
        for token in all_tokens(fresh):
            assert kept.show(token) == fresh.show(token), token
        assert outline_of_figures(kept) == outline_of_figures(fresh)


def other_units(campaign: Campaign) -> Campaign:
    first, *others = campaign.units
    return replace(campaign, units=(replace(first, listed="Tên khác"), *others))


@pytest.mark.parametrize(
    ("campaign", "common"),
    [
        (other_units(CAMPAIGN), CommonRecord()),
        (replace(CAMPAIGN, units=CAMPAIGN.units[:2]), CommonRecord()),
        (replace(CAMPAIGN, issuer=Issuer(name="Tên khác")), CommonRecord()),
        (replace(CAMPAIGN, prose={"II.2": ("Lời khác.",)}), CommonRecord()),
        (CAMPAIGN, CommonRecord({"N1.1": DeclaredCount(2)})),
        (CAMPAIGN, CommonRecord(items={"N2.6": (Item("x", "Kiến nghị chung"),)})),
    ],
)
def test_figures_follow_whatever_else_changes(campaign: Campaign, common: CommonRecord) -> None:
    # one unit does and one fails, so that a unit is named
    answered = recorded(
        [
            changes.set_answer(unit, LIVE.question("N1.1"), Answer(State.ANSWERED, value=unit != "A"))
            for unit in ("A", "B")
        ]
    )
    inspections = (
        {} if common.declared else answered.inspections
    )  # what is declared speaks while no record does
    before = figures_of(Record(inspections))
    outline_of_figures(before)
    fresh = figures_of(Record(inspections, common=common), campaign)
    kept = before.after(fresh.scope)
    assert outline_of_figures(kept) == outline_of_figures(fresh) != outline_of_figures(before)


def test_only_what_a_change_touches_is_counted_anew() -> None:
    record = recorded([changes.set_answer("A", LIVE.question("N1.1"), Answer(State.ANSWERED, value=True))])
    before = figures_of(record)
    kept, touched = CountRef(("N1.3",)).token("n"), CountRef(("N1.1",)).token("n")
    shown = [before.show(one) for one in (kept, touched)]
    later = recorded(
        [changes.set_answer("B", LIVE.question("N1.1"), Answer(State.ANSWERED, value=False))], record
    )
    after = before.after(figures_of(later).scope)
    assert after.show(kept) is shown[0]
    assert after.show(touched) is not shown[1]


@given(scripts)
def test_an_unchanged_copy_of_the_draft_prints_the_same(made: list[Change]) -> None:
    record = recorded(made)
    figures = figures_of(record)
    texts = {key: SectionText(drafted(figures, key)) for key in KEYS}
    copied = notice_outline(replace(CAMPAIGN, texts=texts), LIVE, record)
    assert copied == notice_outline(CAMPAIGN, LIVE, record)
    assert LOST not in "".join(line.full for section in copied.sections for line in section.lines)


@given(scripts, scripts)
def test_what_is_marked_is_what_changed_and_reading_clears_it(
    made: list[Change], later: list[Change]
) -> None:
    record = recorded(made)
    figures = figures_of(record)
    now = figures_of(recorded(later, record))
    for key in KEYS:
        text = edited(figures, key, drafted(figures, key), None)
        assert not stale(figures, key, text)
        found = stale(now, key, text)
        moved = {one for one in tokens_of(text.paragraphs) if figures.show(one).text != now.show(one).text}
        marked = {token for one in found if one.paragraph >= 0 for token in one.tokens}
        assert marked == moved
        for one in found:
            assert one.before != one.after
        assert not stale(now, key, read_again(now, key, text))


@settings(max_examples=60)
@given(scripts, scripts, st.data())
def test_editing_elsewhere_loses_no_figure_and_no_mark(
    made: list[Change], later: list[Change], data: st.DataObject
) -> None:
    record = recorded(made)
    figures, now = figures_of(record), figures_of(recorded(later, record))
    key = data.draw(st.sampled_from(KEYS))
    text = edited(figures, key, drafted(figures, key), None)
    paragraphs = list(text.paragraphs)
    if paragraphs:
        place = data.draw(st.integers(0, len(paragraphs) - 1))
        parts = list(split(paragraphs[place]))
        parts = [data.draw(st.text("aữ ;", max_size=4)) if isinstance(part, str) else part for part in parts]
        paragraphs[place] = joined(parts)
    again = edited(now, key, paragraphs, text)
    assert tokens_of(again.paragraphs) == tokens_of(text.paragraphs)
    marks = [{t for one in stale(now, key, it) for t in one.tokens} for it in (text, again)]
    assert marks[0] == marks[1]
    back = text_from_plain(text_to_plain(again))
    assert back is not None
    assert tokens_of(back.paragraphs) == tokens_of(again.paragraphs)
    assert dict(back.seen) == dict(again.seen)


@given(scripts)
def test_the_public_notice_names_nobody_who_fails(made: list[Change]) -> None:
    record = recorded(made)
    limits = tuple(one.text for one in suggestions(figures_of(record), "II.3", ()))
    campaign = replace(CAMPAIGN, texts={"II.3": SectionText((*limits, "Đơn vị 02 chưa họp."))})
    outline = notice_outline(campaign, LIVE, record, public=True)
    section = next(one for one in outline.sections if one.key == "II.3")
    text = " ".join(line.full for line in section.lines)
    assert not any(unit.listed in text for unit in CAMPAIGN.units)
    assert "Một đơn vị chưa họp." in text
    assert "()" not in text
    counted = [line for one in outline.sections for line in one.lines if one.key == "I.1" and line.tallies]
    assert not any(unit.listed in line.full for line in counted for unit in CAMPAIGN.units)


PUBLIC = replace(
    CAMPAIGN,
    units=tuple(
        replace(
            unit,
            official=f"Trường Trung cấp {name}",
            listed=f"Trường TC {name}",
            short=name,
            aliases=(f"Trường {name}s",),
        )
        for unit, name in zip(CAMPAIGN.units, ("Gấc", "Hồi", "Sả"), strict=True)
    ),
)
WRITTEN = replace(
    Inspection("A"),
    assessment=replace(
        Inspection("A").assessment, limitations="Trường Gấcs họp ít", strengths="Làm kịp thời"
    ),
)
places = st.sampled_from(
    ["{{u:A}}", "Trường Trung cấp Gấc", "trường  trung\u00a0cấp gấc", "Trường TC Hồi", "Sả", "Trường Hồis"]
)
told = st.sampled_from(
    [
        "{} chưa họp.",
        "Tuy nhiên, {} và {} họp chậm.",
        "Còn 02 đơn vị không có quy chế ({}; {}).",
        "- {}: nộp báo cáo muộn.",
        "Năm nay {} có kế hoạch. Quy chế thì chưa có.",
        "{}: {{a:A/limitations}}.",
        "Có đơn vị còn hạn chế, như:\n- {} ít họp;\n+ {} họp một lần.",
    ]
)
praised = st.sampled_from(
    [
        "{} họp đều.",
        "{}: {{a:A/strengths}}.",
        "Phong trào “Không ai bị bỏ lại phía sau” của {} có hiệu quả.",
        "{} không ngừng đổi mới.",
        "Còn 01 đơn vị chưa họp; các đơn vị khác họp đều, điển hình như:\n- {} họp bốn lần.",
    ]
)


def public_lines(template: str, names: list[str], key: str) -> list[str]:
    text = tuple(_filled(template, names).split("\n"))
    campaign = replace(PUBLIC, texts={key: SectionText(text)})
    outline = notice_outline(campaign, LIVE, Record({"A": WRITTEN}), public=True)
    return [line.full for one in outline.sections if one.key == key for line in one.lines]


def _filled(template: str, names: list[str]) -> str:
    for name in names:
        template = template.replace("{}", name, 1)
    return template


@given(told, st.lists(places, min_size=2, max_size=2), st.sampled_from(["I.1", "I.3", "II.2", "II.3"]))
def test_no_way_of_naming_a_unit_gets_its_shortcoming_published(
    template: str, names: list[str], key: str
) -> None:
    said = " ".join(public_lines(template, names, key))
    assert not re.search(r"gấc|hồi|sả", said, re.IGNORECASE), said
    assert re.search(r"đơn vị", said, re.IGNORECASE)
    assert "()" not in said


@given(praised, places, st.sampled_from(["I.1", "I.3", "II.2"]))
def test_who_does_well_is_named_to_everybody(template: str, name: str, key: str) -> None:
    last = public_lines(template, [name], key)[-1]
    assert re.search(r"gấc|hồi|sả", last, re.IGNORECASE), last


def test_names_in_a_row_become_their_number() -> None:
    (said,) = public_lines("{}, {} và Sả chưa họp.", ["Gấc", "Trường TC Hồi"], "I.3")
    assert said == "03 đơn vị chưa họp."
    (said,) = public_lines("Còn 02 đơn vị chưa họp ({}; {}).", ["Gấc", "{{u:B}}"], "I.3")
    assert said == "Còn 02 đơn vị chưa họp."


def test_a_figure_the_checklist_lost_is_dots_and_never_stops_the_notice() -> None:
    figures = figures_of(Record())
    for text in (
        "{{n:khong}}",
        "{{rest:N1.1@khong}}",
        "{{d:A/khong}}",
        "{{u:khong}}",
        "{{n:N1.1=[1]}}",
        "{{k:x}}",
    ):
        (token,) = tokens_of([text])
        assert figures.show(token).text == LOST
        assert figures.show(token).lost
