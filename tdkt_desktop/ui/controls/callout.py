"""A note beside something in the window, with a frame around the thing; the window goes on working underneath."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMarginsF, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from tdkt_desktop.ui.controls.beside import Side, put_beside
from tdkt_desktop.ui.controls.fields import button, label
from tdkt_desktop.ui.controls.flow_layout import FlowLayout
from tdkt_desktop.ui.look.theme import GAP, TIGHT, UNIT, Theme

WIDTH = 360  # px at 100 %
POINTER = 10  # px from the note's edge to the tip of its pointer
EDGE, ROUND = 2, 8
KEYS = "F6: sang phiếu và trở lại · Esc: thoát"
LARGEST_SHARE = 0.3  # of the window's height: of a taller thing the upper part is framed and explained


class Ring(QWidget):
    """A frame around a thing; the mouse goes through it."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:  # Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.palette.accent), EDGE + 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), ROUND / 2, ROUND / 2)


class Callout(QFrame):
    """Signals for its three buttons. It takes the keyboard only when it is asked to (`take_keyboard`)."""

    onward = Signal()
    back = Signal()
    left = Signal()

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme, self._side, self._tip = theme, Side.BELOW, QPoint()
        self.thing = QRect()  # what is explained, as framed now
        self.title, self.words, self.count = label("", "heading"), label("", "question"), label("", "hint")
        self.next, self.previous, self.skip = (
            button("Tiếp", "primary"),
            button("Quay lại"),
            button("Bỏ qua", "flat"),
        )
        self.ring = Ring(window, theme)
        box = QVBoxLayout(self)
        box.setSpacing(UNIT)
        for part in (self.count, self.title, self.words):
            box.addWidget(part)
        row = FlowLayout(spacing=UNIT)
        for one, signal in ((self.next, self.onward), (self.previous, self.back), (self.skip, self.left)):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where the person types
            one.clicked.connect(signal)
            row.addWidget(one)
        box.addLayout(row)
        theme.changed.connect(self.update)

    def show_step(self, number: int, count: int, title: str, words: str) -> None:
        """Show a step; the caller places it."""
        self.count.setText(f"Bước {number} trên {count} · {KEYS}")
        self.title.setText(title)
        self.words.setText(words)
        last = number == count
        self.next.setText("Xong" if last else "Tiếp")
        self.next.setAccessibleName("Xong" if last else "Tiếp")
        self.previous.setVisible(number > 1)
        self.skip.setVisible(not last)
        self.setAccessibleName(f"Làm quen, bước {number} trên {count}: {title}")
        self.setAccessibleDescription(words)
        self.next.setAccessibleDescription(f"Bước {number} trên {count}. {title}. {words}")

    def announce(self) -> None:
        """Say the step to a screen reader; the keyboard stays where it is."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.next.accessibleDescription()))

    def take_keyboard(self, where: QWidget | None = None) -> None:
        """To a button that had it before, while it is there; else to the one that leads on."""
        at = where if where in (self.previous, self.skip) and not where.isHidden() else self.next
        at.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_keyboard(self) -> bool:
        focus: QWidget | None = self.window().focusWidget()  # Qt may give none, whatever the stub says
        return focus is not None and self.isAncestorOf(focus)

    def place(self, thing: QRect, room: QRect) -> bool:
        """Stand beside a thing inside the room; of a tall thing beside its upper part. False where there is no room."""
        whole = self.window().rect()
        tallest = round(room.height() * LARGEST_SHARE)
        for part in (
            thing,
            thing.intersected(QRect(thing.topLeft(), QPoint(thing.right(), thing.top() + tallest))),
        ):
            ring = part.adjusted(-TIGHT, -TIGHT, TIGHT, TIGHT).intersected(whole)
            spot = put_beside(ring, room, self._theme.px(WIDTH), self._height, TIGHT)
            if spot is not None:
                self.thing, self._side = part, spot.side
                self._set_margins(spot.side)
                self.ring.setGeometry(ring)
                self.setGeometry(spot.rect)
                self._tip = self.mapFromParent(ring.center())
                for one in (self.ring, self):
                    one.show()
                    one.raise_()
                self.update()
                return True
        self.hide_away()
        return False

    def hide_away(self) -> None:
        """Out of the way while what it explains is not on the screen."""
        self.hide()
        self.ring.hide()

    def remove(self) -> None:
        for one in (self.ring, self):
            one.hide()
            one.deleteLater()

    def focusNextPrevChild(self, onward: bool) -> bool:  # Qt's name
        """Tab goes round the buttons; F6 leads out."""
        shown = [one for one in (self.next, self.previous, self.skip) if one.isVisibleTo(self)]
        focus = self.window().focusWidget()
        at = next((place for place, one in enumerate(shown) if one is focus), -1)
        shown[(at + (1 if onward else -1)) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # Qt's name
        """Enter presses the button that has the keyboard."""
        focus = self.window().focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # Qt's name
        palette, painter = self._theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).marginsRemoved(_pointer_room(self._side)).adjusted(1, 1, -1, -1)
        path = QPainterPath()
        path.addRoundedRect(body, ROUND, ROUND)
        pointer = QPainterPath()
        pointer.addPolygon(self._pointer(body))
        painter.setPen(QPen(QColor(palette.accent), EDGE))
        painter.setBrush(QColor(palette.surface))
        painter.drawPath(path.united(pointer))

    def _pointer(self, body: QRectF) -> QPolygonF:
        """A triangle towards the thing, from the body's edge to the edge of the note."""
        across = min(max(self._tip.x(), body.left() + 3 * POINTER), body.right() - 3 * POINTER)
        down = min(max(self._tip.y(), body.top() + 3 * POINTER), body.bottom() - 3 * POINTER)
        match self._side:
            case Side.BELOW | Side.ABOVE:
                base = body.top() + 1 if self._side is Side.BELOW else body.bottom() - 1
                tip = 1.0 if self._side is Side.BELOW else self.height() - 1.0
                points = [(across - POINTER, base), (across, tip), (across + POINTER, base)]
            case _:
                base = body.left() + 1 if self._side is Side.RIGHT else body.right() - 1
                tip = 1.0 if self._side is Side.RIGHT else self.width() - 1.0
                points = [(base, down - POINTER), (tip, down), (base, down + POINTER)]
        made = QPolygonF([QPointF(x, y) for x, y in points])
        made.append(made.at(0))
        return made

    def _height(self, width: int, side: Side) -> int:
        self._set_margins(side)
        layout = self.layout()
        assert layout is not None  # noqa: S101 - made with the note
        return max(layout.heightForWidth(width), layout.minimumSize().height())

    def _set_margins(self, side: Side) -> None:
        room = _pointer_room(side)
        self.setContentsMargins(0, 0, 0, 0)
        layout = self.layout()
        assert layout is not None  # noqa: S101 - made with the note
        layout.setContentsMargins(
            GAP + int(room.left()), GAP + int(room.top()), GAP + int(room.right()), GAP + int(room.bottom())
        )


def _pointer_room(side: Side) -> QMarginsF:
    """The room that the pointer takes: towards the thing."""
    return QMarginsF(
        POINTER if side is Side.RIGHT else 0,
        POINTER if side is Side.BELOW else 0,
        POINTER if side is Side.LEFT else 0,
        POINTER if side is Side.ABOVE else 0,
    )
