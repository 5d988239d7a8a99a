"""One editor class per question kind; `make_editor` finds the one a question needs."""

from __future__ import annotations

from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.kinds import ITEM_KINDS, Kind
from tdkt_desktop.ui.editors.base import Editor
from tdkt_desktop.ui.editors.date import DateEditor
from tdkt_desktop.ui.editors.document import DocumentEditor
from tdkt_desktop.ui.editors.figures import CountEditor, MoneyEditor, NumberEditor, PercentEditor
from tdkt_desktop.ui.editors.items import IconMaker, ItemsEditor
from tdkt_desktop.ui.editors.picks import ChoiceEditor, YesNoEditor
from tdkt_desktop.ui.editors.text import TextEditor

EDITORS: dict[Kind, type[Editor]] = {
    Kind.YES_NO: YesNoEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.COUNT: CountEditor,
    Kind.NUMBER: NumberEditor,
    Kind.PERCENT: PercentEditor,
    Kind.MONEY: MoneyEditor,
    Kind.DATE: DateEditor,
    Kind.TEXT: TextEditor,
    Kind.DOCUMENT: DocumentEditor,
}


def make_editor(question: Question, icon: IconMaker) -> Editor:
    """The editor for a question's kind; `icon` makes tinted line icons by name."""
    if question.kind in ITEM_KINDS:
        return ItemsEditor(question, icon)
    return EDITORS[question.kind](question)
