"""The help window with real keys: every topic, search, links, pictures, colours, and the keys that pages name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QInputMethodEvent, QKeySequence, QTextImageFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.actions import MENUS
from tdkt_desktop.ui.checklist_editor.editor_menu import MENUS as EDITOR_MENUS
from tdkt_desktop.ui.checklist_editor.editor_menu import STATEMENTS_TITLE
from tdkt_desktop.ui.help.help_html import Look, to_html
from tdkt_desktop.ui.help.help_view import HelpWindow
from tdkt_desktop.ui.look.palette import DARK, LIGHT
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.workflows.help.help_pages import FIRST, TOPICS, help_pages

PAGES = {page.topic: page for page in help_pages()}
KEY = re.compile(r"`((?:Ctrl|Alt|Shift)(?:\+[^`]+)|F\d{1,2})`")
# Keys of fields, lists and of the help window itself: they belong to no menu.
OWN_KEYS = {"Shift+Tab", "Alt+Left", "Ctrl+V", "F2", "F6", "Alt+K", "Alt+C", "Alt+O"}
SPELLED = {
    "↑": "Up",
    "↓": "Down",
    "←": "Left",
    "→": "Right",
    "PageDown": "PgDown",
    "PageUp": "PgUp",
    "Enter": "Return",
}


@pytest.fixture
def helping(qtbot: QtBot, theme: Theme) -> Iterator[HelpWindow]:
    made = HelpWindow(theme)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    yield made
    made.close()


def _listed(window: HelpWindow) -> list[str]:
    rows = [window.list.item(row) for row in range(window.list.count())]
    return [row.text() for row in rows if row.flags() & Qt.ItemFlag.ItemIsEnabled]


def _type(field: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def _pictures(window: HelpWindow) -> list[QTextImageFormat]:
    found = []
    block = window.browser.document().begin()
    while block.isValid():
        parts = block.begin()
        while not parts.atEnd():
            if (form := parts.fragment().charFormat()).isImageFormat():
                found.append(form.toImageFormat())
            parts += 1
        block = block.next()
    return found


def _keys_of(topic: str) -> set[str]:
    return {_portable(keys) for keys in KEY.findall(PAGES[topic].text)}


def _portable(keys: str) -> str:
    """One spelling for "Alt+↓" and "Alt+Down", "Ctrl+PageUp" and "Ctrl+PgUp"."""
    for written, known in SPELLED.items():
        keys = keys.replace(written, known)
    return QKeySequence(keys).toString()


def _menu_keys() -> set[str]:
    return {_portable(entry.keys) for _, entries in MENUS for entry in entries if entry.keys}


def _editor_keys() -> set[str]:
    """Keys of the checklist editor, a window of its own; single keys are written as keys and not looked for."""
    entries = [entry for _, found in EDITOR_MENUS for entry in found]
    keys = {_portable(one) for entry in entries for one in (entry.keys, entry.shown_keys) if one}
    return {one for one in keys if "+" in one or one.startswith("F")}


@pytest.mark.parametrize("topic", TOPICS)
def test_opening_a_topic_shows_its_title_and_marks_it_in_the_list(helping: HelpWindow, topic: str) -> None:
    helping.open_topic(topic)
    title = PAGES[topic].title
    assert helping.isVisible()
    assert helping.topic == topic
    assert helping.windowTitle() == f"{title} – Trợ giúp"
    assert helping.browser.toPlainText().startswith(f"{title}\n")
    current = helping.list.currentItem()
    assert current is not None
    assert current.text() == title


@pytest.mark.parametrize("topic", TOPICS)
def test_nothing_of_markdown_is_left_on_the_screen(helping: HelpWindow, topic: str) -> None:
    helping.open_topic(topic)
    shown = helping.browser.toPlainText()
    for mark in ("**", "](", "|--", "```", "\n# ", "<b>", "&amp;"):
        assert mark not in shown


@pytest.mark.parametrize("topic", TOPICS)
def test_every_word_of_a_page_is_on_the_screen(helping: HelpWindow, topic: str) -> None:
    """Markdown that the converter does not know would vanish in silence."""
    helping.open_topic(topic)
    shown = Counter(re.findall(r"\w+", helping.browser.toPlainText()))
    without_targets = re.sub(r"\]\([^)]*\)", " ", PAGES[topic].text)
    without_numbers = re.sub(r"(?m)^\d+\. ", "", re.sub(r"(?m)^```\w*$", "", without_targets))
    assert Counter(re.findall(r"\w+", without_numbers)) - shown == Counter()


def test_an_unknown_topic_shows_the_first_page(helping: HelpWindow) -> None:
    helping.open_topic("khong-co")
    assert helping.topic == FIRST


def test_search_ignores_tone_marks_and_shows_the_best_page_at_once(helping: HelpWindow) -> None:
    helping.open_topic(FIRST)
    helping._focus_search()
    _type(helping.search, "đĩa đầy")
    with_marks = _listed(helping)
    assert len(with_marks) < len(TOPICS)
    helping.search.clear()
    QTest.keyClicks(helping.search, "dia day")
    assert _listed(helping) == with_marks
    assert "Khi có sự cố" in with_marks
    assert helping.words.text() == f"Tìm thấy {len(with_marks):02d} trang."
    marked = [mark.cursor.selectedText() for mark in helping.browser.extraSelections()]
    assert marked
    assert {text.lower() for text in marked} <= {"đĩa đầy", "đĩa", "đầy"}


def test_a_search_without_result_says_so_and_keeps_the_page(helping: HelpWindow) -> None:
    helping.open_topic("gop-tep")
    _type(helping.search, "zzzz")
    assert _listed(helping) == []
    assert "Không tìm thấy" in helping.words.text()
    assert helping.topic == "gop-tep"
    helping.search.clear()
    assert len(_listed(helping)) == len(TOPICS)
    assert not helping.words.isVisible()


def test_the_keyboard_alone_finds_reads_goes_back_and_closes(qtbot: QtBot, helping: HelpWindow) -> None:
    helping.open_topic(FIRST)
    qtbot.waitUntil(helping.isActiveWindow)
    assert helping.browser.hasFocus()
    QTest.keyClick(helping, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert helping.search.hasFocus()
    QTest.keyClicks(helping.search, "usb")
    QTest.keyClick(helping.search, Qt.Key.Key_Down)
    assert helping.list.hasFocus()
    first, rows = helping.topic, _listed(helping)
    assert len(rows) > 1
    QTest.keyClick(helping.list, Qt.Key.Key_Down)
    assert helping.topic != first
    QTest.keyClick(helping.list, Qt.Key.Key_Return)
    assert helping.browser.hasFocus()
    QTest.keyClick(helping, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert helping.topic == FIRST
    QTest.keyClick(helping, Qt.Key.Key_Escape)
    assert not helping.isVisible()


def test_arrows_pass_over_the_names_of_groups(helping: HelpWindow) -> None:
    helping.open_topic(FIRST)
    helping.list.setFocus()
    seen = [helping.topic]
    for _ in TOPICS[1:]:
        QTest.keyClick(helping.list, Qt.Key.Key_Down)
        seen.append(helping.topic)
    assert seen == list(TOPICS)


def test_a_link_is_followed_by_keyboard_and_ends_a_search_that_hides_its_page(helping: HelpWindow) -> None:
    helping.open_topic(FIRST)
    QTest.keyClicks(helping.search, "sap xep")
    assert helping.topic == FIRST
    helping.browser.setFocus()
    QTest.keyClick(helping.browser, Qt.Key.Key_Tab)
    QTest.keyClick(helping.browser, Qt.Key.Key_Return)
    assert helping.topic == "mot-ngay-kiem-tra"
    assert len(_listed(helping)) == len(TOPICS)


def test_a_link_to_outside_does_nothing(helping: HelpWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    helping.open_topic("gop-tep")
    before = helping.browser.toPlainText()
    for url in ("https://example.org/x.md", "file:///x.md", "../../x.md", "images/gop-tep.png"):
        helping.browser.anchorClicked.emit(QUrl(url))
        assert helping.topic == "gop-tep"
    assert helping.browser.toPlainText() == before
    assert opened == []


@pytest.mark.parametrize("width", [700, 1000, 1900])
def test_pictures_fit_the_width_and_are_never_blown_up(qtbot: QtBot, helping: HelpWindow, width: int) -> None:
    helping.open_topic("tong-quan")
    helping.resize(width, 700)
    helping.browser.draw()
    pictures = _pictures(helping)
    assert pictures
    room = helping.browser.viewport().width()
    for picture in pictures:
        assert 0 < picture.width() <= room
        assert picture.width() <= 1024
    assert helping.browser.horizontalScrollBar().maximum() == 0


def test_a_picture_is_loaded_in_the_size_it_is_drawn_and_nothing_else_is_loaded(helping: HelpWindow) -> None:
    image = 2  # QTextDocument.ResourceType.ImageResource
    picture = helping.browser.loadResource(image, QUrl("images/tong-quan.png?300"))
    assert picture.width() == 300 * helping.devicePixelRatioF()
    for odd in ("images/khong-co.png?300", "../README.md", "/etc/hostname", "https://example.org/a.png"):
        assert helping.browser.loadResource(image, QUrl(odd)) is None
    assert helping.browser.loadResource(3, QUrl("images/tong-quan.png")) is None  # a style sheet


def test_the_page_follows_light_and_dark(helping: HelpWindow, theme: Theme) -> None:
    helping.open_topic("noi-dung")
    for scheme, palette in (("dark", DARK), ("light", LIGHT)):
        theme.choose(scheme)
        first = helping.browser.document().begin().begin().fragment().charFormat()
        assert first.foreground().color().name().upper() == palette.text
        assert palette.surface in helping.browser.styleSheet()


def test_redrawing_keeps_the_place_in_the_page(helping: HelpWindow, theme: Theme) -> None:
    helping.open_topic("noi-dung")
    bar = helping.browser.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value() / bar.maximum()
    theme.choose("dark")
    assert bar.value() / bar.maximum() == pytest.approx(before, abs=0.02)


def test_every_widget_that_takes_the_keyboard_has_a_name(helping: HelpWindow) -> None:
    helping.open_topic("noi-dung")
    fields = [one for one in helping.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(fields) >= 4
    assert [repr(one) for one in fields if not one.accessibleName()] == []
    assert helping.browser.accessibleName() == "Trang trợ giúp: Ghi một nội dung kiểm tra"


def test_the_window_comes_back_in_its_size_and_does_not_keep_the_program_alive(
    qtbot: QtBot, theme: Theme, helping: HelpWindow
) -> None:
    helping.open_topic(FIRST)
    helping.resize(780, 560)
    helping.close()
    again = HelpWindow(theme)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (780, 560)
    assert not again.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
    assert not again.isModal()


@pytest.fixture
def letters(qapp: QApplication) -> Iterator[QFont]:
    """The font of the application, which is put back afterwards."""
    before = qapp.font()
    yield QFont(before)
    qapp.setFont(before)


def test_at_the_largest_letters_the_page_keeps_the_larger_part(
    qtbot: QtBot, helping: HelpWindow, letters: QFont
) -> None:
    helping.open_topic("noi-dung")
    helping.resize(1080, 700)
    narrow = helping.list.width()
    letters.setPointSizeF(2 * letters.pointSizeF())
    QApplication.setFont(letters)
    qtbot.waitUntil(lambda: narrow < helping.list.width() < helping.browser.width())
    helping.browser.draw()
    title = helping.browser.document().begin().begin().fragment().charFormat()
    assert title.fontPointSize() > 1.4 * letters.pointSizeF()
    assert all(picture.width() <= helping.browser.viewport().width() for picture in _pictures(helping))


def test_user_text_in_a_page_is_never_read_as_html() -> None:
    html = to_html("a <b> & `<i>` **x < y**", Look(LIGHT, 10.5, lambda _: 0))
    assert "a &lt;b&gt; &amp;" in html
    assert "<code" in html
    assert "&lt;i&gt;" in html
    assert "<b>x &lt; y</b>" in html


def test_every_key_of_the_menus_is_on_the_page_of_keys() -> None:
    assert _menu_keys() - _keys_of("phim-tat") == set()


def test_every_key_of_the_checklist_editor_is_on_its_page() -> None:
    shared = {"Ctrl+S", "Ctrl+W", "F1"}  # as everywhere
    assert _editor_keys() - _keys_of("soan-phieu-kiem-tra") - shared == set()


def test_no_page_names_a_key_that_the_menus_do_not_have() -> None:
    """The other direction of the test above: it holds once every key of the pages is in ui/actions.py."""
    known = _menu_keys() | _editor_keys() | {_portable(keys) for keys in OWN_KEYS}
    named = {(topic, keys) for topic in TOPICS for keys in _keys_of(topic)}
    assert {(topic, keys) for topic, keys in named if keys not in known} == set()


def test_keys_are_always_written_as_keys() -> None:
    """Else the two tests above would not see them."""
    bare = re.compile(r"\b(?:Ctrl|Alt|Shift)\+|\bF\d{1,2}\b")
    assert {topic: bare.findall(re.sub(r"`[^`]*`", "", page.text)) for topic, page in PAGES.items()} == {
        topic: [] for topic in TOPICS
    }


def test_every_menu_path_in_the_pages_exists() -> None:
    found = [(title, entry.text) for title, entries in MENUS for entry in entries]
    found += [(title, entry.text) for title, entries in EDITOR_MENUS for entry in entries]
    known = {f"{title} › {text}".replace("&", "") for title, text in found if text}
    known.add(f"Thêm › {STATEMENTS_TITLE.replace('&', '')}")
    named = {path for page in PAGES.values() for path in re.findall(r"\*\*([^*]+ › [^*]+)\*\*", page.text)}
    assert named
    assert named - known == set()


def test_titles_are_whole_in_a_window_of_usual_width(qtbot: QtBot, helping: HelpWindow) -> None:
    helping.open_topic("noi-dung")
    helping.resize(1080, 700)
    qtbot.waitUntil(lambda: helping.list.viewport().width() >= helping.list.sizeHintForColumn(0))
