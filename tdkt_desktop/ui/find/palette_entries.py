"""What the command palette offers, made from the menus, the units and the checklist."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from tdkt_desktop.domain.campaign import Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.completeness import is_asked
from tdkt_desktop.domain.inspection import Inspection
from tdkt_desktop.domain.sealing import ASSESSMENT, VISIT
from tdkt_desktop.ui.find.command_palette import ACTION, CONTENT, QUESTION, UNIT_KIND, PaletteEntry

Go = Callable[[str], object]


def action_entries(bar: QMenuBar, without: Collection[QAction] = ()) -> list[PaletteEntry]:
    """The actions of a menu bar that can be used now, submenus included."""
    found: list[PaletteEntry] = []
    for action in bar.actions():
        if isinstance(menu := action.menu(), QMenu):
            found += _menu_entries(menu, _bare(action.text()), without)
    return found


def unit_entries(units: Iterable[Unit], go: Go) -> list[PaletteEntry]:
    """The units; `go(unit code)`."""
    return [
        PaletteEntry(UNIT_KIND, f"{unit.number:02d} {unit.short}", unit.official, "", partial(go, unit.code))
        for unit in units
    ]


def checklist_entries(
    checklist: Checklist,
    inspection: Inspection,
    go_step: Go,
    go_question: Go,
    numbers: Mapping[str, str] | None = None,
) -> list[PaletteEntry]:
    """The steps of the unit that is open, and the questions it is asked; `go_step(step)`, `go_question(code)`.

    `numbers` are the questions' numbers on paper by their codes ("7.5"), which can then be typed as well.
    """
    steps = [(VISIT, "Thông tin buổi kiểm tra", "")]
    questions = []
    for number, criterion in enumerate(checklist.criteria, start=1):
        name = f"{number}. {criterion.name}"
        steps.append((criterion.code, name, criterion.title if criterion.title != criterion.name else ""))
        questions += [
            PaletteEntry(
                QUESTION,
                f"{(numbers or {}).get(question.code, '')} {question.ask}".strip(),
                name,
                "",
                partial(go_question, question.code),
            )
            for question in criterion.questions
            if is_asked(question, inspection)
        ]
    steps.append((ASSESSMENT, "Nhận xét, kết luận", ""))
    return [
        *(PaletteEntry(CONTENT, title, detail, "", partial(go_step, key)) for key, title, detail in steps),
        *questions,
    ]


def _menu_entries(menu: QMenu, title: str, without: Collection[QAction]) -> list[PaletteEntry]:
    found: list[PaletteEntry] = []
    for action in menu.actions():
        if isinstance(inner := action.menu(), QMenu):
            found += _menu_entries(inner, _bare(action.text()), without)
        elif action.isEnabled() and action.isVisible() and not action.isSeparator() and action not in without:
            found.append(PaletteEntry(ACTION, _bare(action.text()), title, _keys(action), action.trigger))
    return found


def _bare(text: str) -> str:
    """The text of a menu without its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _keys(action: QAction) -> str:
    """The shortcut with the names that stand on the keys."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
    return keys.replace("Return", "Enter").replace("PgDown", "PageDown").replace("PgUp", "PageUp")
