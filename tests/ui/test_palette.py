"""Guards that every pair of text and ground stays readable, in light and in dark."""

from __future__ import annotations

import pytest

from tdkt_desktop.ui.palette import DARK, LIGHT, TEXT_PAIRS, Palette, contrast


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_is_readable(palette: Palette, front: str, back: str) -> None:
    assert contrast(getattr(palette, front), getattr(palette, back)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_field_borders_are_visible(palette: Palette) -> None:
    assert contrast(palette.field_line, palette.surface) >= 3.0


def test_contrast_of_black_and_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
