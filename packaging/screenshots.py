"""Makes every picture of the README and of the help, always the same way: python packaging/screenshots.py [folder].

It needs no screen and touches no campaign of this machine. Another picture is another line of PICTURES: its file
name, what to show (any widget, or a picture already made), and how much of it from the top.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, TypeVar

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import guide_pictures
from PIL import Image
from PySide6.QtCore import QBuffer, QEventLoop, QPoint, QSettings, QTimer
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QLineEdit, QWidget

from tdkt_desktop.domain.draft.tree import Node, Part
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.reading_answers import read_answers
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.exchange.plain_files import read_plain
from tdkt_desktop.paths import resource
from tdkt_desktop.ui.campaign.campaign_view import CampaignView
from tdkt_desktop.ui.campaign.start_page import CampaignButton
from tdkt_desktop.ui.checklist_editor.opening import open_checklist_editor
from tdkt_desktop.ui.checks.checks_view import ChecksView
from tdkt_desktop.ui.desk.desk import Desk
from tdkt_desktop.ui.desk.tab_keys import CHECKS, MERGE, NOTICE, OVERVIEW
from tdkt_desktop.ui.find.search_panel import SearchPanel
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.office.merge_view import MergeView
from tdkt_desktop.ui.overview.charts_dialog import show_charts
from tdkt_desktop.ui.papers.minutes_preview import MinutesPreview
from tdkt_desktop.ui.papers.paper_view import PaperView
from tdkt_desktop.ui.run import make_application
from tdkt_desktop.ui.unit.criterion_form import CriterionForm
from tdkt_desktop.ui.unit.question_row import QuestionRow
from tdkt_desktop.ui.unit.unit_tab import UnitTab
from tdkt_desktop.ui.window import MainWindow
from tdkt_desktop.ui.wizard.wizard_page import WizardPage
from tdkt_desktop.ui.workbench.notice_tab import NoticeTab
from tdkt_desktop.ui.workbench.workbench import Workbench
from tdkt_desktop.workflows.campaign.campaigns import create_sample, open_campaign, sample_folder
from tdkt_desktop.workflows.checklist.checklist_library import own_copy
from tdkt_desktop.workflows.checklist.checklists import checklist_named
from tdkt_desktop.workflows.merge.packages import export_team, issue_plans, receive_plan
from tdkt_desktop.workflows.new_campaign.campaign_draft import ListReading
from tdkt_desktop.workflows.new_campaign.draft_lists import read_list_pasted
from tdkt_desktop.workflows.search.search import SearchIndex

SCREEN, README = (1366, 768), (1440, 900)
COLOURS, LARGEST = 128, 150_000  # of a picture: what a screen needs, and bytes that a page may weigh
MOMENT = datetime(2019, 8, 27, 10, 42, 7).astimezone()
ROOM = 16  # px around a part of a form
T = TypeVar("T")
LISTED = """TT\tTên đơn vị\tNgày kiểm tra\tĐoàn
I. Cụm thi đua số 1
1\tĐơn vị 01\t01/9/2026\tĐoàn số 1
2\tĐơn vị 02\t02/9/26\tĐoàn số 1
3\tĐơn vị 03\t31/9/2026\tĐoàn số 2
4\t§¬n vÞ tr\u00adëng côm sè 04\t04/9/2026\tĐoàn số 2
"""
DISK_FULL = "ổ đĩa đã đầy. Nội dung vẫn được giữ trên màn hình và sẽ được ghi lại."


class Stage:
    """The window with the filled sample, brought to a place; every method gives what is to be seen there."""

    def __init__(self, theme: Theme, home: Path) -> None:
        self.home, self.theme = home, theme
        self.window = MainWindow(theme)
        self.window.show()

    def start(self) -> QWidget:
        """The first page, with the sample as the one campaign of this machine."""
        self.window.close_campaign()
        for file in self.home.glob("*.tdktdb"):
            os.utime(file, (MOMENT.timestamp(), MOMENT.timestamp()))
        self.size(900, 520)
        self.window.stack.setCurrentWidget(self.window.start)
        self.window.load_cards()
        _until(lambda: bool(self.window.start.findChildren(CampaignButton)))
        return self.window

    def setting_up(self) -> QWidget:
        """The wizard while a pasted list is being read."""
        self.window.close_campaign()
        self.window.wizard.begin()
        page = _known(WizardPage, self.window.wizard.page)
        reading = _known(ListReading, read_list_pasted(LISTED))
        page.keeper.act(replace(page.keeper.draft, year="2026", plan_number="19/KH", reading=reading))
        page.go("units")
        _pause(300)
        return self.window

    def tab(self, key: str) -> QWidget:
        """A tab by its key, or the unit with this number."""
        view = _known(CampaignView, self.window.view)
        view.show_tab(self._code(key) if key.isdigit() else key)
        return _known(QWidget, view.built(view.key))

    def step(self, unit: int, step: str | int) -> UnitTab:
        """A unit's tab at a step or at the criterion with this number."""
        tab = _known(UnitTab, self.tab(str(unit)))
        tab.show_step(step if isinstance(step, str) else tab.sheet.checklist.criteria[step - 1].code)
        return tab

    def form(self, unit: int, step: str | int, height: int = 0) -> QPixmap:
        """The form alone, without the map and the panel, and no cursor in it."""
        form = _known(QWidget, self.step(unit, step).form)
        self.window.setFocus()
        guide_pictures.wait_until_still(form)
        return self._framed(form, self.theme.palette.window, height or form.height())

    def size(self, width: int, height: int) -> Stage:
        """Another size of the window than the usual one."""
        self.window.resize(width, height)
        return self

    def unclear_money(self) -> QPixmap:
        """A money question in which "1.29 tỷ" was typed."""
        rows = self._rows(1, self._criterion_with(Kind.MONEY))
        row = next(row for row in rows if row.question.kind is Kind.MONEY and row.isVisible())
        field = _known(QLineEdit, row.editor.focusProxy())
        field.setFocus()
        field.setText("1.29 tỷ")
        field.textEdited.emit(field.text())
        field.editingFinished.emit()
        _pause(100)
        return self._framed(row, self.theme.palette.surface, row.height())

    def state_menu(self) -> QPixmap:
        """A question with the menu of its state open."""
        row = self._rows(1, 1)[0]
        menu, state = row.state.menu(), row.state
        menu.popup(state.mapToGlobal(QPoint(0, state.height())))
        _pause(100)
        corner = state.mapTo(row, QPoint(state.width() - menu.width(), state.height()))
        made = self._framed(row, self.theme.palette.surface, corner.y() + menu.height())
        painter = QPainter(made)
        painter.drawPixmap(corner + QPoint(ROOM, ROOM), menu.grab())
        painter.end()
        menu.close()
        return made

    def status_lines(self) -> QPixmap:
        """The line at the bottom in its three moods, one below the other."""
        self.step(1, 1)
        status, lines = self.window.status, []
        for say in (
            status.say_saving,
            lambda: status.say_saved(MOMENT),
            lambda: status.say_failed(DISK_FULL),
        ):
            say()
            lines.append(status.grab())
        made = QPixmap(lines[0].width(), sum(line.height() + 6 for line in lines) - 6)
        made.fill(QColor(self.theme.palette.surface))
        painter = QPainter(made)
        for number, line in enumerate(lines):
            painter.drawPixmap(0, number * (line.height() + 6), line)
        painter.end()
        return made

    def preview(self) -> QWidget:
        """The minutes of the sixth unit as they will be printed."""
        made = MinutesPreview(_known(Desk, self.window.desk), self._code("6"), self.window)
        made.resize(960, 800)
        made.show()
        self._paper(made.view)
        return made

    def merging(self) -> QWidget:
        """An office that has the plan only, with the files of two teams chosen."""
        office = open_campaign(create_sample(self.home / "van-phong.tdktdb", filled=False))
        results = [self._team_day(plan) for plan in issue_plans(office, self.home)[:2]]
        self.window.show_campaign(office)
        view = _known(MergeView, self.tab(MERGE))
        view.take_files(results)
        _until(view.choose.isEnabled)
        return view

    def _team_day(self, plan: Path) -> Path:
        """A team receives its plan, records what the sample says of its units, and sends its file."""
        file = sample_folder() / "answers.yaml"
        with open_campaign(receive_plan(plan, plan.with_suffix(".tdktdb"))) as session:
            changes = read_answers(read_plain(file), file.name, session.campaign, session.checklist)
            own = {unit.code for unit in session.units}
            session.save([change for change in changes if change.subject.split("/")[1] in own])
            return export_team(session, session.team, self.home)

    def notice(self) -> QWidget:
        """The pages of the notice of the filled sample."""
        view = _known(NoticeTab, self.tab(NOTICE)).show_paper()
        self._paper(view)
        return view

    def charts(self) -> QWidget:
        """The charts of the filled sample."""
        window = self.window
        made = show_charts(_known(Desk, window.desk), self.theme, window)
        made.resize(1000, 760)
        return made

    def checks(self) -> QWidget:
        """What the checks found in the filled sample."""
        view = _known(ChecksView, self.tab(CHECKS))
        _until(lambda: view.pane.current is not None)
        view.pane.list.step(2)
        return view

    def notice_text(self) -> QWidget:
        """The workbench of the notice: a section with the cursor at a figure that some units do not meet."""
        tab = _known(NoticeTab, self.tab(NOTICE))
        bench = _known(Workbench, tab.workbench)
        tab.show_text()
        bench.show_section("I.7")
        cursor = bench.page.editor.textCursor()
        cursor.setPosition(len("Có 05/06"))
        bench.page.editor.setTextCursor(cursor)
        _pause(200)
        return bench

    def checklist(self) -> QWidget:
        """The checklist editor at a clause of a sentence, with the sentence below."""
        own = own_copy(checklist_named("lang-son-2019"), "Phiếu kiểm tra của tỉnh năm 2026")
        made = open_checklist_editor(self.window, self.theme, own)
        made.resize(1024, 690)
        made.outline.go_to(Node(Part.COUNT, "I.1", 0, 0))
        return made

    def searching(self, words: str) -> QWidget:
        """What is found of some words in everything that was recorded."""
        session = _known(Desk, self.window.desk).session
        index = SearchIndex(session.campaign, session.checklist, session.record, session.units)
        made = SearchPanel(index.find, self.theme, self.window)
        made.ask()
        made.field.setText(words)
        made.search()
        return made

    def open_sample(self) -> None:
        """Begin with the filled sample."""
        self.window.show_campaign(open_campaign(create_sample(self.home / "mau-2019.tdktdb")))

    def _rows(self, unit: int, criterion: int) -> list[QuestionRow]:
        form = _known(CriterionForm, self.step(unit, criterion).form)
        _pause(100)
        return list(form.rows.values())

    def _code(self, number: str) -> str:
        return _known(Desk, self.window.desk).units[int(number) - 1].code

    def _criterion_with(self, kind: Kind) -> int:
        """The number of the first criterion with a question of a kind that is always asked."""
        criteria = _known(Desk, self.window.desk).session.checklist.criteria
        asks = [any(q.kind is kind and q.when is None for q in criterion.questions) for criterion in criteria]
        return asks.index(True) + 1

    def _framed(self, shown: QWidget, colour: str, height: int) -> QPixmap:
        """A part of a form, down to a height, on the colour that lies behind it and with room around it."""
        made = QPixmap(shown.width() + 2 * ROOM, height + 2 * ROOM)
        made.fill(QColor(colour))
        shown.render(made, QPoint(ROOM, ROOM), QRegion(), QWidget.RenderFlag.DrawChildren)
        return made

    def _paper(self, view: PaperView) -> None:
        """Wait until a paper is made and its first pages are drawn."""
        _until(lambda: view.pages.count > 0)
        _pause(500)


class Picture(NamedTuple):
    """A file name, what to show, how many pixels of it from the top (0: all), and the scheme."""

    name: str
    show: Callable[[Stage], QWidget | QPixmap]
    height: int = 0
    scheme: str = "light"


PICTURES = (
    Picture("unit-tab", lambda stage: stage.size(*README).step(2, 7).window()),
    Picture("unit-tab-dark", lambda stage: stage.size(*README).step(2, 7).window(), scheme="dark"),
    Picture("overview", lambda stage: stage.size(*README).tab(OVERVIEW).window()),
    Picture("tong-quan", lambda stage: stage.size(1024, 900).tab(OVERVIEW), 776),
    Picture("bieu-do", lambda stage: stage.charts(), 690),
    Picture("thong-tin-buoi-kiem-tra", lambda stage: stage.form(1, VISIT, 590)),
    Picture("noi-dung", lambda stage: stage.form(2, 7, 455)),
    Picture("so-tien-chua-ro", lambda stage: stage.unclear_money()),
    Picture("tinh-trang-cau-hoi", lambda stage: stage.state_menu()),
    Picture("nhan-xet-ket-luan", lambda stage: stage.form(2, ASSESSMENT)),
    Picture("con-thieu-gi", lambda stage: stage.size(1366, 600).step(3, 2).panel),
    Picture("tim-kiem", lambda stage: stage.searching("nong thon moi"), 230),
    Picture("dong-trang-thai", lambda stage: stage.size(1024, 700).status_lines()),
    Picture("xem-truoc-bien-ban", lambda stage: stage.preview(), 470),
    Picture("ra-soat", lambda stage: stage.size(1024, 640).checks(), 500),
    Picture("soan-thong-bao", guide_pictures.notice_text),
    Picture("soan-phieu-kiem-tra", lambda stage: stage.checklist()),
    Picture("thong-bao", lambda stage: stage.size(1024, 760).notice(), 470),
    Picture("the-don-vi", guide_pictures.unit_tab),
    Picture("chot-bien-ban", guide_pictures.sealing),
    Picture("xuat-tep", guide_pictures.exported),
    Picture("nguoi-ky", guide_pictures.letterhead),
    Picture("khoi-phuc", guide_pictures.restoring),
    Picture("trang-dau", lambda stage: stage.start(), 300),
    Picture("lap-dot-moi", lambda stage: stage.size(1024, 640).setting_up(), 600),
    Picture("gop-tep", lambda stage: stage.size(1024, 560).merging(), 300),
    Picture("tep-hong", lambda stage: guide_pictures.damaged(stage.size(1024, 560)), 250),
    Picture("khac-nhau", guide_pictures.differing),
)


def main(folder: Path) -> int:
    """Write every picture into a folder. Returns 1 when one weighs too much, else 0."""
    folder.mkdir(parents=True, exist_ok=True)
    heavy = []
    with tempfile.TemporaryDirectory() as home:
        os.environ["TDKT_DATA_DIR"] = home
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, home)
        application, theme = make_application()
        for file in sorted(resource("fonts").glob("Arimo-*.ttf")):  # the same letters on every machine
            QFontDatabase.addApplicationFont(str(file))
        application.setFont(QFont("Arimo", 11))
        application.setCursorFlashTime(0)  # a cursor that is sometimes there makes two pictures of one
        guide_pictures.still_world(Path(home))
        stage = Stage(theme, Path(home))
        stage.open_sample()
        for picture in PICTURES:
            file = folder / f"{picture.name}.png"
            _take(stage, picture, file)
            sys.stdout.write(f"{file.name:32} {file.stat().st_size // 1000:4} kB\n")
            heavy += [file.name] if file.stat().st_size > LARGEST else []
        stage.window.close()
    if heavy:
        sys.stdout.write(f"Over {LARGEST // 1000} kB: {', '.join(heavy)}\n")
    return 1 if heavy else 0


def _take(stage: Stage, picture: Picture, file: Path) -> None:
    stage.theme.choose(picture.scheme)
    stage.size(*SCREEN)
    shown = picture.show(stage)
    if isinstance(shown, QPixmap):
        made = shown
    else:
        made = guide_pictures.at_rest(shown, picture.height)
        if shown.isWindow() and shown is not stage.window:
            shown.close()
    _save(made, file)


def _save(made: QPixmap, file: Path) -> None:
    """As a PNG with few colours: a screen has few, and the file is a third as large."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    made.save(buffer, "PNG")
    with Image.open(BytesIO(bytes(buffer.data().data()))) as picture:
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(file, optimize=True)


def _known(kind: type[T], thing: object) -> T:
    """The thing as what it must be, or an error that says what was found instead."""
    if not isinstance(thing, kind):
        raise TypeError(f"a {kind.__name__} was expected, not {thing!r}")
    return thing


def _until(ready: Callable[[], bool]) -> None:
    """Wait for long work to end."""
    for _ in range(300):
        _pause(50)
        if ready():
            return
    raise TimeoutError("the work behind a picture did not end in fifteen seconds")


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    chosen = sys.argv[1:]
    sys.exit(main(Path(chosen[0]) if chosen else Path(__file__).parents[1] / "resources" / "help" / "images"))
