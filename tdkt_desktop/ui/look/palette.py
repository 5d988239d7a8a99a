"""The one place where colours are named, light and dark; everything else asks for a role."""

from __future__ import annotations

from typing import NamedTuple

from tdkt_desktop.domain.marks import Mark


class Palette(NamedTuple):
    """Colours by role, as "#RRGGBB". `window` is the page, `surface` a card or field, `raised` a bar."""

    name: str
    window: str
    surface: str
    raised: str
    line: str
    field_line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    hover: str
    met: str
    not_met: str
    partial: str
    recorded: str
    not_applicable: str
    not_checked: str

    @property
    def tick(self) -> str:
        """What a tick on the accent is drawn in: "white" or "black", whichever is easier to see."""
        white = contrast("#FFFFFF", self.accent) >= contrast("#000000", self.accent)
        return "white" if white else "black"

    def of(self, mark: Mark) -> str:
        """The colour of a state; its shape says the same (icons.draw_mark)."""
        return str(getattr(self, mark.value))


LIGHT = Palette(
    name="light",
    window="#F2F4F7",
    surface="#FFFFFF",
    raised="#E9EDF2",
    line="#D3D9E1",
    field_line="#788394",
    text="#18212D",
    muted="#525D6B",
    accent="#1D4F91",
    on_accent="#FFFFFF",
    accent_soft="#DFEAF8",
    hover="#EDF2F9",
    met="#17693A",
    not_met="#A93710",
    partial="#7F5300",
    recorded="#1D4F91",
    not_applicable="#525D6B",
    not_checked="#525D6B",
)
DARK = Palette(
    name="dark",
    window="#161A20",
    surface="#1F252E",
    raised="#11151A",
    line="#36404D",
    field_line="#75818F",
    text="#E9ECF0",
    muted="#AEB8C4",
    accent="#90BBF5",
    on_accent="#0E1E36",
    accent_soft="#2B3D58",
    hover="#28303B",
    met="#72D394",
    not_met="#FF9E7C",
    partial="#F1C463",
    recorded="#90BBF5",
    not_applicable="#AEB8C4",
    not_checked="#AEB8C4",
)
CONTRAST = Palette(
    name="contrast",
    window="#FFFFFF",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#000000",
    field_line="#000000",
    text="#000000",
    muted="#1F1F1F",
    accent="#00308F",
    on_accent="#FFFFFF",
    accent_soft="#E6F0FF",
    hover="#F2F2F2",
    met="#00491A",
    not_met="#8A1500",
    partial="#5C3A00",
    recorded="#00308F",
    not_applicable="#1F1F1F",
    not_checked="#1F1F1F",
)
PALETTES = (LIGHT, DARK, CONTRAST)
BACKGROUNDS = ("window", "surface", "raised", "accent_soft", "hover")
FOREGROUNDS = (
    "text",
    "muted",
    "accent",
    "met",
    "not_met",
    "partial",
    "recorded",
    "not_applicable",
    "not_checked",
)
TEXT_PAIRS = (*((front, back) for front in FOREGROUNDS for back in BACKGROUNDS), ("on_accent", "accent"))


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two "#RRGGBB" colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
