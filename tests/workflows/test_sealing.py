"""Sealing over a real file: what is refused, what a code proves, what paper and record say to each other."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import docx
import pypdfium2
import pytest

from tdkt_desktop.domain import changes
from tdkt_desktop.domain.errors import CampaignError, FileMissing, SealedRecord, WrongFile
from tdkt_desktop.domain.evidence import SIGNED, Evidence
from tdkt_desktop.domain.inspection import FIGURES
from tdkt_desktop.domain.kinds import Stage, State
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.sealing import addenda, changes_since
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import merging, packages
from tdkt_desktop.workflows.papers import papers
from tdkt_desktop.workflows.papers.paper_check import check_paper, page_codes
from tdkt_desktop.workflows.unit import sealing
from tests.sealed import DRAFT, UNIT, begin_addition, end_addition, filled_campaign, seal

PLACE = "Hội trường tầng 2"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return filled_campaign(tmp_path)


def change_behind(path: Path, sql: str, *parameters: object) -> None:
    """As somebody with a database tool would."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(sql, parameters).rowcount == 1
        connection.commit()


# -- sealing ----------------------------------------------------------------------------------------------------


def test_gaps_stop_the_seal_and_nothing_is_written(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        before = session.revision_count()
        with pytest.raises(CampaignError, match=r"Đơn vị 02: còn \d+ chỗ phải ghi"):
            sealing.seal_units(session, [UNIT, DRAFT])
        assert session.revision_count() == before
        assert session.inspection(UNIT).stage is Stage.DRAFT


def test_the_code_stays_the_same_across_reopening_the_file_and_sealing_again(path: Path) -> None:
    with campaigns.open_campaign(path, author="Trưởng đoàn") as session:
        code = seal(session)
        assert seal(session) == code
    with campaigns.open_campaign(path) as session:
        inspection = session.inspection(UNIT)
        assert inspection.seal is not None
        assert (inspection.seal.code, inspection.seal.author) == (code, "Trưởng đoàn")
        assert sealing.code_of(session, inspection) == code
        session.save(sealing.reopening_changes(inspection))
        assert sealing.code_of(session, session.inspection(UNIT)) == ""
        assert seal(session) == code
        session.save(sealing.reopening_changes(session.inspection(UNIT)))
        session.save([changes.set_visit(UNIT, "place", PLACE)])
        assert seal(session) != code


def test_the_code_is_the_same_on_the_office_machine(path: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        plan = packages.issue_plans(session, tmp_path / "ke-hoach")[0]
    team = packages.receive_plan(plan, tmp_path / "doan.tdktdb")
    with campaigns.open_campaign(team) as session:
        code = seal(session)
        result = packages.export_team(session, "", tmp_path / "gui")
    with campaigns.open_campaign(path) as session:
        merging.merge_packages(session, [result])
        assert sealing.compare_code(session, code).unit == UNIT
        assert session.inspection(UNIT).stage is Stage.SEALED
        with pytest.raises(
            CampaignError, match="không mở lại được"
        ):  # signed elsewhere: the office only adds
            sealing.reopening_changes(session.inspection(UNIT))


def test_minutes_that_left_the_machine_are_not_opened_again(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        assert sealing.issued_change(session.inspection(UNIT)) is None
        seal(session)
        sealing.note_issued(session, [UNIT, DRAFT])
        first = session.inspection(UNIT).issued_at
        assert first
        assert session.inspection(DRAFT).issued_at == ""
        sealing.note_issued(session, [UNIT])
        assert session.inspection(UNIT).issued_at == first
        with pytest.raises(CampaignError, match="không mở lại được"):
            sealing.reopening_changes(session.inspection(UNIT))


# -- what sealed minutes refuse ----------------------------------------------------------------------------------


REFUSED = [
    changes.set_visit(UNIT, "place", PLACE),
    changes.set_assessment(UNIT, "conclusion", "Khác"),
    changes.set_remark(UNIT, "N1", "limitation", "Khác"),
    changes.set_item(UNIT, FIGURES, Item("x", "Số cuộc họp")),
    Change(f"answer/{UNIT}/N1.1", "answer", {"state": "answered", "value": False}),
    changes.set_evidence(UNIT, Evidence("x", "a" * 64, "anh.jpg", "image/jpeg", 9)),
]


@pytest.mark.parametrize("change", REFUSED, ids=[change.subject.partition("/")[0] for change in REFUSED])
def test_the_session_itself_refuses_to_change_sealed_minutes(path: Path, change: Change) -> None:
    with campaigns.open_campaign(path) as session:
        seal(session)
        before, inspection = session.revision_count(), session.inspection(UNIT)
        with pytest.raises(SealedRecord, match="Đơn vị 01 đã chốt"):
            session.save([changes.set_visit(DRAFT, "place", "Nơi khác"), change])
        assert session.revision_count() == before
        assert session.inspection(UNIT) == inspection
        assert session.inspection(DRAFT).visit.place == ""


def test_filling_from_a_file_is_refused_too_unless_it_says_the_same(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "khac.yaml"
    other.write_text("format: tdkt-answers 1\nunits: {A: {visit: {place: Nơi khác}}}\n", encoding="utf-8")
    with campaigns.open_campaign(path) as session:
        seal(session)
        before = session.revision_count()
        with pytest.raises(SealedRecord):
            campaigns.fill(session, other)
        assert campaigns.fill(session, tmp_path / "tra-loi.yaml") == 0
        assert session.revision_count() == before


def test_the_same_value_again_and_the_signed_scan_are_taken(path: Path) -> None:
    scan = Evidence("x", "a" * 64, "da-ky.pdf", "application/pdf", 9, role=SIGNED)
    with campaigns.open_campaign(path) as session:
        code = seal(session)
        assert session.save([changes.set_visit(UNIT, "place", "Hội trường")]).written == 0
        session.save([changes.set_remark(UNIT, "N2", "in_notice", False)])  # a blank made explicit
        assert session.save([changes.remove_item(UNIT, FIGURES, "khong-co")]).written == 0
        assert session.save([changes.set_evidence(UNIT, scan)]).written == 1
        assert sealing.compare_code(session, code).matches


def test_sealing_and_changing_in_one_step_is_refused_whole(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        made = sealing.sealing_changes(session, session.inspection(UNIT))
        with pytest.raises(SealedRecord):
            session.save([*made, changes.set_visit(UNIT, "place", PLACE)])
        assert session.inspection(UNIT).stage is Stage.DRAFT


# -- additions --------------------------------------------------------------------------------------------------


def test_an_addition_lists_what_it_changed_and_has_a_code_of_its_own(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        code = seal(session)
        begin_addition(session)
        made = [
            changes.set_visit(UNIT, "place", PLACE),
            changes.set_answer(
                UNIT, session.checklist.question("N1.3"), Answer(State.ANSWERED, "phải bổ sung")
            ),
            changes.set_item(UNIT, FIGURES, Item("x", "Số cuộc họp")),
        ]
        session.save(made)
        found = changes_since(session.inspection(UNIT), session.checklist)
        assert {(one.subject, one.field) for one in found} == {(one.subject, one.field) for one in made}
        added = end_addition(session)
        assert added != code
        assert sealing.compare_code(session, added).words.endswith("bản bổ sung của Đơn vị 01.")
        assert sealing.compare_code(session, code).matches
        with pytest.raises(SealedRecord):
            session.save([changes.set_visit(UNIT, "place", "Nơi khác")])
    with campaigns.open_campaign(path) as session:
        assert changes_since(session.inspection(UNIT), session.checklist) == found
        (one,) = addenda(session.inspection(UNIT))
        assert (one.reason, one.code, one.open) == ("Đơn vị nộp thêm hồ sơ", added, False)


def test_earlier_additions_keep_their_codes(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        seal(session)
        codes = []
        for place in ("Phòng 1", "Phòng 2"):
            begin_addition(session, f"Chuyển đến {place}")
            session.save([changes.set_visit(UNIT, "place", place)])
            codes.append(end_addition(session))
        assert [sealing.compare_code(session, code).unit for code in codes] == [UNIT, UNIT]
        assert [one.code for one in addenda(session.inspection(UNIT))] == codes


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_an_addition_needs_a_reason(path: Path, reason: str) -> None:
    with campaigns.open_campaign(path) as session:
        seal(session)
        with pytest.raises(CampaignError, match="lý do"):
            sealing.open_addendum(session.inspection(UNIT), reason)


# -- comparing ---------------------------------------------------------------------------------------------------


def test_a_code_is_read_as_people_write_it(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        code = seal(session)
        for typed in (code, code.lower(), code.replace("-", ""), f"  {code[:4]} - {code[5:]}. "):
            assert sealing.compare_code(session, typed).matches
        for wrong in ("", "K7MQ", "K7MQ-2XW0", "K7MQ-2XWDA", "không phải mã"):
            with pytest.raises(CampaignError, match="không phải mã biên bản"):
                sealing.compare_code(session, wrong)


def test_a_wrong_code_and_the_code_of_another_unit_do_not_match(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        code = seal(session)
        other = ("3" if code[0] == "2" else "2") + code[1:]
        assert not sealing.compare_code(session, other).matches
        assert "không khớp" in sealing.compare_code(session, other).words
        assert sealing.compare_code(session, code, UNIT).matches
        assert not sealing.compare_code(session, code, DRAFT).matches


def tampered_seal(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        seal = json.loads(connection.execute("SELECT seal FROM inspection WHERE unit = 'A'").fetchone()[0])
    seal["content"]["inspection/A|place"] = "Nơi khác"
    change_behind(path, "UPDATE inspection SET seal = ? WHERE unit = 'A'", json.dumps(seal))


def tampered_place(path: Path) -> None:
    change_behind(path, "UPDATE inspection SET place = 'Nơi khác' WHERE unit = 'A'")


def tampered_answer(path: Path) -> None:
    change_behind(path, "UPDATE answer SET value = 'false' WHERE unit = 'A' AND question = 'N1.1'")


def tampered_line(path: Path) -> None:
    change_behind(path, "DELETE FROM item WHERE unit = 'A' AND list = 'N2.1'")


@pytest.mark.parametrize("tamper", [tampered_seal, tampered_place, tampered_answer, tampered_line])
def test_a_record_changed_behind_the_program_does_not_match_its_code(path: Path, tamper) -> None:  # type: ignore[no-untyped-def]
    with campaigns.open_campaign(path) as session:
        code = seal(session)
        assert sealing.compare_code(session, code).matches
    tamper(path)
    with campaigns.open_campaign(path) as session:
        assert not sealing.compare_code(session, code).matches
        assert "không khớp" in sealing.compare_code(session, code).words


def test_an_addition_changed_behind_the_program_does_not_match_its_code(path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        code = seal(session)
        begin_addition(session)
        session.save([changes.set_visit(UNIT, "place", PLACE)])
        added = end_addition(session)
        assert sealing.compare_code(session, added).matches
    tampered_place(path)
    with campaigns.open_campaign(path) as session:
        assert not sealing.compare_code(session, added).matches
        assert not sealing.compare_code(session, code).matches


# -- paper -------------------------------------------------------------------------------------------------------


def made_minutes(path: Path, folder: Path) -> tuple[Path, Path]:
    with campaigns.open_campaign(path) as session:
        pdf, word = papers.make_minutes(session, UNIT, folder)
    return pdf, word


def test_every_page_of_the_minutes_carries_the_code(path: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        code = seal(session)
    for file in made_minutes(path, tmp_path / "ra"):
        with campaigns.open_campaign(path, writing=False) as session:
            found = check_paper(session, file)
            assert found.matches, found.problems
            assert (found.unit, found.code, found.added) == (UNIT, code, "")
            assert check_paper(session, file, UNIT).matches
            assert not check_paper(session, file, DRAFT).matches
    pages = page_codes(tmp_path / "ra" / "bien-ban-01-don-vi-01.pdf")
    assert len(pages) > 1
    assert {page.minutes for page in pages} == {(code,)}


def test_the_pages_of_an_addition_carry_both_codes(path: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        code = seal(session)
        begin_addition(session)
        session.save([changes.set_visit(UNIT, "place", PLACE)])
        added = end_addition(session)
    pdf, word = made_minutes(path, tmp_path / "ra")
    with campaigns.open_campaign(path, writing=False) as session:
        for file in (pdf, word):
            found = check_paper(session, file)
            assert found.matches, found.problems
            assert (found.code, found.added) == (code, added)
            assert added in found.words
    pages = page_codes(pdf)
    assert all(page.minutes == (code,) for page in pages)
    assert pages[0].additions == ()
    assert pages[-1].additions == (added,)


def test_a_draft_does_not_match(path: Path, tmp_path: Path) -> None:
    pdf, word = made_minutes(path, tmp_path / "ra")
    with campaigns.open_campaign(path) as session:
        seal(session)
        for file in (pdf, word):
            found = check_paper(session, file)
            assert not found.matches
            assert "không có mã biên bản" in found.problems[0]
        assert len(check_paper(session, pdf).problems) == len(page_codes(pdf))


def test_minutes_of_another_seal_do_not_match(path: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        seal(session)
    old, _ = made_minutes(path, tmp_path / "cu")
    with campaigns.open_campaign(path) as session:
        session.save(sealing.reopening_changes(session.inspection(UNIT)))
        session.save([changes.set_visit(UNIT, "place", PLACE)])
        seal(session)
    new, _ = made_minutes(path, tmp_path / "moi")
    with campaigns.open_campaign(path, writing=False) as session:
        assert not check_paper(session, old).matches
        assert check_paper(session, new).matches
        mixed = mix(new, old, tmp_path / "lan.pdf")
        found = check_paper(session, mixed)
        assert not found.matches
        assert any("Trang 2: có mã khác" in problem for problem in found.problems)


def mix(first: Path, second: Path, target: Path) -> Path:
    """A paper whose second page was swapped for that of another one."""
    made, one, two = (
        pypdfium2.PdfDocument.new(),
        pypdfium2.PdfDocument(first),
        pypdfium2.PdfDocument(second),
    )
    try:
        made.import_pages(one, [0])
        made.import_pages(two, [1])
        made.save(target)
    finally:
        for document in (made, one, two):
            document.close()
    return target


def test_what_looks_like_a_code_elsewhere_on_the_page_is_none(path: Path, tmp_path: Path) -> None:
    """A telephone number, a paper's number: only what stands behind the label is a code."""
    with campaigns.open_campaign(path) as session:
        session.save([changes.set_visit(UNIT, "place", "Phòng 2345-6789, công văn ABCD-EFGH")])
        seal(session)
    for file in made_minutes(path, tmp_path / "ra"):
        with campaigns.open_campaign(path, writing=False) as session:
            assert check_paper(session, file).matches


def test_files_that_are_no_minutes_are_refused_in_words(path: Path, tmp_path: Path) -> None:
    text = tmp_path / "x.pdf"
    text.write_text("không phải PDF", encoding="utf-8")
    other = tmp_path / "x.docx"
    other.write_bytes(b"khong phai Word")
    empty = tmp_path / "trong.docx"
    docx.Document().save(str(empty))
    with campaigns.open_campaign(path, writing=False) as session:
        for file in (text, other):
            with pytest.raises(WrongFile, match=r"không phải tệp (PDF|Word)"):
                check_paper(session, file)
        with pytest.raises(FileMissing):
            check_paper(session, tmp_path / "khong-co.pdf")
        assert not check_paper(session, empty).matches


def test_minutes_print_what_was_sealed_and_the_addition_beside_it(path: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(path) as session:
        seal(session)
        begin_addition(session)
        session.save([changes.set_visit(UNIT, "place", PLACE)])
        end_addition(session)
    pdf, _ = made_minutes(path, tmp_path)
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [re.sub(r"\s+", " ", page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()
    assert PLACE not in pages[0]
    assert "Hội trường" in pages[0]
    assert PLACE in pages[-1]
    assert "Đơn vị nộp thêm hồ sơ" in pages[-1]
