"""Guards the office's workbook on the sample: every figure is the outline's, every unit's source is told, LibreOffice agrees."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tdkt_desktop.documents.workbook.facts import NoticeFacts
from tdkt_desktop.documents.workbook.notice_workbook import notice_workbook
from tdkt_desktop.documents.xlsx.writer import write_xlsx
from tdkt_desktop.domain.changes import set_item, set_remark
from tdkt_desktop.domain.completeness import unit_progress
from tdkt_desktop.domain.inspection import REQUIREMENTS
from tdkt_desktop.domain.kinds import Kind, Stage
from tdkt_desktop.domain.marks import MARK_WORDS
from tdkt_desktop.domain.values import Item
from tdkt_desktop.vietnamese.counts import ratio
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.notice import checking
from tdkt_desktop.workflows.notice.office_papers import notice_facts, write_workbook
from tdkt_desktop.workflows.papers.papers import outline_of
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.sealing import seal_units

Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CampaignSession]:
    path = campaigns.create_sample(tmp_path_factory.mktemp("mau") / "mau.tdktdb")
    with campaigns.open_campaign(path, author="Thư ký") as session:
        session.save(
            [
                set_item(
                    "VTL", REQUIREMENTS, Item("r1", "Đăng ký danh hiệu từ đầu năm", period="31/12/2019")
                ),
                set_remark("TCT", "C03", "narrative", "=Làm tốt"),
                set_remark("TCT", "C03", "in_notice", True),
            ]
        )
        seal_units(session, ["VTL"], force=True)
        yield session


@pytest.fixture(scope="module")
def facts(session: CampaignSession) -> NoticeFacts:
    return notice_facts(session)


@pytest.fixture(scope="module")
def path(session: CampaignSession, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("xlsx") / "thong-bao.xlsx"
    write_workbook(session, made)
    return made


@pytest.fixture(scope="module")
def book(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def rows(book: Workbook, title: str, first: str) -> Rows:
    """The rows of a sheet by the titles of their columns; its head begins with `first`."""
    found = [[cell.value for cell in row] for row in book[title].iter_rows()]
    head = next(place for place, row in enumerate(found) if row[0] == first)
    return [dict(zip(map(str, found[head]), row, strict=True)) for row in found[head + 1 :]]


def test_the_sheets(book: Workbook, session: CampaignSession) -> None:
    assert book.sheetnames[:11] == [
        "Tổng hợp",
        "Biểu đồ",
        "Ma trận",
        "Số liệu",
        "Câu tổng hợp",
        "Đối chiếu nội bộ",
        "Lịch kiểm tra",
        "Kiến nghị",
        "Điển hình",
        "Rà soát",
        "Nguồn số liệu",
    ]
    assert len(book.sheetnames) == 11 + len(session.checklist.criteria)
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_every_figure_is_the_outlines(book: Workbook, session: CampaignSession) -> None:
    wanted = {
        (tally.questions, tally.n, tally.failing): tally
        for section in outline_of(session).sections
        for line in section.lines
        for tally in line.tallies
    }
    found = rows(book, "Số liệu", "Mục")
    assert len(found) == len(wanted) > 15
    for row, tally in zip(found, wanted.values(), strict=True):
        assert (row["Số đơn vị"], row["Tổng số"]) == (tally.n, tally.total)
        assert row["Kết quả"] == ratio(tally.n, tally.total)
        four = [
            row[f"{words} (số)"]
            for words in ("Thực hiện", "Chưa thực hiện", "Không thuộc đối tượng", "Chưa kiểm tra")
        ]
        assert four == [
            len(tally.doing),
            len(tally.failing),
            len(tally.not_applicable),
            len(tally.not_checked),
        ]
        assert sum(four) == tally.total


def test_yes_and_no_on_the_sheets_of_criteria_add_up_to_the_figures(
    book: Workbook, session: CampaignSession, facts: NoticeFacts
) -> None:
    checklist, checked = session.checklist, 0
    for number, criterion in enumerate(checklist.criteria, start=1):
        title = next(one for one in book.sheetnames if one.startswith(f"{number}. "))
        found = rows(book, title, "Câu")
        for section in facts.outline.sections:
            for tally in (tally for line in section.lines for tally in line.tallies):
                question = checklist.question(tally.questions[0])
                alone = len(tally.questions) == 1 and tally.by_name
                if alone and checklist.home(question.code) is criterion and question.kind is Kind.YES_NO:
                    said = [row["Trả lời"] for row in found if row["Câu"] == checklist.numbers[question.code]]
                    right = "Không" if question.expects is False else "Có"
                    assert said.count(right) == tally.n, question.code
                    checked += 1
    assert checked > 10


def test_numbers_and_dates_of_the_criteria_are_real(book: Workbook, session: CampaignSession) -> None:
    title = next(one for one in book.sheetnames if one.startswith("3. "))
    found = rows(book, title, "Câu")
    (lent,) = [row for row in found if row["Số lượng"] == 2_070_000_000_000]
    assert lent["Đơn vị tính"] == "đồng"
    written = sum(
        isinstance(row["Số lượng"], int | float)
        for one in book.sheetnames[11:]
        for row in rows(book, one, "Câu")
    )
    amounts = sum(
        (item.amount is not None) + len(item.cells)
        for unit in session.units
        for question in session.checklist.questions()
        for item in session.inspection(unit.code).items(question.code)
    )
    figures = sum(
        hasattr(session.inspection(unit.code).answer(question.code).value, "amount")
        for unit in session.units
        for question in session.checklist.questions()
    )
    assert written == amounts + figures > 50


def test_the_matrix_says_every_state_in_words(book: Workbook, session: CampaignSession) -> None:
    found = rows(book, "Ma trận", "TT")
    for unit in session.units:
        progress = unit_progress(session.checklist, session.inspection(unit.code))
        said = [row[f"{unit.number:02d} {unit.short}"] for row in found]
        assert said == [MARK_WORDS[one.mark] for one in progress.criteria]
    fills = {
        cell.value: cell.fill.fgColor.rgb
        for row in book["Ma trận"].iter_rows(min_row=2, min_col=3)
        for cell in row
    }
    assert len({fills["Đạt"], fills["Chưa đạt"], fills["Chưa kiểm tra"]}) == 3


def test_the_summary_adds_up(book: Workbook, session: CampaignSession) -> None:
    found = rows(book, "Tổng hợp", "TT")
    assert len(found) == len(session.checklist.criteria)
    for row in found:
        assert sum(row[words] for words in MARK_WORDS.values()) == row["Tổng số đơn vị"] == 6


def test_the_schedule_tells_days_and_words(book: Workbook) -> None:
    found = {row["Đơn vị được kiểm tra"]: row for row in rows(book, "Lịch kiểm tra", "TT")}
    late = found["Liên minh Hợp tác xã tỉnh"]
    assert late["Theo kế hoạch"].date() == dt.date(2019, 8, 20)
    assert late["Thực hiện"].date() == dt.date(2019, 10, 10)
    assert (late["Chênh lệch (ngày)"], late["Sớm hay chậm"]) == (51, "Chậm 51 ngày")
    assert found["Viễn thông Lạng Sơn"]["Chênh lệch (ngày)"] == 0


def test_proposals_requests_and_examples(book: Workbook, session: CampaignSession) -> None:
    found = rows(book, "Kiến nghị", "TT")
    proposals = [row for row in found if row["Loại"] == "Kiến nghị của đơn vị"]
    told = sum(len(items) for items in session.record.common.items.values())
    assert len(proposals) >= told > 0
    (request,) = [row for row in found if row["Loại"] == "Yêu cầu khắc phục"]
    assert (request["Đơn vị"], request["Thời hạn"]) == ("Viễn thông Lạng Sơn", "31/12/2019")
    examples = rows(book, "Điển hình", "Mục")
    assert any(row["Nội dung"] == "=Làm tốt" for row in examples)
    assert sum(row["Đơn vị"] == "Công ty TNHH Bảo Long" for row in examples) >= 3


def test_the_findings_are_those_of_the_check(book: Workbook, session: CampaignSession) -> None:
    found = rows(book, "Rà soát", "Mức")
    checked = checking.check_session(session)
    assert [row["Thấy gì"] for row in found] == [one.found for one in checked.findings]


def test_a_waived_finding_is_told_with_its_reason(tmp_path: Path) -> None:
    with campaigns.open_campaign(campaigns.create_sample(tmp_path / "mau.tdktdb")) as session:
        finding = checking.check_session(session).findings[0]
        checking.waive(session, finding, "Đã hỏi lại đơn vị")
        write_workbook(session, tmp_path / "a.xlsx")
    found = rows(openpyxl.load_workbook(tmp_path / "a.xlsx"), "Rà soát", "Mức")
    assert (found[-1]["Thấy gì"], found[-1]["Đã bỏ qua vì"]) == (finding.found, "Đã hỏi lại đơn vị")


def test_the_sources_tell_minutes_people_and_machines(book: Workbook, session: CampaignSession) -> None:
    found = {row["Đơn vị"]: row for row in rows(book, "Nguồn số liệu", "TT")}
    sealed, draft = found["Viễn thông Lạng Sơn"], found["Bảo hiểm xã hội tỉnh"]
    seal = session.inspection("VTL").seal
    assert seal is not None
    assert (sealed["Biên bản"], sealed["Mã biên bản"]) == ("Đã chốt", seal.code)
    assert (sealed["Người chốt"], sealed["Máy chốt"]) == ("Thư ký", "máy này")
    sealed_at = dt.datetime.fromisoformat(seal.sealed_at).replace(tzinfo=None, microsecond=0)
    assert sealed["Chốt lúc"] == sealed_at
    assert sealed["Ngày kiểm tra"].date() == dt.date(2019, 9, 11)
    assert (draft["Biên bản"], draft["Mã biên bản"]) == ("Chưa chốt", None)
    assert draft["Số lần ghi"] > 10
    assert session.inspection("VTL").stage is Stage.SEALED


def test_the_cross_reference_leads_to_minutes(book: Workbook, session: CampaignSession) -> None:
    found = rows(book, "Đối chiếu nội bộ", "TT")
    seal = session.inspection("VTL").seal
    assert seal is not None
    (row,) = [
        one
        for one in found
        if one["Nhóm"] == "Chưa thực hiện" and "câu 12.6" in str(one["Nội dung kiểm tra"])
    ]
    assert row["Con số"] == "05/06"
    minutes = str(row["Đơn vị, biên bản (số, ngày), mã biên bản"])
    assert "03 Viễn thông LS" in minutes
    assert "11/9/2019" in minutes
    assert seal.code in minutes


def test_the_same_campaign_gives_the_same_bytes(session: CampaignSession, path: Path, tmp_path: Path) -> None:
    write_workbook(session, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_two_hundred_units_go_over_several_pages(facts: NoticeFacts, tmp_path: Path) -> None:
    known = facts.campaign.units[0]
    units = tuple(
        replace(
            known, code=f"D{n}", number=n, official=f"Đơn vị {n}", listed=f"Đơn vị {n}", short=f"Đơn vị {n}"
        )
        for n in range(1, 201)
    )
    many = replace(facts.campaign, units=units)
    sources = tuple(replace(facts.sources[0], unit=unit.code) for unit in units)
    schedule = tuple(replace(facts.outline.schedule[0], number=unit.number) for unit in units)
    outline = replace(facts.outline, sections=(), schedule=schedule)
    workbook = notice_workbook(NoticeFacts(many, facts.checklist, facts.record, outline, sources))
    alone = replace(workbook, sheets=tuple(one for one in workbook.sheets if one.title == "Ma trận"))
    write_xlsx(alone, tmp_path / "a.xlsx")
    matrix = openpyxl.load_workbook(tmp_path / "a.xlsx")["Ma trận"]
    assert matrix.max_column == 202
    assert matrix.page_setup.fitToWidth == 23
    assert matrix.print_title_cols == "$A:$B"


def converted(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice writes it after opening it."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: make proof installs it where there is apt"
    profile = (folder / "profile").as_uri()
    command = [
        *(office, "--headless", f"-env:UserInstallation={profile}"),
        *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out"), str(path)),
    ]
    said = subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)
    made = folder / "out" / path.name
    assert made.exists(), f"LibreOffice made no workbook: {said.stdout}{said.stderr}"
    return made


@pytest.mark.proof
def test_libreoffice_opens_it_with_equal_values(path: Path, tmp_path: Path) -> None:
    ours, theirs = openpyxl.load_workbook(path), openpyxl.load_workbook(converted(path, tmp_path))
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours:
        assert _values(sheet) == _values(theirs[sheet.title]), sheet.title


def _values(sheet: Any) -> list[list[object]]:
    found = [
        [_plain(cell) for cell in row] for row in sheet.iter_rows(max_col=sheet.max_column, values_only=True)
    ]
    while found and not any(one is not None for one in found[-1]):
        found.pop()
    return [row[: max((n for n, one in enumerate(row, 1) if one is not None), default=0)] for row in found]


def _plain(value: object) -> object:
    return re.sub(r"_x005F_", "_", value) if isinstance(value, str) else value
