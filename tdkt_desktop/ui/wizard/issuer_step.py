"""Step 1: who issues, how it is laid out, who signs and receives; the notice's first page beside it as it will be printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tdkt_desktop.domain.campaign import Campaign
from tdkt_desktop.ui.controls.background import Background
from tdkt_desktop.ui.controls.fields import GrowingText, card, label, labelled, show_problem
from tdkt_desktop.ui.controls.in_sight import keep_in_sight
from tdkt_desktop.ui.controls.messages import log_error
from tdkt_desktop.ui.look.theme import GAP, Theme
from tdkt_desktop.ui.office.letterhead_dialog import StyleChoice
from tdkt_desktop.ui.papers.page_scroll import PageScroll
from tdkt_desktop.ui.wizard.draft_fields import DraftLine, DraftText
from tdkt_desktop.ui.wizard.keeper import DraftKeeper
from tdkt_desktop.ui.wizard.step_page import StepPage, scrolling
from tdkt_desktop.workflows.campaign.letterhead_fields import FIRST, GROUPS, as_typed, read_typed
from tdkt_desktop.workflows.new_campaign.campaign_draft import Draft

HINT = "Lấy sẵn theo đợt trước trên máy này nếu có. Mục chưa biết thì để trống, ghi sau cũng được."
WAIT_MS = 500
ROOM_FOR_PREVIEW = 900  # px at 100 %: below that the form takes all of it


class IssuerStep(StepPage):
    """`preview(draft)` gives the notice as PDF."""

    def __init__(
        self,
        keeper: DraftKeeper,
        theme: Theme,
        styles: Mapping[str, str],
        preview: Callable[[Draft], bytes],
    ) -> None:
        super().__init__(keeper, "Cơ quan và thể thức", HINT)
        self._theme, self._preview = theme, preview
        self._background = Background(self)
        self.fields: dict[str, DraftLine | DraftText] = {}
        self.problem = label("", "problem")
        self.problem.hide()
        self.style_choice = StyleChoice(styles)
        self.style_choice.activated.connect(self._styled)
        self.pages = PageScroll()
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self._renew)
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(scrolling(self._form(), "Cơ quan, người ký, nơi nhận"), 5)
        line.addWidget(self.pages, 4)
        self.box.addLayout(line, 1)
        self.refresh()

    def refresh(self) -> None:
        campaign = _shell(self.keeper.draft)
        for key, field in self.fields.items():
            field.load(self.keeper.draft.province if key == "province" else as_typed(campaign, key))
        self.style_choice.setCurrentIndex(max(0, self.style_choice.findData(campaign.issuer.page_style)))
        self._judge()
        self._wait.start()

    def close_work(self) -> None:
        """No more previews, and none under way."""
        self._wait.stop()
        self._background.close()

    def resizeEvent(self, event: QResizeEvent) -> None:  # Qt's name
        super().resizeEvent(event)
        self.pages.setVisible(self.width() >= self._theme.px(ROOM_FOR_PREVIEW))

    def _form(self) -> QWidget:
        page = QWidget()
        page.setProperty("role", "page")
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, GAP, 0)
        box.setSpacing(GAP)
        for title, entries in GROUPS[:-1]:
            frame, inside = card()
            inside.addWidget(label(title, "heading"))
            if not self.fields:
                self._add(
                    inside,
                    "province",
                    "Tên tỉnh, bộ, ngành",
                    several=False,
                    hint="Ví dụ tên tỉnh",
                    group=title,
                )
            for key, name, several, hint in entries:
                self._add(inside, key, name, several=several, hint=hint, group=title)
                if key == FIRST:
                    inside.addWidget(self.problem)
            box.addWidget(frame)
        frame, inside = card()
        inside.addWidget(label("Trình bày", "heading"))
        inside.addLayout(labelled("Kiểu trang và cỡ chữ", self.style_choice))
        box.addWidget(frame)
        box.addStretch(1)
        self.first = self.fields["province"]
        keep_in_sight(page)
        return page

    def _add(self, box: QVBoxLayout, key: str, name: str, *, several: bool, hint: str, group: str) -> None:
        field: DraftLine | DraftText
        if several:
            field = DraftText(f"{group}: {name}", lines=1, placeholder=hint)
            field.text_edited.connect(lambda _: self._typed(key))
        else:
            field = DraftLine(f"{group}: {name}", hint)
            field.textChanged.connect(lambda _: self._typed(key))
        self.fields[key] = field
        box.addLayout(labelled(name, field))

    def _typed(self, key: str) -> None:
        field, draft = self.fields[key], self.keeper.draft
        text = field.toPlainText() if isinstance(field, GrowingText) else field.text()
        if key == "province":
            self.keeper.type(replace(draft, province=text))
        elif key == FIRST:  # kept as typed: what is wrong with it is said, not thrown away
            self.keeper.type(replace(draft, issuer=replace(draft.issuer, minutes_first=text.strip())))
        elif as_typed(_shell(draft), key) != text:
            issuer = read_typed(_shell(draft), {key: text})[0].issuer
            self.keeper.type(replace(draft, issuer=issuer))
        self._judge()
        self._wait.start()

    def _judge(self) -> None:
        field = self.fields[FIRST]
        _, wrong = read_typed(_shell(self.keeper.draft), {FIRST: self.keeper.draft.issuer.minutes_first})
        if isinstance(field, DraftLine):
            show_problem(field, self.problem, wrong.get(FIRST, ""))

    def _styled(self, _: int) -> None:
        issuer = replace(self.keeper.draft.issuer, page_style=str(self.style_choice.currentData()))
        self.keeper.type(replace(self.keeper.draft, issuer=issuer))
        self._wait.start()

    def _renew(self) -> None:
        if self.pages.isVisible():
            draft, preview = self.keeper.draft, self._preview
            self._background.run("", lambda: preview(draft), self._show_pages, log_error)

    def _show_pages(self, pdf: bytes) -> None:
        if not isValid(self):
            return
        from tdkt_desktop.workflows.writing.paper_pages import PdfPages

        with PdfPages(pdf) as pages:
            self.pages.show_pages(pdf, pages.sizes)


def _shell(draft: Draft) -> Campaign:
    """A campaign with nothing but the issuer, which the letterhead's fields are about."""
    return Campaign(id="", title="", year=0, issuer=draft.issuer)
