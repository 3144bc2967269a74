"""Tiles: one figure each, with its n, its interval and its target in words."""

from dataclasses import dataclass

import streamlit as st

from app.widgets.text import markup
from app.widgets.words import Tone, tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One figure. `state` says in words where it stands; `lines` say what it rests on."""

    label: str
    value: str
    unit: str = ""
    lines: tuple[str, ...] = ()
    state: tuple[str, Tone] | None = None


def show(tiles: tuple[Tile, ...]) -> None:
    """Draw tiles in a row that wraps."""
    st.html(f'<div class="rein-tiles">{"".join(_tile(tile) for tile in tiles)}</div>')


def _tile(tile: Tile) -> str:
    unit = f" <small>{markup(tile.unit)}</small>" if tile.unit else ""
    state = (
        f'<dd class="more">{tag(markup(tile.state[0]), tile.state[1])}</dd>' if tile.state else ""
    )
    lines = "".join(f'<dd class="more">{markup(line)}</dd>' for line in tile.lines)
    return (
        f'<dl class="rein-tile"><dt>{markup(tile.label)}</dt><dd class="value">{markup(tile.value)}{unit}</dd>'
        f"{state}{lines}</dl>"
    )
