"""The colours are the same everywhere, and can be told apart by every eye and on grey paper."""

import itertools
import re
import tomllib
from pathlib import Path

import pytest

from app.charts.palette import DARK, DASHES, LIGHT, PALETTES, Mode, Palette, with_alpha

ROOT = Path(__file__).parents[4]
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
SHEET = (ROOT / "app" / "ui" / "styles.css").read_text(encoding="utf-8")

# Machado, Oliveira & Fernandes 2009, severity 1: what protanopic, deuteranopic and tritanopic eyes see.
EYES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}
TOLD_APART = 10.0
"""Distance in CIELAB; about 2.3 is just noticeable side by side."""


def linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    red, green, blue = (min(1.0, max(0.0, value)) for value in rgb)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen_by(eye: str, colour: str) -> tuple[float, ...]:
    return tuple(sum(w * c for w, c in zip(row, linear(colour), strict=True)) for row in EYES[eye])


@pytest.mark.parametrize("mode", Mode)
def test_theme_style_sheet_and_charts_have_the_same_colours(mode: Mode) -> None:
    colours, theme = PALETTES[mode], THEME[mode]
    block = SHEET.split("@media (prefers-color-scheme: dark)")[mode is Mode.DARK].split("}")[0]
    sheet = dict(re.findall(r"--rein-([a-z0-9-]+): (#[0-9a-f]{6})", block))

    assert tuple(colour.lower() for colour in theme["chartCategoricalColors"]) == colours.categories
    assert tuple(sheet[f"cat-{place}"] for place in range(1, 6)) == colours.categories
    assert (sheet["ink"], theme["textColor"].lower()) == (colours.ink, colours.ink)
    assert (sheet["line"], sheet["card"], sheet["accent"]) == (
        colours.line,
        colours.card,
        colours.accent,
    )
    assert sheet["paper"] == theme["backgroundColor"].lower()


@pytest.mark.parametrize("mode", Mode)
def test_words_keep_4_5_to_1_on_every_background(mode: Mode) -> None:
    theme, colours = THEME[mode], PALETTES[mode]
    words = [
        theme[name]
        for name in ("textColor", "linkColor", "redColor", "orangeColor", "greenColor", "grayColor")
    ]
    backgrounds = (theme["backgroundColor"], theme["secondaryBackgroundColor"], colours.card)

    low = [
        (word, on)
        for word in [*words, colours.muted, colours.accent]
        for on in backgrounds
        if contrast(word, on) < 4.5
    ]

    assert low == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_keep_3_to_1_on_their_card(colours: Palette) -> None:
    assert [colour for colour in colours.categories if contrast(colour, colours.card) < 3] == []


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_series_can_be_told_apart_without_full_colour_vision(colours: Palette, eye: str) -> None:
    close = [
        (one, other)
        for one, other in itertools.combinations(colours.categories, 2)
        if sum(
            (a - b) ** 2
            for a, b in zip(lab(seen_by(eye, one)), lab(seen_by(eye, other)), strict=True)
        )
        ** 0.5
        < TOLD_APART
    ]

    assert close == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_series_differ_on_grey_paper_too(colours: Palette) -> None:
    greys = sorted(lab(linear(colour))[0] for colour in colours.categories)

    assert min(after - before for before, after in itertools.pairwise(greys)) >= 4


def test_each_colour_comes_with_a_dash_of_its_own() -> None:
    assert len(set(DASHES)) == len(LIGHT.categories) == len(DARK.categories)


def test_a_band_is_its_line_s_colour_with_alpha() -> None:
    assert with_alpha("#0b5d4e", 0.16) == "rgba(11,93,78,0.16)"
