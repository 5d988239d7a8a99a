"""Guards that every pair of text and ground stays readable, in light, in dark and in high contrast."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QPalette

from tdkt_desktop.paths import resource
from tdkt_desktop.ui.look.palette import CONTRAST, DARK, LIGHT, PALETTES, TEXT_PAIRS, Palette, contrast
from tdkt_desktop.ui.look.theme import qt_palette, style_sheet

LEAST = {LIGHT.name: 4.5, DARK.name: 4.5, CONTRAST.name: 7.0}
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
VALUE = re.compile(
    r"(?<![-\w])(color|background|placeholder-text-color|selection-background-color|selection-color):\s*([^;]+)"
)


def name_of(palette: Palette) -> str:
    return palette.name


@pytest.mark.parametrize("palette", PALETTES, ids=name_of)
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_is_readable(palette: Palette, front: str, back: str) -> None:
    assert contrast(getattr(palette, front), getattr(palette, back)) >= LEAST[palette.name]


@pytest.mark.parametrize("palette", PALETTES, ids=name_of)
def test_field_borders_are_visible(palette: Palette) -> None:
    for ground in (palette.surface, palette.window, palette.raised):
        assert contrast(palette.field_line, ground) >= 3.0


@pytest.mark.parametrize("palette", PALETTES, ids=name_of)
def test_the_keyboard_is_visible(palette: Palette) -> None:
    """The frame of what has the keyboard stands out from its ground."""
    for ground in (palette.surface, palette.window, palette.accent_soft):
        assert contrast(palette.accent, ground) >= 3.0


def test_high_contrast_draws_lines_that_others_only_hint_at() -> None:
    assert contrast(CONTRAST.line, CONTRAST.surface) >= 7.0
    assert contrast(LIGHT.line, LIGHT.surface) < 3.0


def rules(palette: Palette) -> list[tuple[str, dict[str, str]]]:
    return [
        (selector.strip(), {key: value.strip() for key, value in VALUE.findall(body)})
        for selector, body in RULE.findall(style_sheet(palette))
    ]


@pytest.mark.parametrize("palette", PALETTES, ids=name_of)
def test_no_rule_sets_text_on_a_ground_it_cannot_be_read_on(palette: Palette) -> None:
    """Every rule of the style sheet that names both, whatever roles it takes them from."""
    looked = 0
    for selector, values in rules(palette):
        for front, back in (("color", "background"), ("selection-color", "selection-background-color")):
            text, ground = values.get(front), values.get(back, "")
            if text is None or not ground.startswith("#"):
                continue
            looked += 1
            assert contrast(text, ground) >= LEAST[palette.name], selector
    assert looked > 20


@pytest.mark.parametrize("palette", PALETTES, ids=name_of)
def test_qt_has_readable_colours_too(palette: Palette) -> None:
    made, roles = qt_palette(palette), QPalette.ColorRole
    groups = QPalette.ColorGroup
    for group in (groups.Active, groups.Inactive, groups.Disabled):
        for front, back in (
            (roles.WindowText, roles.Window),
            (roles.Text, roles.Base),
            (roles.ButtonText, roles.Button),
            (roles.HighlightedText, roles.Highlight),
            (roles.PlaceholderText, roles.Base),
            (roles.ToolTipText, roles.ToolTipBase),
            (roles.Link, roles.Base),
        ):
            text, ground = made.color(group, front).name(), made.color(group, back).name()
            assert contrast(text, ground) >= LEAST[palette.name], (group, front)


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    """Paper is white in any scheme; every other colour comes from the palette."""
    source = resource("icons", "window.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b|rgba?\(", source)
    assert re.findall(r":\s*(white|black|gray|grey|red|blue)\b", source) == ["white"]


def test_contrast_of_black_and_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
