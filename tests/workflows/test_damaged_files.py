"""Files that cannot be read, and places that cannot be written: each is said with what to do, and hides no other."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tdkt_desktop.domain.errors import EnvironmentProblem, TdktError
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.checklist import checklists
from tdkt_desktop.workflows.notice import office_papers
from tdkt_desktop.workflows.papers import papers
from tdkt_desktop.workflows.safety import doctor
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit import unit_forms
from tests.builders import write_campaign_files
from tests.sealed import filled_campaign

Work = Callable[[CampaignSession, Path], object]


def with_bytes_that_are_no_text(path: Path) -> None:
    """The table of facts says how it was made in letters that are none: SQLite quotes it in an error."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = CAST(x'435245415445f5f5' AS TEXT) WHERE name = 'meta'"
        )


def of_no_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE revision RENAME COLUMN author TO autor")


def gone(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("khong-con"))


@pytest.mark.expects_log
@pytest.mark.parametrize("harm", [with_bytes_that_are_no_text, gone])
def test_one_file_that_cannot_be_read_hides_no_other(
    data_folder: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    file = write_campaign_files(tmp_path)
    sound, spoiled = campaigns.create_campaign(file), campaigns.create_campaign(file)
    harm(spoiled)
    cards = {card.path: card for card in campaigns.known_campaigns()}
    assert cards[sound].problem == ""
    assert (
        "khôi phục bản sao lưu" in cards[spoiled].problem or "bản sao lưu gần nhất" in cards[spoiled].problem
    )


def test_a_file_that_another_program_holds_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled_campaign(tmp_path)

    def held(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(EnvironmentProblem, match="Hãy đóng chương trình khác đang giữ tệp"):
        campaigns.open_campaign(path)


@pytest.mark.expects_log
@pytest.mark.parametrize("harm", [with_bytes_that_are_no_text, of_no_table])
def test_damage_that_the_file_does_not_show_is_found(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    path = filled_campaign(tmp_path)
    harm(path)
    assert not doctor.look_over(path).sound


@pytest.mark.parametrize(
    "work",
    [
        lambda session, folder: papers.make_minutes(session, "A", folder, ("pdf",)),
        lambda session, folder: papers.make_minutes(session, "A", folder, ("docx",)),
        lambda session, folder: papers.make_notice(session, folder, ("xlsx",)),
        lambda session, folder: papers.make_blank(session, folder, ("pdf",)),
        lambda session, folder: office_papers.make_charts(session, folder, ("pdf",)),
        lambda session, folder: unit_forms.make_form(session, "A", folder / "bieu.xlsx"),
        lambda session, folder: checklists.export_checklist(session.checklist, folder / "dm.xlsx"),
        lambda session, folder: checklists.dump_campaign(session, folder / "dot.yaml"),
    ],
)
@pytest.mark.parametrize("inside", ["", "nua"])
def test_a_place_that_is_no_folder_is_said(tmp_path: Path, work: Work, inside: str) -> None:
    path = filled_campaign(tmp_path)
    place = tmp_path / "mot-tep"
    place.write_text("không phải thư mục", encoding="utf-8")
    with campaigns.open_campaign(path, writing=False) as session, pytest.raises(TdktError) as refusal:
        work(session, place / inside)
    assert "chọn thư mục khác" in str(refusal.value)
    assert place.read_text(encoding="utf-8") == "không phải thư mục"


@pytest.mark.parametrize("place", ["mot-tep/dot.tdktdb", "mot-tep/nua/dot.tdktdb", f"{'ữ' * 120}.tdktdb"])
def test_a_campaign_cannot_be_made_everywhere(tmp_path: Path, place: str) -> None:
    (tmp_path / "mot-tep").write_text("không phải thư mục", encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match="Không tạo được"):
        campaigns.create_campaign(write_campaign_files(tmp_path), tmp_path / place)


def test_a_unit_of_a_very_long_name_has_minutes(tmp_path: Path) -> None:
    path = filled_campaign(tmp_path)
    with campaigns.open_campaign(path) as session:
        from tdkt_desktop.domain.revisions import Change  # noqa: PLC0415 - for this test alone

        session.save([Change("unit/A", "short", "Trường Trung học phổ thông chuyên " * 12)])
        (made,) = papers.make_minutes(session, "A", tmp_path / "ra", ("docx",))
    assert made.is_file()
    assert len(made.name) < 120
