"""One whole unit of the sample by keyboard alone: typed from the facts, sealed, saved as PDF; nobody touches a mouse."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tdkt_desktop.domain.checklist import Checklist, Question
from tdkt_desktop.domain.inspection import MEMBERS, Inspection
from tdkt_desktop.domain.kinds import Kind, State
from tdkt_desktop.domain.sealing import seal_gaps
from tdkt_desktop.domain.values import Answer, Item
from tdkt_desktop.exchange.plain_files import read_plain
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.workflows.campaign.campaigns import create_sample, open_campaign, sample_folder
from tdkt_desktop.workflows.session import CampaignSession
from tests.support.answers import WHY
from tests.support.keyboard import Keys, Scene, Story, Text, Typist
from tests.support.official import Official

UNIT = "VTL"
ROOT = Path(__file__).resolve().parents[2]
# Minutes name the leader as the plan does; what else was typed beside that name is not repeated there.


@pytest.fixture
def blank(qtbot: QtBot, theme: Theme, tmp_path: Path) -> MainWindow:
    """The window with the sample campaign, of which nothing is filled in."""
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.open_campaign(create_sample(tmp_path / "trong.tdktdb", filled=False))
    qtbot.waitUntil(lambda: window.view is not None, timeout=10_000)
    return window


@pytest.mark.timeout(300)
def test_a_whole_unit_is_typed_sealed_and_saved_without_a_mouse(blank: MainWindow, tmp_path: Path) -> None:
    assert blank.desk is not None
    session = blank.desk.session
    typist, target = Typist(), tmp_path / "bien-ban.pdf"
    facts = read_plain(sample_folder() / "answers.yaml")["units"][UNIT]
    official = Official(typist, session.checklist, facts, target)
    typist.play(official.whole_unit(session.campaign.unit(UNIT).number))

    assert typist.mouse == []
    assert typist.presses < 450  # the facts alone are over two thousand letters; the rest must stay light
    record = session.inspection(UNIT)
    kinds = {session.checklist.question(code).kind for code, one in record.answers.items() if one.answered}
    assert kinds == set(Kind) - {Kind.NUMBER}  # the checklist asks for none
    assert_as_in_the_facts(session, record, tmp_path)
    pages = page_texts(target)
    assert record.seal is not None
    assert all(record.seal.code in page for page in pages)
    assert (
        missing_in(pages, record.seal.code, typist.typed[:-1], session.checklist) == []
    )  # the last is the file
    whole = whole_text(pages, record.seal.code)
    for code, done in record.answers.items():
        if isinstance(done.value, bool):
            question = session.checklist.question(code)
            assert squeezed(question.if_yes if done.value else question.if_no) in whole
    assert blank.close_campaign()


@pytest.mark.proof
@pytest.mark.skipif(sys.platform != "linux", reason="the virtual screen is one of Linux")
def test_the_film_is_made_on_a_screen_with_a_window_manager(tmp_path: Path) -> None:
    """The same story where windows are framed, activated and covered as on a person's desk."""
    made = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "film.py"), str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    pictures = sorted(tmp_path.glob("*.png"))
    assert 1 < len(pictures) <= 12
    assert all(file.stat().st_size <= 60_000 for file in pictures)


def assert_as_in_the_facts(session: CampaignSession, record: Inspection, folder: Path) -> None:
    """Every value of the facts file is in the database as if the file had been loaded; nothing else is unexplained."""
    with open_campaign(create_sample(folder / "day.tdktdb")) as filled:
        facts = filled.inspection(UNIT)
    for code, said in facts.answers.items():
        assert bare(record.answer(code)) == bare(said), code
    for code, done in record.answers.items():
        if code not in facts.answers and done.state is State.NOT_APPLICABLE:
            assert done.reason == WHY, code
    for criterion, remark in facts.remarks.items():
        typed = record.remark(criterion)
        assert (typed.verdict, typed.limitation) == (remark.verdict, remark.limitation), criterion
    assert record.visit.actual_date == facts.visit.actual_date
    assert [bare_item(one) for one in record.items(MEMBERS)] == [
        bare_item(one) for one in facts.items(MEMBERS)
    ]
    for field in ("strengths", "limitations"):
        assert getattr(record.assessment, field) == getattr(facts.assessment, field)
    assert [gap.words for gap in seal_gaps(session.checklist, record) if gap.blocking] == []


def bare(answer: Answer) -> Answer:
    return replace(answer, items=tuple(replace(bare_item(item), note="") for item in answer.items))


def bare_item(item: Item) -> Item:
    """A line without its identity. Notes on the source's spelling beside a line of an answer are not typed on site."""
    return replace(item, id="", position=0.0)


def page_texts(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def missing_in(
    pages: list[str], code: str, typed: list[tuple[str, str]], checklist: Checklist
) -> list[tuple[str, str]]:
    """What was typed somewhere and is not where the minutes say it: under its question, or anywhere for the rest."""
    whole = whole_text(pages, code)
    printed: dict[str, tuple[str, ...]] = {}
    for question in checklist.questions():  # several may be asked in the same words
        ask = squeezed(question.ask).rstrip("?.:")
        printed[ask] = (*printed.get(ask, ()), *marks_of(question))
    marks = [mark for several in printed.values() for mark in several]
    ends = "|".join(re.escape(one) for one in (*marks, "tàiliệuđãxem:", "hạnchế:"))
    starts = [found.start() for found in re.finditer(ends, whole)]
    told = [
        (name, text, next((ask for ask in printed if squeezed(name).startswith(ask)), ""))
        for name, text in typed
    ]
    loose = [text for _, text, ask in told if not ask]

    def under(mark: str) -> str:
        """What stands in the line of a question."""
        start = whole.find(mark) + len(mark)
        return whole[start : next((one for one in starts if one >= start), len(whole))]

    missing: list[tuple[str, str]] = []
    for name, text, ask in told:
        places = [under(mark) for mark in printed[ask] if mark in whole] if ask else [whole]
        if not any(said_in(place, text, [] if ask else loose) for place in places):
            missing.append((name, text))
    return missing


def marks_of(question: Question) -> tuple[str, ...]:
    """What an answer's line begins with on paper."""
    findings = [squeezed(one).rstrip(".") for one in (question.if_yes, question.if_no) if one]
    return (*(f"-{one}" for one in findings), f"-{squeezed(question.lead)}:")


def said_in(text: str, part: str, alike: list[str]) -> bool:
    """Whether a text says a part as often as it was typed: a limitation stands under its content and in the summing-up."""
    typed = max(1, sum(squeezed(part.rstrip(" .;")) in squeezed(other) for other in alike))
    return any(text.count(form) >= typed for form in forms(part))


def whole_text(pages: list[str], code: str) -> str:
    """The minutes as one text, without what every page bears at its head and foot."""
    lines = [line for page in pages for line in page.splitlines()]
    return squeezed(" ".join(line for line in lines if code not in line and not line.strip().isdigit()))


def forms(text: str) -> tuple[str, ...]:
    """A text as minutes may print it: small counts have two figures, a time is said in words."""
    hours, colon, minutes = text.partition(":")
    clock = f"{hours} giờ {minutes} phút" if colon and hours.isdigit() else text
    return tuple(squeezed(form.rstrip(" .;")) for form in (text, text.zfill(2), clock))


def squeezed(text: str) -> str:
    """Lines of a page break anywhere."""
    return "".join(text.split()).casefold()


def test_a_text_that_is_not_under_its_question_is_missed(blank: MainWindow) -> None:
    """The proof above must be able to fail."""
    assert blank.desk is not None
    checklist = blank.desk.session.checklist
    one, two = list(checklist.questions())[:2]
    pages = [f"1\nMã biên bản: AB\n- {one.if_yes} (xong).\n- {two.lead}: số 12."]
    assert missing_in(pages, "AB", [(one.ask, "xong"), (two.ask, "12")], checklist) == []
    assert missing_in(pages, "AB", [(one.ask, "12")], checklist) == [(one.ask, "12")]


def test_the_typist_sees_a_mouse_and_says_where_the_keyboard_is(blank: MainWindow) -> None:
    typist = Typist(on_scene=lambda _: QTest.mouseClick(blank.menuBar(), Qt.MouseButton.RightButton))

    def story() -> Story:
        yield Keys("Ctrl+PgDown")
        assert typist.here == "Ngày kiểm tra thực tế"
        yield Text("11/9")
        yield Scene("a click")

    typist.play(story())
    assert typist.typed == [("Ngày kiểm tra thực tế", "11/9")]
    assert any(said.startswith("MouseButtonPress") for said in typist.mouse)
    assert blank.close_campaign()
