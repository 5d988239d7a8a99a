"""What a session knows after saving is what the file says: memory and disk never tell two stories."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.inspection import MEMBERS
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import Item
from tdkt_desktop.workflows.campaign import campaigns
from tests.builders import write_campaign_files
from tests.random_changes import UNIT, any_change, tidy

OTHER = "B"
batches = st.lists(st.lists(any_change() | any_change(unit=OTHER), max_size=6), max_size=5)
counter = itertools.count()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mau")
    return campaigns.create_campaign(write_campaign_files(folder), folder / "dot.tdktdb")


def copy_of(template: Path) -> Path:
    path = template.with_name(f"ban-{next(counter)}.tdktdb")
    path.write_bytes(template.read_bytes())
    return path


@settings(max_examples=30)
@given(batches)
def test_what_was_learned_is_what_is_read_anew(template: Path, made: list[list[Change]]) -> None:
    path = copy_of(template)
    with campaigns.open_campaign(path) as session:
        for batch in made:
            session.record  # noqa: B018 - known before, so that saving learns instead of reading
            session.save(batch)
            learned = [tidy(session.inspection(unit)) for unit in (UNIT, OTHER)]
            session.forget()
            assert [tidy(session.inspection(unit)) for unit in (UNIT, OTHER)] == learned
        known = session.record
        session.store.rebuild()
        session.forget()
        assert session.record == known
    path.unlink()


def test_saving_the_same_again_writes_nothing(template: Path) -> None:
    made = [changes.set_visit(UNIT, "place", "Hội trường"), changes.set_item(UNIT, MEMBERS, Item("a", "Một"))]
    with campaigns.open_campaign(copy_of(template)) as session:
        assert session.save(made).written == 2
        count = session.revision_count()
        assert session.save(made).written == 0
        assert session.save([changes.set_visit(UNIT, "place", "Hội trường")]).written == 0
        assert session.revision_count() == count


def test_emptying_a_list_that_answers_by_its_lines_unanswers_it(template: Path) -> None:
    with campaigns.open_campaign(copy_of(template)) as session:
        session.save([changes.set_item(UNIT, "N2.1", Item("a", "Một"))])
        assert session.inspection(UNIT).answer("N2.1").answered
        session.save([changes.remove_item(UNIT, "N2.1", "a")])
        assert not session.inspection(UNIT).answer("N2.1").answered


def test_a_change_of_the_campaign_is_seen_at_once(template: Path) -> None:
    with campaigns.open_campaign(copy_of(template)) as session:
        assert session.campaign.unit("A").short == "Đơn vị 01"
        session.save([Change("unit/A", "short", "ĐV 01")])
        assert session.campaign.unit("A").short == "ĐV 01"


def test_a_closed_session_still_tells_what_it_knew(template: Path) -> None:
    session = campaigns.open_campaign(copy_of(template))
    session.save([changes.set_visit(UNIT, "place", "Hội trường")])
    assert session.record
    assert session.campaign
    session.close()
    assert session.inspection(UNIT).visit.place == "Hội trường"
    assert session.campaign.id == "dot-thu"
