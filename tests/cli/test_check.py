"""The verb `check`: what it says, to whom, and its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tdkt_desktop.cli.check_verb import check
from tdkt_desktop.cli.commands import build, run
from tdkt_desktop.cli.speech import Verb
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.papers import papers
from tests.cli.conftest import Said, Tdkt
from tests.notice.checks.test_real_notice import IN_RECORD, IN_TEXT
from tests.sealed import filled_campaign

PUBLISHED = Path(__file__).parents[1] / "notice" / "checks" / "notice_2019.txt"


@pytest.fixture
def tdkt(capsys: pytest.CaptureFixture[str]) -> Tdkt:
    """Run one command of a command line that knows `check`."""

    def call(*arguments: str | Path) -> Said:
        app = build(lambda _file: 0)
        if all(one.callback is not check for one in app.registered_commands):
            app.command(cls=Verb, help=check.__doc__)(check)
        capsys.readouterr()
        code = run(app, [str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return call


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return campaigns.create_sample(tmp_path / "mau.tdktdb")


def test_an_error_gives_1_and_says_what_to_do(tdkt: Tdkt, sample: Path) -> None:
    said = tdkt("check", sample)
    assert said.code == 1
    assert "mau.tdktdb: 04 lỗi" in said.out
    assert "Cách sửa: Cộng lại các khoản" in said.out
    assert "[sum.total_of " in said.out


def test_without_an_error_it_gives_0(tdkt: Tdkt, tmp_path: Path) -> None:
    assert tdkt("check", filled_campaign(tmp_path)).code == 0


def test_json_names_every_place(tdkt: Tdkt, sample: Path) -> None:
    facts = tdkt("check", sample, "--json").facts
    assert facts["counts"]["error"] == 4
    wrong = next(one for one in facts["findings"] if one["code"] == "sum.total_of")
    assert (wrong["unit"], wrong["step"], wrong["question"], wrong["severity"]) == (
        "BLG",
        "C05",
        "C05.05",
        "error",
    )
    assert len(wrong["id"]) == 16


@pytest.mark.parametrize(("span", "code"), [("2025 - 2020", 1), ("2020 - 2025", 0)])
def test_a_typed_notice(tdkt: Tdkt, tmp_path: Path, span: str, code: int) -> None:
    file = tmp_path / "thong-bao.txt"
    file.write_text(f"Đề án giai đoạn {span} được triển khai.", encoding="utf-8")
    said = tdkt("check", "--text", file, "--json")
    assert said.code == code
    assert [one["line"] for one in json.loads(said.out)["findings"]] == [1] * code


def test_a_typed_notice_beside_its_campaign(tdkt: Tdkt, tmp_path: Path, sample: Path) -> None:
    file = tmp_path / "thong-bao.txt"
    file.write_text("Kết quả kiểm tra tốt.", encoding="utf-8")
    said = tdkt("check", sample, "--text", file)
    assert (said.code, said.out.strip()) == (0, "thong-bao.txt: không thấy điểm nào cần xem lại.")


def test_nothing_named_is_wrong_use(tdkt: Tdkt) -> None:
    said = tdkt("check")
    assert said.code == 2
    assert "--text" in said.err


def test_a_missing_file_is_refused_with_a_remedy(tdkt: Tdkt, tmp_path: Path) -> None:
    said = tdkt("check", "--text", tmp_path / "khong-co.txt")
    assert said.code == 1
    assert "Cách xử lý" in said.err


def test_a_point_is_waived_listed_and_asked_about_again(tdkt: Tdkt, sample: Path) -> None:
    before = tdkt("check", sample, "--json").facts
    wrong = next(one for one in before["findings"] if one["code"] == "sum.total_of")
    why = "Đơn vị đã giải trình"
    after = tdkt(
        "check", sample, "--waive", wrong["id"], "--reason", why, "--author", "Thư ký", "--json"
    ).facts
    assert after["counts"]["error"] == before["counts"]["error"] - 1
    assert [(one["id"], one["reason"]) for one in after["waived"]] == [(wrong["id"], why)]
    (kept,) = tdkt("check", sample, "--waivers", "--json").facts["waivers"]
    assert (kept["id"], kept["reason"], kept["author"], kept["present"]) == (wrong["id"], why, "Thư ký", True)
    said = tdkt("check", sample, "--waivers").out
    assert "01 điểm đã bỏ qua" in said
    assert f"Lý do: {why} (Thư ký" in said
    assert tdkt("check", sample, "--unwaive", wrong["id"], "--json").facts == before
    assert tdkt("check", sample, "--waivers").out.startswith("mau.tdktdb: 00 điểm")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--waive", "0" * 16], 2),
        (["--reason", "Đã rõ"], 2),
        (["--waive", "0" * 16, "--unwaive", "0" * 16, "--reason", "Đã rõ"], 2),
        (["--waive", "0" * 16, "--reason", "Đã rõ"], 1),
        (["--unwaive", "0" * 16], 1),
    ],
)
def test_a_waiver_needs_a_reason_and_a_known_point(
    tdkt: Tdkt, sample: Path, arguments: list[str], code: int
) -> None:
    said = tdkt("check", sample, *arguments)
    assert said.code == code
    assert said.err
    assert not tdkt("check", sample, "--waivers", "--json").facts["waivers"]


def test_waivers_belong_to_a_campaign(tdkt: Tdkt, tmp_path: Path) -> None:
    assert tdkt("check", "--waivers", "--text", tmp_path / "thong-bao.txt").code == 2


def test_figures_of_an_issued_notice_are_compared(tdkt: Tdkt, sample: Path, tmp_path: Path) -> None:
    with campaigns.open_campaign(sample, writing=False) as session:
        (own,) = papers.make_notice(session, tmp_path, ["docx"])
    same = tdkt("compare-notice", sample, own)
    assert same.code == 0
    assert "Chỉ có trong tệp: 0." in same.out
    typed = tmp_path / "thong-bao.txt"
    typed.write_text("I. KẾT QUẢ\n\n7. Quỹ\n\nCó 04/06 đơn vị thực hiện đúng.", encoding="utf-8")
    other = tdkt("compare-notice", sample, typed, "--json")
    assert other.code == 1
    assert [(one["section"], one["value"]) for one in other.facts["file_only"]] == [("I.7", "04/06 đơn vị")]
    assert "mục I.7: 04/06 đơn vị" in tdkt("compare-notice", sample, typed).out


def test_the_published_notice_gives_its_known_contradictions(tdkt: Tdkt) -> None:
    said = tdkt("check", "--text", PUBLISHED, "--json")
    assert said.code == 1
    told = {(one["code"], one["line"]) for one in said.facts["findings"]}
    wanted = {(code, line) for code, lines in IN_TEXT.values() for line in lines}
    assert wanted <= told


def test_the_sample_gives_what_its_data_carry(tdkt: Tdkt, sample: Path) -> None:
    told = {(one["code"], one["unit"]) for one in tdkt("check", sample, "--json").facts["findings"]}
    assert {(code, unit) for code, units in IN_RECORD.values() for unit in units} <= told
