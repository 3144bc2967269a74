"""The chart colours per background. Theme and style sheet repeat them, and a test compares."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """Which background the page has."""

    LIGHT = "light"
    DARK = "dark"


def mode_of(theme: str | None) -> Mode:
    """Return the mode of a page by Streamlit's name of its theme."""
    return Mode.DARK if theme == "dark" else Mode.LIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours of one background. The categories differ in lightness too, for grey printers."""

    ink: str
    muted: str
    line: str
    card: str
    accent: str
    bad: str
    categories: tuple[str, ...]


LIGHT = Palette(
    ink="#1b2421",
    muted="#5a6661",
    line="#dad7cc",
    card="#ffffff",
    accent="#a8500b",
    bad="#b3261e",
    categories=("#0b5d4e", "#c77414", "#3c6fb0", "#661a90", "#1f2a5c"),
)
DARK = Palette(
    ink="#e8ece7",
    muted="#a3afa9",
    line="#33403b",
    card="#161d1b",
    accent="#f0a550",
    bad="#ff8a80",
    categories=("#58c4ab", "#e58f35", "#5b8bd9", "#b0558c", "#d5dcf8"),
)

PALETTES = {Mode.LIGHT: LIGHT, Mode.DARK: DARK}

DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
"""Distinguish series without colour, for colour blindness and grey printers."""


def with_alpha(colour: str, alpha: float) -> str:
    """Return a #rrggbb colour as rgba(...)."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"
