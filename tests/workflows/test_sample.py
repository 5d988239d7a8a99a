"""The 2019 sample through the program: every figure equals the golden values of the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tdkt_desktop.documents.neutral.blocks import plain_text
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.notice.facts import amounts, detailed_units, table_totals, tally
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.papers.papers import minutes_of, notice_of, outline_of
from tdkt_desktop.workflows.session import CampaignSession

UNITS = ["TCT", "AGR", "VTL", "BHX", "LMH", "BLG"]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CampaignSession]:
    path: Path = campaigns.create_sample(tmp_path_factory.mktemp("mau") / "mau.tdktdb")
    with campaigns.open_campaign(path) as session:
        yield session


def count(session: CampaignSession, question: str, equals: bool | str | int | None = None):  # type: ignore[no-untyped-def]
    return tally(session.record, session.checklist, session.campaign.units, [question], equals)


@pytest.mark.parametrize(
    ("question", "failing"),
    [
        ("C01.01", []),
        ("C01.02", []),
        ("C01.03", []),
        ("C03.01", []),
        ("C05.01", []),
        ("C06.01", []),
        ("C07.01", []),
        ("C07.04", ["LMH"]),
        ("C07.05", ["AGR", "LMH", "BLG"]),
        ("C09.06", ["VTL"]),
        ("C10.01", ["VTL", "LMH"]),
        ("C11.02", ["BHX"]),
        ("C12.06", ["VTL"]),
    ],
)
def test_counted_figures(session: CampaignSession, question: str, failing: list[str]) -> None:
    figure = count(session, question)
    assert (figure.n, figure.total) == (6 - len(failing), 6)
    assert list(figure.failing) == failing
    assert not figure.not_checked


def test_figures_that_name_nobody(session: CampaignSession) -> None:
    supplemented = count(session, "C01.07", "phải bổ sung")
    assert (supplemented.n, supplemented.total, supplemented.by_name) == (4, 6, False)
    assert list(supplemented.not_checked) == UNITS
    assert count(session, "C04.01").not_checked == tuple(UNITS)
    assert count(session, "C09.08", 0).unanimous


@pytest.mark.parametrize(
    ("questions", "missing"),
    [
        (["C03.02", "C03.03", "C03.04", "C03.05"], ["TCT"]),
        (["C04.02", "C04.03", "C04.04"], ["TCT", "LMH"]),
        (["C05.02", "C05.03", "C05.04", "C05.05"], ["BHX"]),
        (["C06.02", "C06.03"], ["BHX", "LMH", "BLG"]),
        (["C08.02", "C08.03"], ["BLG"]),
    ],
)
def test_detailed_units(session: CampaignSession, questions: list[str], missing: list[str]) -> None:
    found = detailed_units(session.record, session.campaign.units, questions)
    assert list(found) == [unit for unit in UNITS if unit not in missing]


def test_sums_say_what_they_mix(session: CampaignSession) -> None:
    donated = amounts(session.record, session.campaign.units, "C06.02")
    assert donated.total == 33_000_000
    assert [unit for unit, _ in donated.by_unit] == ["TCT", "AGR", "VTL"]
    models = table_totals(session.record, session.campaign.units, "C08.02")
    assert {key: found.total for key, found in models.items()} == {"tap_the": 39, "ca_nhan": 34, "mo_hinh": 2}
    assert models["tap_the"].mixed
    assert len(session.inspection("LMH").items("C08.03")) == 3


def test_movements_and_figures_of_units(session: CampaignSession) -> None:
    counts = {unit: len(session.record.of(unit).items("C02.04")) for unit in UNITS}
    assert counts == {"TCT": 2, "AGR": 1, "BHX": 1, "VTL": 8, "LMH": 2, "BLG": 1}
    total = session.inspection("BLG").answer("C05.05").value
    assert total.amount == Decimal(350_000_000)  # type: ignore[union-attr]
    parts = session.inspection("BLG").items("C05.02")
    assert sum(item.amount or 0 for item in parts) == 340_000_000


def test_what_the_notice_does_not_say_stays_not_checked(session: CampaignSession) -> None:
    for unit in UNITS:
        for question in ("C04.01", "C01.07", "C07.06", "C12.01"):
            assert session.inspection(unit).answer(question).state is State.NOT_CHECKED


def test_the_four_groups_always_add_up(session: CampaignSession) -> None:
    for section in outline_of(session).sections:
        for line in section.lines:
            for figure in line.tallies:
                groups = [*figure.doing, *figure.failing, *figure.not_applicable, *figure.not_checked]
                assert sorted(groups) == sorted(UNITS)


def test_the_notice_says_it_in_the_words_of_the_trade(session: CampaignSession) -> None:
    text = "\n".join(line.full for section in outline_of(session).sections for line in section.lines)
    for words in (
        "06/06 đơn vị",
        "05/06 đơn vị",
        "(Viễn thông Lạng Sơn)",
        "còn 03 đơn vị",
        "04/06 đơn vị phải bổ sung",
    ):
        assert words in text
    assert "Đối với tỉnh:" in text


def test_the_schedule_has_both_dates(session: CampaignSession) -> None:
    rows = [
        (row.planned.isoformat(), row.actual.isoformat())
        for row in outline_of(session).schedule
        if row.planned and row.actual
    ]
    assert rows == [
        ("2019-08-27", "2019-08-27"),
        ("2019-09-04", "2019-09-04"),
        ("2019-09-11", "2019-09-11"),
        ("2019-08-30", "2019-09-18"),
        ("2019-08-20", "2019-10-10"),
        ("2019-09-17", "2019-10-11"),
    ]


def test_the_notice_and_the_minutes_read_as_agreed(
    session: CampaignSession, golden: Callable[[str, str], None]
) -> None:
    golden("thong-bao-2019.txt", "\n".join(plain_text(notice_of(session))) + "\n")
    golden("bien-ban-vien-thong-2019.txt", "\n".join(plain_text(minutes_of(session, "VTL"))) + "\n")
