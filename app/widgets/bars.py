"""Horizontal bars drawn with the page's own elements: there at first paint, readable by a screen reader, printable."""

from dataclasses import dataclass

import streamlit as st

from app.widgets.text import attribute, markup
from core.quality.intervals import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar from 0 to 1, with its interval as a thin band inside."""

    label: str
    share: float | None
    figure: str
    """The main figure, such as "65 %"."""
    more: str = ""
    """What the figure rests on, such as "15 of 23"."""
    interval: Interval | None = None


def show(bars: tuple[Bar, ...], *, says: str, target: float | None = None, colour: int = 1) -> None:
    """Draw bars. `says` tells the same in one sentence; `colour` is a number of the categorical scale."""
    rows = "".join(_row(bar, target, colour) for bar in bars)
    st.html(f'<div class="rein-bars" role="img" aria-label="{attribute(says)}">{rows}</div>')


def _row(bar: Bar, target: float | None, colour: int) -> str:
    share = bar.share or 0.0
    fill = f'<span class="fill" style="width:{100 * share:.1f}%;background:var(--rein-cat-{colour})"></span>'
    band = ""
    if bar.interval is not None:
        left, width = 100 * bar.interval.low, 100 * (bar.interval.high - bar.interval.low)
        band = f'<span class="band" style="left:{left:.1f}%;width:{width:.1f}%"></span>'
    goal = (
        f'<span class="goal" style="left:{100 * target:.1f}%"></span>' if target is not None else ""
    )
    return (
        f'<span>{markup(bar.label)}</span><span class="track">{fill if share else ""}{band}{goal}</span>'
        f'<span class="figure"><b>{markup(bar.figure)}</b> {markup(bar.more)}</span>'
    )
