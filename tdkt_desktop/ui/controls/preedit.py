"""Text an input method is still composing ("tiê" on the way to "tiến") lies outside text(): here it is brought in.

Telex and VNI engines keep the word under the cursor as pre-edit text until it is committed. Qt asks the engine to
commit when the focus moves; where there is no engine to ask, or one that does not answer, the word would be lost.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from shiboken6 import isValid

LEAVING = frozenset({QEvent.Type.FocusAboutToChange, QEvent.Type.WindowDeactivate, QEvent.Type.Hide})


class Preedit(QObject):
    """Knows the word that is being composed, and commits it before the focus leaves it.

    It watches the focus object only, and follows it: a filter on the application would see every event of the
    program in Python, 5,600 before the first tab is ready, which took 25 ms.
    """

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._field: QObject | None = None
        self._text = ""
        application.focusObjectChanged.connect(self._follow)
        self._follow(application.focusObject())

    @property
    def text(self) -> str:
        """What is being composed now; blank when nothing is."""
        return self._text

    def commit(self) -> None:
        """Make what is being composed part of the field's text, exactly once."""
        method = QGuiApplication.inputMethod()
        method.commit()
        if self._text:
            self._force()
            method.reset()  # the engine forgets the word, or it would give it again later

    def eventFilter(self, field: QObject, event: QEvent) -> bool:  # Qt's name
        if isinstance(event, QInputMethodEvent):
            self._text = event.preeditString()
        elif event.type() in LEAVING and self._text:
            self.commit()
        return False

    def _force(self) -> None:
        """Deliver the composed text as an engine would; the filter sees it and the text is blank again."""
        field, text = self._field, self._text
        self._text = ""
        if field is not None and isValid(field):
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(field, event)

    def _follow(self, field: QObject | None) -> None:
        if field is self._field:
            return
        if self._text:
            self._force()  # the engine serves the new field already: asking it would put the word there
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = field
        if field is not None:
            field.installEventFilter(self)


def watch_preedit(application: QGuiApplication) -> Preedit:
    """The application's one watcher, made when first asked for."""
    return application.findChild(Preedit) or Preedit(application)


def commit_preedit() -> None:
    """Commit what is being composed in whatever field has the keyboard; before saving, printing, closing."""
    application = QGuiApplication.instance()
    if isinstance(application, QGuiApplication):
        watch_preedit(application).commit()
