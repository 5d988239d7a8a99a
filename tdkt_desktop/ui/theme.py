"""Dresses the application: Fusion, a QPalette and one style sheet, all derived from the palette in use."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

from tdkt_desktop.domain.marks import Mark
from tdkt_desktop.paths import resource
from tdkt_desktop.ui.icons import line_icon, mark_icon
from tdkt_desktop.ui.palette import DARK, LIGHT, Palette

UNIT = 8  # px at 100 %; everything is a half, one, two or three of it
TIGHT, GAP, PAGE = UNIT // 2, 2 * UNIT, 3 * UNIT
ROW_HEIGHT = 34
LINE_WIDTH = 760  # px: a line of 60-90 characters
TEXT_POINTS, LARGEST_POINTS, HINT_POINTS, TITLE_POINTS = 10.5, 11.0, 9.5, 15.0
SYSTEM, LIGHT_NAME, DARK_NAME = "system", "light", "dark"
SCHEME_KEY = "view/scheme"
PROOF_LETTERS = "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư"


class Theme(QObject):
    """The look in use. `changed` tells drawings to fetch their colours again."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.palette: Palette = LIGHT
        if (
            application.style().name() != "fusion"
        ):  # already so on most Linux systems, and making it again takes time
            application.setStyle("Fusion")
        _set_size(application)
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

    def mend_font(self) -> None:
        """Make sure that Vietnamese letters are not borrowed from another font; after the first picture."""
        _mend_font(self._application)

    def icon(self, name: str) -> QIcon:
        """A line icon in the accent colour."""
        return line_icon(name, self.palette.accent)

    def mark_icon(self, mark: Mark) -> QIcon:
        """The mark of a state."""
        return mark_icon(mark, self.palette)

    def _apply(self) -> None:
        self.palette = DARK if self._wants_dark() else LIGHT
        self._application.setPalette(qt_palette(self.palette))
        self._application.setStyleSheet(style_sheet(self.palette))
        self.changed.emit()

    def _wants_dark(self) -> bool:
        if self.scheme == SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self.scheme == DARK_NAME


def _set_size(application: QApplication) -> None:
    """The system's interface font, in a size that can be read."""
    font = application.font()
    font.setPointSizeF(min(max(TEXT_POINTS, font.pointSizeF()), LARGEST_POINTS))
    application.setFont(font)


def _mend_font(application: QApplication) -> None:
    """The bundled font where the system's lacks Vietnamese letters; looked at after the first picture."""
    if not speaks_vietnamese(application.font()) and (family := _bundled_family()):
        application.setFont(QFont(family))
        _set_size(application)


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


def style_sheet(palette: Palette) -> str:
    """The one style sheet, filled with the palette's roles and the measures above."""
    template = resource("icons", "window.qss").read_text(encoding="utf-8")
    return Template(template).substitute(
        {name: getattr(palette, name) for name in palette._fields},
        text_points=TEXT_POINTS,
        hint_points=HINT_POINTS,
        title_points=TITLE_POINTS,
    )
