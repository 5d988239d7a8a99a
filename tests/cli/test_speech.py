"""The command line speaks Vietnamese: help, usage, and what is wrong with a command; no English of its library."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tdkt_desktop.cli.commands import VERBS
from tests.cli.conftest import Tdkt

ALL = ["window", "demo", *(verb.__name__.replace("_", "-") for verbs in VERBS.values() for verb in verbs)]
ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|error|missing|required|show|this|message|exit|default|try|help for|"
    r"such|unexpected|invalid|value|text|path|directory|list)\b",
    re.IGNORECASE,
)


def without_names(text: str) -> str:
    """The text without option names, verbs and formats: those are names, not words."""
    called = r"(?<=Cách dùng: )[^ĐT\[]*|(?<=Xem hướng dẫn: ).*"
    return re.sub(rf"{called}|--?[a-z][a-z-]*|\btdkt [a-z]+|^  [a-z]+ ", " ", text, flags=re.MULTILINE)


def english_in(text: str) -> list[str]:
    return [found[0] for found in ENGLISH.finditer(without_names(text))]


def test_the_list_of_verbs_is_grouped_and_whole(tdkt: Tdkt) -> None:
    said = tdkt("--help")
    assert said.code == 0
    assert english_in(said.out) == []
    for title in ("Bắt đầu", *VERBS):
        assert f"\n{title}:\n" in said.out
    for verb in ALL:
        assert re.search(rf"^  {verb} +\S", said.out, re.MULTILINE), verb
    assert "..." not in said.out.replace("LỆNH ...", "")
    assert tdkt("-h").out == said.out


@pytest.mark.parametrize("verb", ALL)
def test_each_verb_explains_itself_in_vietnamese(tdkt: Tdkt, verb: str) -> None:
    said = tdkt(verb, "--help")
    assert said.code == 0
    assert english_in(said.out) == []
    assert said.out.startswith("Cách dùng: ")
    assert "In hướng dẫn này rồi thoát." in said.out
    described = re.findall(r"^  (?:--?[a-z]|[^\sa-z(]\S*  )", said.out, re.MULTILINE)
    assert described
    for line in said.out.splitlines():  # every argument and option says what it is
        assert not re.fullmatch(r"  (--[a-z-]+( \S+)?|[A-ZĐ_.]+)", line), line


def test_required_options_stand_in_the_usage(tdkt: Tdkt) -> None:
    assert tdkt("seal", "--help").out.splitlines()[0].endswith("seal ĐỢT --unit MÃ [TÙY_CHỌN]")
    assert tdkt("verify", "--help").out.splitlines()[0].endswith("verify [TỆP] [TÙY_CHỌN]")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("khong-co",), "Không có lệnh “khong-co”."),
        (("merg",), "Không có lệnh “merg”. Có phải: merge?"),
        (("issue",), "Thiếu ĐỢT."),
        (("merge",), "Hãy nêu tệp đợt kiểm tra, hoặc dùng --store; không cả hai."),
        (("attach", "x.tdktdb", "--unit", "A"), "Thiếu TỆP..."),
        (("merge", "x.tdktdb"), "Hãy nêu các tệp cần gộp, hoặc dùng --undo."),
        (("seal", "x.tdktdb"), "Thiếu --unit."),
        (("seal", "x.tdktdb", "--unit"), "Tùy chọn --unit cần một giá trị đi kèm."),
        (("show", "x.tdktdb", "y"), "Thừa “y”."),
        (("show", "x.tdktdb", "--jsonn"), "Không có tùy chọn “--jsonn”. Có phải: --json?"),
        (("show", "x.tdktdb", "--json=3"), "Tùy chọn --json không nhận giá trị."),
        (("show", "x.tdktdb", "-x"), "Không có tùy chọn “-x”."),
        (("--khong",), "Không có tùy chọn “--khong”."),
    ],
)
def test_wrong_use_is_2_and_said_in_vietnamese(tdkt: Tdkt, arguments: tuple[str, ...], words: str) -> None:
    said = tdkt(*arguments)
    assert said.code == 2
    assert f"Lỗi: {words}" in said.err
    assert "Xem hướng dẫn: " in said.err
    assert said.out == ""
    assert english_in(said.err) == []


def test_a_bug_is_no_wrong_use(tdkt: Tdkt, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Anything but a refusal or wrong use goes on to whoever logs it."""

    def broken(_file: Path, _out: Path | None) -> Path:
        raise ZeroDivisionError

    monkeypatch.setattr("tdkt_desktop.workflows.campaign.campaigns.create_campaign", broken)
    with pytest.raises(ZeroDivisionError):
        tdkt("new", tmp_path / "x.yaml")
