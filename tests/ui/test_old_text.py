"""Guards pastes of old fonts: changed only after a preview, refused where letters are lost, never where it is not sure."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.controls.fields import GrowingText, LineField
from tdkt_desktop.ui.controls.old_text import OldTextDialog
from tdkt_desktop.ui.look.theme import Theme
from tests.support.old_encodings import in_tcvn3, in_vni
from tests.ui.wizard_driver import copy

TEXT = "Đơn vị trưởng cụm được giao quản lý"
HTML = "<html><body><!--StartFragment--><p><span style='font-family:\".VnTime\"'>{}</span></p><!--EndFragment--></body></html>"


class SmallScreen:
    """What a dialog asks its screen for."""

    ROOM = QSize(683, 384)

    def availableSize(self) -> QSize:  # Qt's name
        return self.ROOM


@pytest.fixture(params=[LineField, lambda: GrowingText("Ô thử")], ids=["line", "text"])
def field(request: pytest.FixtureRequest, qtbot: QtBot, theme: Theme) -> LineField | GrowingText:
    made: LineField | GrowingText = request.param()
    qtbot.addWidget(made)
    made.show()
    return made


def said(field: QWidget) -> str:
    return field.toPlainText() if isinstance(field, GrowingText) else str(field.property("text"))


def asked() -> OldTextDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, OldTextDialog)
    return found


@pytest.mark.parametrize(
    ("old", "name"), [(in_tcvn3(TEXT), "TCVN3"), (in_vni(TEXT), "VNI")], ids=["TCVN3", "VNI"]
)
def test_a_certain_old_text_is_changed_after_a_yes(
    field: LineField | GrowingText, old: str, name: str
) -> None:
    copy(old)
    field.paste()
    assert said(field) == ""
    assert name in asked().question.text()
    asked().change.click()
    assert said(field) == TEXT


def test_a_person_may_want_it_as_it_is_or_not_at_all(field: LineField | GrowingText) -> None:
    copy(in_vni(TEXT))
    field.paste()
    asked().leave.click()
    assert said(field) == ""
    field.paste()
    asked().as_it_is.click()
    assert said(field) == in_vni(TEXT)


def test_lost_letters_are_refused_with_the_reason(field: LineField | GrowingText) -> None:
    copy(in_tcvn3(TEXT).replace("\u00ad", ""))
    field.paste()
    dialog = asked()
    assert dialog.change.isHidden()
    assert any("“ư” đã bị mất" in str(one.property("text")) for one in dialog.findChildren(QWidget))
    dialog.leave.click()
    assert said(field) == ""


def test_the_buttons_are_on_a_small_screen_too(
    field: LineField | GrowingText, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1366 x 768 at 200 % leaves 384 lines of dots: what is above the buttons scrolls."""
    monkeypatch.setattr(OldTextDialog, "screen", lambda _: SmallScreen())
    copy(in_tcvn3(TEXT))
    field.paste()
    dialog = asked()
    assert dialog.height() <= SmallScreen.ROOM.height()
    assert dialog.change.geometry().bottom() <= dialog.height()
    dialog.leave.click()


@pytest.mark.parametrize("text", [TEXT, "Năm 2019: 15 °C, © 2019, café à la carte", "abc", "Đ/c Trưởng đoàn"])
def test_other_texts_are_pasted_without_a_question(field: LineField | GrowingText, text: str) -> None:
    copy(text)
    field.paste()
    assert said(field) == text


TABLE_STYLE = (
    '<html><head><style><!--table {x:y}\ntd\n\t{padding:1px; font-family:".VnTime", sans-serif;}\n--></style></head>'
    "<body><table><!--StartFragment--><tr><td>@</td></tr><!--EndFragment--></table></body></html>"
)
OUTSIDE = (
    '<html><body style="font-family:.VnTime"><!--StartFragment--><p>@</p><!--EndFragment--></body></html>'
)


@pytest.mark.parametrize(
    "html",
    ['<span style="font-family: &quot;.VnTime&quot;; font-size:12pt">@</span>', TABLE_STYLE, OUTSIDE],
    ids=["browser", "cells of Excel", "around what was copied"],
)
def test_the_font_is_found_wherever_a_program_names_it(field: LineField | GrowingText, html: str) -> None:
    old = in_tcvn3("xét")  # the word alone is in doubt
    copy(old, html.replace("@", old))
    field.paste()
    asked().change.click()
    assert said(field) == "xét"


def test_the_fonts_of_word_settle_what_the_words_alone_do_not(field: LineField | GrowingText) -> None:
    copy(in_tcvn3("Đề án"), HTML.format(in_tcvn3("Đề án")))
    field.paste()
    asked().change.click()
    assert said(field) == "Đề án"
