"""Own checklists keep every version and overwrite nothing; drafts survive; sentences and differences are told in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.checklist_comparison import compare_checklists
from tdkt_desktop.domain.draft.problems import finished
from tdkt_desktop.domain.draft.tree import ROOT, Node, Part, Tree, draft_of, every_node, value_of
from tdkt_desktop.domain.draft.values import with_field
from tdkt_desktop.domain.draft.verbs import added, removed
from tdkt_desktop.domain.errors import ChecklistError, EnvironmentProblem
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.workflows.campaign.campaigns import data_folder, find_checklist
from tdkt_desktop.workflows.checklist.checklist_drafts import (
    Draft,
    begin_draft,
    drop_draft,
    keep_draft,
    left_drafts,
)
from tdkt_desktop.workflows.checklist.checklist_library import (
    keep_version,
    known_checklists,
    load_version,
    next_version,
    own_copy,
    used_codes,
    versions_of,
)
from tdkt_desktop.workflows.checklist.checklist_trial import make_blank_of
from tdkt_desktop.workflows.checklist.checklist_words import SAME, comparison_lines
from tdkt_desktop.workflows.checklist.checklists import checklist_named
from tdkt_desktop.workflows.checklist.statement_preview import CASES, statement_samples
from tdkt_desktop.workflows.checklist_files import safe_name
from tests.builders import CHECKLIST
from tests.support.checklists import checklists

SMALL = read_checklist(CHECKLIST, "x")
ENGLISH = re.compile(
    r"\b(?:ask|title|kind|when|hint|choice|question|statements|equals|True|False|None|expects)\b"
)


def own() -> Checklist:
    return own_copy(checklist_named("lang-son-2019"), "Phiếu của tỉnh năm 2026")


def edited(checklist: Checklist, words: str) -> Checklist:
    return finished(with_field(draft_of(checklist), ROOT, "title", words).tree)


def test_every_save_is_a_new_version_and_the_old_ones_stay() -> None:
    first = keep_version(own(), "Bản đầu")
    body = first.path.read_bytes()
    second = keep_version(edited(load_version(first), "Tên khác"), "Đổi tên")
    assert (first.version, second.version, next_version(first.code)) == ("1", "2", "3")
    assert first.path.read_bytes() == body
    assert [(one.version, one.note) for one in versions_of(first.code)] == [
        ("2", "Đổi tên"),
        ("1", "Bản đầu"),
    ]
    assert all(one.saved_at is not None for one in versions_of(first.code))
    newest = known_checklists()[0]
    assert (newest.title, newest.version, newest.built_in) == ("Tên khác", "2", False)
    assert find_checklist(first.code, Path()).title == "Tên khác"
    assert checklist_named(newest.name).digest == load_version(second).digest


def test_own_checklists_stand_in_the_order_of_the_alphabet() -> None:
    for title in ("Phiếu Vĩnh Long", "Phiếu Điện Biên", "Phiếu Gia Lai", "Phiếu Cần Thơ"):
        keep_version(own_copy(checklist_named("lang-son-2019"), title), "Bản đầu")
    titles = [one.title for one in known_checklists() if not one.built_in]
    assert titles == ["Phiếu Cần Thơ", "Phiếu Điện Biên", "Phiếu Gia Lai", "Phiếu Vĩnh Long"]


def test_built_in_checklists_are_never_overwritten() -> None:
    built_in = checklist_named("lang-son-2019")
    with pytest.raises(ChecklistError, match="không ghi đè"):
        keep_version(built_in, "")
    assert {one.code for one in known_checklists()} == {"lang-son-2019", "mau-7-noi-dung"}
    copies = [own_copy(built_in, "Nội dung kiểm tra") for _ in range(2)]
    keep_version(copies[0], "")
    assert own_copy(built_in, "Nội dung kiểm tra").code not in {built_in.code, copies[0].code}


def test_what_does_not_read_back_is_not_saved() -> None:
    tree = with_field(draft_of(own()), Node(Part.COUNT, "I.1", 0, 0), "does", "").tree
    with pytest.raises(ChecklistError, match=r"Vế thứ 1, câu tổng hợp thứ 1 của mục I\.1: chưa ghi lời"):
        keep_version(finished(tree), "")
    assert not (data_folder() / "phieu-kiem-tra").exists()


def test_a_spoiled_version_is_listed_with_its_trouble_and_others_work() -> None:
    first = keep_version(own(), "")
    keep_version(edited(load_version(first), "Tên khác"), "")
    first.path.write_text("hỏng: [", encoding="utf-8")
    newest, oldest = versions_of(first.code)
    assert (newest.problem, newest.title) == ("", "Tên khác")
    assert "YAML" in oldest.problem


def test_a_full_disk_leaves_the_versions_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    first = keep_version(own(), "")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        with pytest.raises(EnvironmentProblem):
            keep_version(edited(load_version(first), "Tên khác"), "")
    assert [one.version for one in versions_of(first.code)] == ["1"]


def test_a_draft_is_there_again_until_it_is_dropped() -> None:
    base = draft_of(own())
    draft = Draft(with_field(base, ROOT, "title", "Đang soạn").tree, base)
    keep_draft(draft)
    assert begin_draft(finished(base)) == draft
    assert left_drafts() == (draft,)
    drop_draft(draft.code)
    assert left_drafts() == ()
    assert begin_draft(finished(base)).tree == base


@pytest.mark.expects_log
def test_a_spoiled_draft_is_no_obstacle() -> None:
    base = draft_of(own())
    keep_draft(Draft(base, base))
    (path,) = (data_folder() / "phieu-kiem-tra" / "dang-soan").glob("*.json")
    path.write_bytes(b"{")
    assert left_drafts() == ()
    assert begin_draft(finished(base)).tree == base


def test_names_of_files_are_safe_and_stay_apart() -> None:
    odd = ["a:b", "a/b", "A-b", "a-b", "..", "Đ", "CON?"]
    names = [safe_name(one) for one in odd]
    assert len(set(names)) == len(odd)
    assert all(re.fullmatch(r"[a-z0-9-]+", one) for one in names)


SAID = {
    "Tất cả đều làm": "04/04 đơn vị có kế hoạch",
    "Một đơn vị chưa làm": "còn 01 đơn vị chưa có kế hoạch (Đơn vị 02)",
    "Một đơn vị không thuộc đối tượng": "01 đơn vị không thuộc đối tượng (Đơn vị 03)",
    "Một đơn vị chưa kiểm tra": "01 đơn vị chưa kiểm tra nội dung này (Đơn vị 04)",
}


def test_a_sentence_is_shown_in_four_cases() -> None:
    for node in (Node(Part.STATEMENT, "I.1", 0), Node(Part.COUNT, "I.1", 0, 0)):
        found = {one.title: one.lines[0] for one in statement_samples(draft_of(SMALL), node)}
        assert found.keys() == SAID.keys()
        assert all(words in found[title] for title, words in SAID.items()), found
    assert statement_samples(draft_of(SMALL), Node(Part.SECTION, "I.1")) == ()


@pytest.mark.parametrize("name", ["lang-son-2019", "mau-7-noi-dung"])
def test_every_sentence_of_the_built_in_checklists_can_be_shown(name: str) -> None:
    tree = draft_of(checklist_named(name))
    for node in every_node(tree):
        if node.part in (Part.STATEMENT, Part.COUNT):
            found = statement_samples(tree, node)
            assert len(found) == (1 if value_of(tree, node).get("type") == "prose" else len(CASES)), node
            assert all(one.lines and "……" not in " ".join(one.lines) for one in found), node


@given(checklist=checklists())
@settings(max_examples=40)
def test_half_written_sentences_never_stop_the_preview(checklist: Checklist) -> None:
    tree = draft_of(checklist)
    for node in every_node(tree):
        statement_samples(tree, node)


def differences(change: Tree) -> tuple[str, ...]:
    new = finished(change)
    return comparison_lines(SMALL, new, compare_checklists(SMALL, new))


def test_differences_are_told_in_words() -> None:
    tree = draft_of(SMALL)
    assert differences(tree) == (SAME,)
    question = Node(Part.QUESTION, "N1.4")
    for key, value, words in (
        ("ask", "Họp mấy lần?", "Sửa câu 1.4, lời câu hỏi: “Số cuộc họp?” thành “Họp mấy lần?”"),
        ("required", False, "Sửa câu 1.4, bắt buộc trả lời: có thành không"),
        (
            "when",
            {"question": "N1.1", "equals": True},
            "Sửa câu 1.4, chỉ hỏi khi: (trống) thành câu 1.1 trả lời có",
        ),
        ("minus", ["N2.2"], "Sửa câu 1.4, tổng của các câu: (trống) thành trừ câu 2.2"),
    ):
        assert differences(with_field(tree, question, key, value).tree) == (words,)
    gone = differences(removed(tree, Node(Part.CRITERION, "N2")).tree)
    assert gone[0] == "Bỏ nội dung 2 (kèm 06 câu hỏi): Nội dung thứ hai"
    new = added(tree, Part.QUESTION, question).tree
    assert differences(new) == ("Thêm câu 1.5: Câu hỏi mới?",)
    assert compare_checklists(SMALL, finished(new)).additive


@given(one=checklists(), two=checklists())
@settings(max_examples=40)
def test_no_difference_is_told_in_the_names_of_the_file(one: Checklist, two: Checklist) -> None:
    for line in comparison_lines(one, two, compare_checklists(one, two)):
        assert not ENGLISH.search(line.split(":")[0]), line


def test_the_paper_of_a_checklist_that_is_being_written(tmp_path: Path) -> None:
    (path,) = make_blank_of(own(), tmp_path, ("pdf",))
    assert path.read_bytes().startswith(b"%PDF")


def test_codes_of_every_version_stay_used() -> None:
    first = keep_version(own(), "")
    tree = removed(draft_of(load_version(first)), Node(Part.QUESTION, "C01.07")).tree
    second = keep_version(finished(tree), "")
    assert not load_version(second).has_question("C01.07")
    assert "C01.07" in used_codes(first.code)
    step = added(tree, Part.QUESTION, Node(Part.CRITERION, "C01"), avoid=used_codes(first.code))
    assert step.node.key == "C01.08"


def test_a_lost_note_loses_only_the_note() -> None:
    first = keep_version(own(), "Bản đầu")
    note = first.path.with_name("1.ghi-chu.json")
    for spoiled in (b"{", b"[]", b'{"saved_at": 5}'):
        note.write_bytes(spoiled)
        (again,) = versions_of(first.code)
        assert (again.title, again.questions, again.note, again.problem) == (
            first.title,
            first.questions,
            "",
            "",
        )
        assert again.saved_at is not None
