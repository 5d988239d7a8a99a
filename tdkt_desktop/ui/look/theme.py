"""Dresses the application: Fusion, a QPalette and one style sheet, all derived from the palette in use."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from string import Template

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.paths import resource
from tdkt_desktop.ui.look.icons import line_icon, mark_icon, ring_icon, sealed_icon
from tdkt_desktop.ui.look.palette import CONTRAST, DARK, LIGHT, Palette

UNIT = 8  # px at 100 %; everything is a half, one, two or three of it
TIGHT, GAP, PAGE = UNIT // 2, 2 * UNIT, 3 * UNIT
ROW_HEIGHT = 34
LINE_WIDTH = 760  # px: a line of 60-90 characters
TEXT_POINTS, LARGEST_POINTS, HINT_POINTS, HEADING_POINTS, TITLE_POINTS = 10.5, 11.0, 9.5, 12.0, 15.0
SYSTEM, LIGHT_NAME, DARK_NAME, CONTRAST_NAME = "system", "light", "dark", "contrast"
SCHEME_KEY, ZOOM_KEY = "view/scheme", "view/zoom"
ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_LENGTH = re.compile(r"(\d+)px")
PROOF_LETTERS = "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư"


class Theme(QObject):
    """The look in use. `changed` tells drawings to fetch their colours again."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.palette: Palette = LIGHT
        self._icons: dict[str, QIcon] = {}  # drawn once for the colours in use: a form asks for eight of them
        if (
            application.style().name() != "fusion"
        ):  # already so on most Linux systems, and making it again takes time
            application.setStyle("Fusion")
        self.zoom = _known_zoom(QSettings().value(ZOOM_KEY, 1.0))
        self._points = min(max(TEXT_POINTS, application.font().pointSizeF()), LARGEST_POINTS)
        self._set_size()
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._apply())
        self._apply()

    @property
    def scheme(self) -> str:
        """What the person chose: "light", "dark" or "system"."""
        return str(QSettings().value(SCHEME_KEY, SYSTEM))

    def choose(self, scheme: str) -> None:
        """Take and remember a choice of the View menu."""
        QSettings().setValue(SCHEME_KEY, scheme)
        self._apply()

    def px(self, length: int) -> int:
        """A length of the window's plan at the zoom in use."""
        return round(length * self.zoom)

    def set_zoom(self, zoom: float) -> None:
        """Take and remember a zoom of ZOOMS; other values become the nearest."""
        self.zoom = _known_zoom(zoom)
        QSettings().setValue(ZOOM_KEY, self.zoom)
        self._set_size()
        self._apply()

    def zoom_by(self, step: int) -> None:
        """The next larger (+1) or smaller (-1) zoom."""
        place = ZOOMS.index(self.zoom) + step
        self.set_zoom(ZOOMS[min(max(place, 0), len(ZOOMS) - 1)])

    def mend_font(self) -> None:
        """Make sure that Vietnamese letters are not borrowed from another font; after the first picture."""
        if not speaks_vietnamese(self._application.font()) and (family := _bundled_family()):
            self._application.setFont(QFont(family))
            self._set_size()

    def icon(self, name: str) -> QIcon:
        """A line icon in the accent colour."""
        if name not in self._icons:
            self._icons[name] = line_icon(name, self.palette.accent)
        return self._icons[name]

    def mark_icon(self, mark: Mark) -> QIcon:
        """The mark of a state."""
        key = f"mark/{mark}"
        if key not in self._icons:
            self._icons[key] = mark_icon(mark, self.palette)
        return self._icons[key]

    def ring_icon(self, mark: Mark, share: float) -> QIcon:
        """A progress ring, `share` of it settled, with the mark inside."""
        return ring_icon(mark, share, self.palette)

    def sealed_icon(self) -> QIcon:
        return sealed_icon(self.palette)

    def verbs(self) -> dict[str, Callable[[], object]]:
        """What the menu does with it, by the entry's key."""
        return {
            "zoom_in": partial(self.zoom_by, 1),
            "zoom_out": partial(self.zoom_by, -1),
            "zoom_reset": partial(self.set_zoom, 1.0),
            **{name: partial(self.choose, name) for name in (SYSTEM, LIGHT_NAME, DARK_NAME, CONTRAST_NAME)},
        }

    def _set_size(self) -> None:
        """The system's interface font, in a size that can be read."""
        font = self._application.font()
        font.setPointSizeF(self._points * self.zoom)
        self._application.setFont(font)

    def _apply(self) -> None:
        self.palette = CONTRAST if self.scheme == CONTRAST_NAME else DARK if self._wants_dark() else LIGHT
        self._icons.clear()
        self._application.setPalette(qt_palette(self.palette))
        self._application.setStyleSheet(style_sheet(self.palette, self.zoom))
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self.scheme == SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self.scheme == DARK_NAME


def _known_zoom(value: object) -> float:
    """The nearest zoom there is; settings are text on some systems, and anything in a broken file."""
    try:
        wanted = float(str(value))
    except ValueError:
        return 1.0
    return min(ZOOMS, key=lambda zoom: abs(zoom - wanted))


def speaks_vietnamese(font: QFont) -> bool:
    """Whether the family itself, not a fallback, has the Vietnamese letters."""
    raw = QRawFont.fromFont(font)
    return all(raw.supportsCharacter(ord(letter)) for letter in PROOF_LETTERS)


def _bundled_family() -> str:
    for file in sorted((resource("fonts")).glob("Arimo-*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    return "Arimo" if "Arimo" in QFontDatabase.families() else ""


def qt_palette(palette: Palette) -> QPalette:
    """The QPalette for what the style sheet does not reach (item views, selections, native-looking parts)."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in (
        (roles.Window, palette.window),
        (roles.WindowText, palette.text),
        (roles.Base, palette.surface),
        (roles.AlternateBase, palette.window),
        (roles.Text, palette.text),
        (roles.Button, palette.surface),
        (roles.ButtonText, palette.text),
        (roles.Highlight, palette.accent),
        (roles.HighlightedText, palette.on_accent),
        (roles.Link, palette.accent),
        (roles.PlaceholderText, palette.muted),
        (roles.ToolTipBase, palette.surface),
        (roles.ToolTipText, palette.text),
        (roles.Accent, palette.accent),
        (roles.Mid, palette.line),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.muted))
    return made


def style_sheet(palette: Palette, zoom: float = 1.0) -> str:
    """The one style sheet, filled with the palette's roles and the measures above, all lengths at the zoom."""
    template = resource("icons", "window.qss").read_text(encoding="utf-8")
    if zoom != 1.0:
        template = _LENGTH.sub(lambda found: f"{max(1, round(int(found[1]) * zoom))}px", template)
    return Template(template).substitute(
        {name: getattr(palette, name) for name in palette._fields},
        down=resource(
            "icons", f"down-{'white' if QColor(palette.text).lightness() > 127 else 'black'}.svg"
        ).as_posix(),
        tick=resource("icons", f"tick-{palette.tick}.svg").as_posix(),
        heading_points=HEADING_POINTS * zoom,
        hint_points=HINT_POINTS * zoom,
        title_points=TITLE_POINTS * zoom,
    )
