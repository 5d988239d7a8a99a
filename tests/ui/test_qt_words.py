"""Guards that Qt's own dialogs, menus and key names speak Vietnamese: what is asked of the translator is answered."""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QMimeDatabase, QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAction,
    QContextMenuEvent,
    QKeySequence,
    QPageSize,
)
from PySide6.QtPrintSupport import QPageSetupDialog, QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QErrorMessage,
    QFileDialog,
    QFileSystemModel,
    QInputDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QScrollBar,
    QSpinBox,
    QTabWidget,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tdkt_desktop.ui.look.vietnamese_buttons import ANYWHERE, VietnameseButtons, speak_vietnamese
from tdkt_desktop.ui.run import make_application

STOP_LIST = """
the of and or not is are you want please page pages paper print printer printing file files folder
directory name size type date modified open save cancel close yes no help apply reset copy cut paste
delete select undo redo look show hide details back forward parent new create list view detail
computer copies range color grayscale duplex long short side none options output properties location
preview portrait landscape margins top bottom left right width height orientation source custom
envelope scroll up down zoom fit next previous first last setup message again warning error value
step retry ignore discard abort restore defaults font style sample effects link location all from
reverse collate settings job automatic odd even image document archive
"""
ENGLISH = frozenset(STOP_LIST.split())
# Names on the paper itself, units, and patterns of figures are the same in every language.
SAME = re.compile(
    r"(JIS |ANSI |PRC )?[ABC]?\d+K?|ANSI [CDE]|(Letter|Tabloid|Ledger) / ANSI [AB]|Legal|Statement|Quarto|Super [AB]|"
    r"\d+ \(\dx\d\)|CC|DD|in|mm|pt|P̸|(Pica|Didot|Cicero) \(.+\)|%1%|%p%|\.\.\.|%1 [KMGT]B|Alt\+(Left|Right|Up)|QT_LAYOUT_DIRECTION"
)
NOT_OURS = {"QShortcut", "QObject"}  # keys have a test of their own


class Listener(VietnameseButtons):
    """Notes what it could not answer."""

    def __init__(self) -> None:
        super().__init__()
        self.unanswered: set[tuple[str, str]] = set()

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        found = super().translate(context, source, disambiguation, n)
        if found is None and context not in NOT_OURS and not SAME.fullmatch(source):
            self.unanswered.add((context, source))
        return found


@pytest.fixture
def listener(qapp: QApplication) -> Iterator[Listener]:
    made, before = Listener(), QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)
    QLocale.setDefault(before)


@pytest.fixture
def printer(qapp: QApplication, tmp_path: Path) -> QPrinter:
    """Printing into a file: what a machine without a printer offers."""
    made = QPrinter()
    made.setOutputFileName(str(tmp_path / "bien-ban.pdf"))
    return made


def file_dialog(mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode, folder: Path) -> QFileDialog:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.setDirectory(str(folder))
    return dialog


def message_box() -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.Question, "", "Hỏi")
    box.setStandardButtons(QMessageBox.StandardButton(0x0FFFFC00 & ~0x1))
    box.setDetailedText("Chi tiết")
    return box


def error_message() -> QErrorMessage:
    made = QErrorMessage()
    made.showMessage("Lời báo")
    return made


def tabs() -> QTabWidget:
    made = QTabWidget()
    made.setTabsClosable(True)
    for number in range(30):
        made.addTab(QWidget(), f"Đơn vị {number}")
    made.resize(200, 100)
    return made


DIALOGS: dict[str, Callable[[Path, QPrinter], QWidget]] = {
    "open": lambda folder, printer: file_dialog(
        QFileDialog.FileMode.ExistingFiles, QFileDialog.AcceptMode.AcceptOpen, folder
    ),
    "save": lambda folder, printer: file_dialog(
        QFileDialog.FileMode.AnyFile, QFileDialog.AcceptMode.AcceptSave, folder
    ),
    "folder": lambda folder, printer: file_dialog(
        QFileDialog.FileMode.Directory, QFileDialog.AcceptMode.AcceptOpen, folder
    ),
    "print": lambda folder, printer: QPrintDialog(printer),
    "page": lambda folder, printer: QPageSetupDialog(printer),
    "preview": lambda folder, printer: QPrintPreviewDialog(printer),
    "message": lambda folder, printer: message_box(),
    "buttons": lambda folder, printer: QDialogButtonBox(QDialogButtonBox.StandardButton(0x0FFFFC00)),
    "input": lambda folder, printer: QInputDialog(),
    "progress": lambda folder, printer: QProgressDialog(),
    "error": lambda folder, printer: error_message(),
    "tabs": lambda folder, printer: tabs(),
    "number": lambda folder, printer: QSpinBox(),
}


def texts(root: QWidget) -> Iterator[str]:
    """Whatever a person can see, hover over or hear of a window."""
    for widget in (root, *root.findChildren(QWidget)):
        for name in ("windowTitle", "text", "title", "toolTip", "statusTip", "whatsThis", "accessibleName"):
            said: Any = getattr(widget, name, str)
            yield str(said())
        yield from (action.text() for action in widget.actions())
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(index) for index in range(widget.count()))
        if isinstance(widget, QAbstractItemView):
            model = widget.model()
            columns = range(model.columnCount(QModelIndex()) if isinstance(model, QFileSystemModel) else 0)
            yield from (str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns)
    for action in root.findChildren(QAction):
        yield from (action.text(), action.toolTip())
    yield from heard(QAccessible.queryAccessibleInterface(root))


def heard(node: QAccessibleInterface | None) -> Iterator[str]:
    if node is None or not node.isValid():
        return
    yield from (node.text(QAccessible.Text.Name), node.text(QAccessible.Text.Description))
    for index in range(min(node.childCount(), 60)):
        yield from heard(node.child(index))


def english(said: Iterable[str], but: str) -> set[str]:
    """The texts with an English word in them; `but` is a path that has its own words."""
    plain = {text: re.sub(r"<[^>]*>|&", "", text.replace(but, "")).lower() for text in said}
    return {text for text, words in plain.items() if ENGLISH & set(re.findall(r"\w+", words))}


def mnemonics(root: QWidget) -> list[str]:
    """The letters that Alt reaches in a window, as it is first seen."""
    said: Any
    found: list[str] = []
    for widget in root.findChildren(QWidget):
        said = getattr(widget, "text", str)
        if widget.isVisible():
            found += re.findall(r"&(\w)", str(said()).lower())
    return found


@pytest.mark.parametrize("name", list(DIALOGS))
def test_a_dialog_speaks_vietnamese(
    printer: QPrinter, qtbot: QtBot, listener: Listener, tmp_path: Path, name: str
) -> None:
    (tmp_path / "Ảnh").mkdir()
    dialog = DIALOGS[name](tmp_path, printer)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    QApplication.processEvents()
    said = list(texts(dialog))
    assert any(said)
    assert listener.unanswered == set()
    assert english(said, str(tmp_path)) == set()
    letters = mnemonics(dialog)
    assert len(letters) == len(set(letters)), letters


def page() -> QTextBrowser:
    made = QTextBrowser()
    made.setHtml('<a href="trang">Trang</a>')
    made.resize(200, 100)
    return made


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit, page])
def test_a_menu_of_a_field_speaks_vietnamese(
    qtbot: QtBot, listener: Listener, make: Callable[[], QLineEdit | QPlainTextEdit | QTextBrowser]
) -> None:
    field = make()
    qtbot.addWidget(field)
    on_link = (QPoint(12, 12),) if isinstance(field, QTextBrowser) else ()
    menu = field.createStandardContextMenu(*on_link)
    said = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert len(said) >= 2
    assert listener.unanswered == set()
    assert english(said, "\t") == set()


@pytest.mark.parametrize("make", [QScrollBar, QSpinBox])
def test_a_menu_that_opens_by_itself_speaks_vietnamese(
    qtbot: QtBot, listener: Listener, make: type[QWidget]
) -> None:
    owner = make()
    qtbot.addWidget(owner)
    owner.show()
    said: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        said.extend(action.text() for action in menu.actions() if not action.isSeparator())
        menu.close()

    QTimer.singleShot(50, look)
    place = owner.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, owner.mapToGlobal(place))
    QApplication.sendEvent(owner, event)
    qtbot.waitUntil(lambda: len(said) >= 2)
    assert listener.unanswered == set()
    assert english(said, "\t") == set()


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        ("Ctrl+S", "Ctrl+S"),
        ("Ctrl+Shift+Z", "Ctrl+Shift+Z"),
        ("Ctrl+PgDown", "Ctrl+Page Down"),
        ("Ctrl+PgUp", "Ctrl+Page Up"),
        ("Alt+Down", "Alt+↓"),
        ("Alt+Left", "Alt+←"),
        ("Ctrl+Return", "Ctrl+Enter"),
        ("Ctrl+Space", "Ctrl+Phím cách"),
        ("Ctrl+Home", "Ctrl+Home"),
        ("Del", "Delete"),
        ("Esc", "Esc"),
        ("F1", "F1"),
    ],
)
def test_keys_are_called_what_stands_on_them(listener: Listener, keys: str, seen: str) -> None:
    portable, native = QKeySequence.SequenceFormat.PortableText, QKeySequence.SequenceFormat.NativeText
    sequence = QKeySequence.fromString(keys, portable)
    assert sequence.toString(native) == seen
    assert QKeySequence(keys) == sequence  # written in English, understood all the same


def test_every_paper_has_a_name(listener: Listener) -> None:
    names = [QPageSize.name(paper) for paper in QPageSize.PageSizeId if paper.name != "LastPageSize"]
    assert len(names) > 100
    assert listener.unanswered == set()


def entries() -> list[tuple[str, str, str]]:
    words = VietnameseButtons().words
    return [(context, source, said) for context, known in words.items() for source, said in known.items()]


def test_the_words_are_well_formed() -> None:
    for context, source, said in entries():
        where = f"{context}: {source}"
        assert said.strip(), where
        assert said != source, where
        assert "!" not in said, where
        assert unicodedata.is_normalized("NFC", said), where
        assert sorted(re.findall(r"%\d|%n", source)) == sorted(re.findall(r"%\d|%n", said)), where
        assert re.findall(r"<[^>]+>", source) == re.findall(r"<[^>]+>", said), where
        assert source.count("&") == len(re.findall(r"&[A-Za-z]", said)) == said.count("&"), where
        assert source.endswith(":") == said.endswith(":"), where
        assert source.endswith(" ") == said.endswith(" "), where


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries are found by their Linux names")
def test_every_word_is_one_that_qt_asks_for() -> None:
    """A misspelled source would never be found again; so each must stand in Qt's own libraries."""
    folder = Path(PySide6.__file__).parent / "Qt"
    names = ("Core", "Gui", "Widgets", "PrintSupport")
    files = [*(folder / "lib" / f"libQt6{name}.so.6" for name in names)]
    files += (folder / "plugins").glob("*/lib*cups*.so")
    blob = b"\0".join(file.read_bytes() for file in files)
    words = set(blob.split(b"\0"))
    elsewhere = {"MAC_APPLICATION_MENU", "QMimeType"}  # another system; a packed list
    strange = [
        (context, source)
        for context, source, _ in entries()
        if context not in elsewhere
        and source.encode() not in words
        and source.encode() + b"\0" not in blob  # linkers keep "Copy" as the end of another text
    ]
    assert strange == [], strange


def test_one_text_serves_every_number(listener: Listener) -> None:
    listener.words = {ANYWHERE: {"%n file(s)": "%n tệp"}}
    assert [QCoreApplication.translate("Nơi", "%n file(s)", None, n) for n in (0, 1, 12)] == [
        "0 tệp",
        "1 tệp",
        "12 tệp",
    ]


def test_words_of_keys_and_of_the_layout_are_left_alone() -> None:
    words = VietnameseButtons()
    assert words.translate("QGuiApplication", "QT_LAYOUT_DIRECTION") is None
    assert "words" not in vars(words)  # Qt asks this when the program starts: nothing is read for it
    assert words.translate("QDialogButtonBox", "Open") == "Mở"
    assert words.translate("QShortcut", "Open") is None


def test_the_program_has_one_translator(qapp: QApplication) -> None:
    make_application()
    had = qapp.findChildren(VietnameseButtons)
    make_application()
    assert qapp.findChildren(VietnameseButtons) == had
    assert speak_vietnamese(qapp) in had


@pytest.mark.parametrize(
    "ending",
    [
        "pdf",
        "docx",
        "xlsx",
        "jpg",
        "png",
        "heic",
        "tif",
        "zip",
        "txt",
        "csv",
        "md",
        "yaml",
        "tdkt",
        "tdktdb",
        "rs",
    ],
)
def test_kinds_of_files_have_a_name(listener: Listener, ending: str) -> None:
    """The column of a file dialog; Qt knows some types in Vietnamese, the others are asked of the translator."""
    kind = QMimeDatabase().mimeTypeForFile(f"tep.{ending}", QMimeDatabase.MatchMode.MatchExtension)
    assert kind.comment()
    assert english([kind.comment()], "\t") == set()


def test_the_words_are_read_in_no_time() -> None:
    def read() -> float:
        start = time.perf_counter()
        assert VietnameseButtons().words
        return time.perf_counter() - start

    assert min(read() for _ in range(10)) < 0.002
