"""What was taken over travels to the teams; what they find comes back, stays under seals and shows where two disagree."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tdkt_desktop.documents.blank_checklist import blank_checklist
from tdkt_desktop.documents.minutes.document import minutes_document
from tdkt_desktop.documents.neutral.blocks import Heading, Table
from tdkt_desktop.documents.neutral.form_blocks import FormItem
from tdkt_desktop.documents.neutral.sheets import value_of
from tdkt_desktop.documents.workbook.last_year import AMOUNTS, LAST_YEAR, LIMITATIONS
from tdkt_desktop.documents.workbook.notice_workbook import notice_workbook
from tdkt_desktop.domain.changes import set_seal
from tdkt_desktop.domain.errors import SealedRecord
from tdkt_desktop.domain.mending import Mending, limitations_of, set_mending
from tdkt_desktop.domain.sealing import as_sealed, content_of, make_seal, seal_gaps
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.history import field_history, place_of, value_lines
from tdkt_desktop.workflows.last_year import carry_over
from tdkt_desktop.workflows.merge import conflicts, merging, packages
from tdkt_desktop.workflows.notice import proposals
from tdkt_desktop.workflows.notice.notice_prose import NoticeDesk
from tdkt_desktop.workflows.notice.notice_sources import source_of
from tdkt_desktop.workflows.notice.office_papers import notice_facts
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.limitations import limitations, record_mending
from tests.support.last_year import FILES, GONE, LATE, TRAINING, make_last, make_this


@pytest.fixture
def office(tmp_path: Path) -> Iterator[CampaignSession]:
    with campaigns.open_campaign(make_this(tmp_path / "nay"), author="Thư ký") as session:
        last = make_last(tmp_path / "truoc")
        carry_over.apply_carry(session, carry_over.preview_carry(session, last))
        yield session


@pytest.fixture
def team(office: CampaignSession, tmp_path: Path) -> Iterator[CampaignSession]:
    plan = packages.issue_plans(office, tmp_path / "plans")[0]
    store = packages.receive_plan(plan, tmp_path / "doan.tdktdb")
    with campaigns.open_campaign(store, author="Trưởng đoàn") as session:
        yield session


def sent(team: CampaignSession, folder: Path) -> Path:
    return Path(shutil.move(packages.export_team(team, "D1", folder / "usb"), folder / "ket-qua.tdkt"))


def test_the_team_has_it_and_the_office_gets_what_the_team_found(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    assert team.campaign.earlier == office.campaign.earlier
    assert [one.text for one in limitations_of(team.inspection("A"))] == [FILES, LATE]
    assert {unit.code for unit, _ in limitations(team)} == {"A", "B"}
    assert [one for one in proposals.register(team) if one.year] == []  # the office follows those up
    first = limitations(team)[0][1]
    record_mending(team, "A", first.id, "again", "Ghi tại đơn vị")
    merging.merge_packages(office, [sent(team, tmp_path)])
    office.forget()
    found = limitations_of(office.inspection("A"))
    assert [(one.state, one.note) for one in found] == [
        (Mending.AGAIN, "Ghi tại đơn vị"),
        (Mending.UNCHECKED, ""),
    ]
    assert office.campaign.earlier == team.campaign.earlier


def test_two_findings_are_a_conflict_in_words(
    office: CampaignSession, team: CampaignSession, tmp_path: Path
) -> None:
    first = limitations(team)[0][1]
    record_mending(team, "A", first.id, "mended", "")
    record_mending(office, "A", first.id, "open", "")
    merging.merge_packages(office, [sent(team, tmp_path)])
    office.forget()
    (one,) = conflicts.open_conflicts(office)
    said = {side.words for side in one.sides}
    assert said == {f"Đã khắc phục: {FILES}", f"Chưa khắc phục: {FILES}"}


def test_history_and_place_are_in_words(office: CampaignSession) -> None:
    first = limitations(office)[0][1]
    record_mending(office, "A", first.id, "open", "Đang sắp xếp lại")
    subject = f"item/A/@carried/{first.id}"
    place = place_of(subject, "item", office.checklist)
    assert (place.unit, place.step, place.label) == ("A", "N2", "Kết quả khắc phục hạn chế năm trước")
    (past,) = field_history(office, subject, "item")
    assert past.words == f"Chưa khắc phục (Đang sắp xếp lại): {FILES}"
    (line,) = value_lines(office, [set_mending("A", first, Mending.MENDED, "")])
    assert line.endswith(f"Đã khắc phục: {FILES}")
    earlier = place_of("earlier/dot-truoc", "units", office.checklist)
    assert earlier.label == "Lấy từ đợt dot-truoc: đơn vị của đợt trước"


def test_sealed_minutes_hold_it(office: CampaignSession) -> None:
    gaps = [gap for gap in seal_gaps(office.checklist, office.inspection("A")) if "năm 2025" in gap.words]
    assert [(gap.step, gap.blocking) for gap in gaps] == [("N2", False), ("@assessment", False)]
    first = limitations(office)[0][1]
    record_mending(office, "A", first.id, "mended", "Đã lập danh mục hồ sơ")
    inspection = office.inspection("A")
    assert sum("@earlier" in key or "@carried" in key for key in content_of(inspection)) == 3
    seal = make_seal(
        inspection, office.checklist, campaign_id="dot-thu", moment="2026-03-01T10:00:00", author=""
    )
    office.save(set_seal("A", seal))
    with pytest.raises(SealedRecord):
        record_mending(office, "A", first.id, "open", "")
    sealed = as_sealed(office.inspection("A"), office.checklist)
    assert limitations_of(sealed) == limitations_of(inspection)


@pytest.mark.parametrize(("unit", "there"), [("A", True), ("C", False)])
def test_minutes_have_the_part_only_where_there_is_something(
    office: CampaignSession, unit: str, there: bool
) -> None:
    found = limitations_of(office.inspection(unit))
    if found:
        record_mending(office, unit, found[0].id, "again", "Lần thứ hai")
    document = minutes_document(
        office.campaign, office.checklist, office.campaign.unit(unit), office.inspection(unit)
    )
    titles = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert ("4. Kết quả khắc phục hạn chế đã nêu năm 2025" in titles) is there
    tables = [block for block in document.blocks if isinstance(block, Table)]
    rows = [row for table in tables for row in table.rows if "Lần thứ hai" in row]
    assert rows == (
        [("01", f"{FILES}.", "Nội dung 2: Nội dung thứ hai, năm 2025", "Tái phạm", "Lần thứ hai")]
        if there
        else []
    )
    assert any(row[3] == "Chưa kiểm tra" for table in tables for row in table.rows if len(row) == 5) is there


def test_the_blank_form_has_room_for_it(office: CampaignSession) -> None:
    before = limitations_of(office.inspection("A"))
    document = blank_checklist(office.campaign, office.checklist, office.campaign.unit("A"), before)
    texts = [block.text for block in document.blocks if isinstance(block, FormItem)]
    assert [text for text in texts if "năm 2025" in text] == [
        f"Hạn chế đã nêu năm 2025: {FILES}",
        f"Hạn chế đã nêu năm 2025: {LATE}",
    ]
    for_any = blank_checklist(office.campaign, office.checklist, None)
    assert not any("năm 2025" in block.text for block in for_any.blocks if isinstance(block, FormItem))


def test_the_workbook_sets_both_years_side_by_side(office: CampaignSession) -> None:
    first = limitations(office)[0][1]
    record_mending(office, "A", first.id, "mended", "Đã xếp lại")
    workbook = notice_workbook(notice_facts(office))
    sheets = {sheet.title: sheet for sheet in workbook.sheets}
    counted, sums, found = sheets[LAST_YEAR], sheets[AMOUNTS], sheets[LIMITATIONS]
    plan = next(row for row in counted.rows if row[0] == "1.1")
    assert [value_of(cell) for cell in plan[2:6]] == [1, 4, 0, 3]
    assert "Số đơn vị khác nhau: 04 và 03" in str(value_of(plan[6]))
    assert value_of(plan[7]) == "Đơn vị 02"
    total = next(row for row in sums.rows if row[0] == "2.2")
    assert (value_of(total[6]), value_of(total[7]), total[8]) == (15_000_000, None, "đồng")
    states = [value_of(row[6]) for row in found.rows]
    assert states == ["Đã khắc phục", *["Chưa kiểm tra"] * 3, "Không kiểm tra đợt này"]
    assert found.rows[-1][5] == GONE
    (chart,) = [one for one in sheets["Biểu đồ"].charts if one.source == LAST_YEAR]
    assert [series.title for series in chart.series] == ["Năm 2025", "Năm 2026"]
    assert all("Thực hiện" in counted.header[series.column] for series in chart.series)
    rows = [row for row in sheets["Kiến nghị"].rows if row[1] == "Kiến nghị của đơn vị năm 2025"]
    assert [(row[3], row[4], row[8]) for row in rows] == [
        (TRAINING, "Đơn vị 01", "đã trả lời; Công văn số 01")
    ]


def test_what_stands_behind_a_figure_of_the_year_before(office: CampaignSession) -> None:
    first = limitations(office)[0][1]
    record_mending(office, "A", first.id, "open", "Chờ kinh phí")
    behind = source_of(NoticeDesk(office), "{{k:last_open}}")
    assert behind.title == "Số hạn chế chưa khắc phục"
    (one,) = behind.units
    assert (one.unit, one.answer, one.step) == ("A", f"{FILES} (Chờ kinh phí)", "N2")
    then = {one.unit: one.answer for one in source_of(NoticeDesk(office), "{{y:N1.1}}").units}
    assert then == {
        "A": "Năm 2025: thực hiện",
        "B": "Năm 2025: chưa thực hiện",
        "C": "Năm 2025: không thuộc đối tượng",
    }
