"""Tiles: one figure each, with its sample size, interval and target."""

from dataclasses import dataclass

from markupsafe import Markup

from app.ui import html
from app.ui.html import EMPTY, join
from app.ui.status_labels import Tone, tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One figure."""

    label: str
    value: str
    unit: str = ""
    lines: tuple[str, ...] = ()
    """Sample size, interval and the like, below the figure."""
    state: tuple[str, Tone] | None = None
    """The figure against its target."""


def show(tiles: tuple[Tile, ...]) -> None:
    """Draw tiles in a row that wraps."""
    html.draw(Markup('<div class="rein-tiles">{}</div>').format(join(map(_tile, tiles))))


def _tile(tile: Tile) -> Markup:
    unit = Markup(" <small>{}</small>").format(tile.unit) if tile.unit else EMPTY
    more = [tag(*tile.state)] if tile.state else []
    below = join(Markup('<dd class="more">{}</dd>').format(line) for line in (*more, *tile.lines))
    return Markup('<dl class="rein-tile"><dt>{}</dt><dd class="value">{}{}</dd>{}</dl>').format(
        tile.label, tile.value, unit, below
    )
