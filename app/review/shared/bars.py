"""Horizontal bars in plain HTML: visible at first paint, readable by screen readers, printable."""

from dataclasses import dataclass

from markupsafe import Markup

from app.ui import html
from app.ui.html import EMPTY, join, one_line
from core.quality.intervals import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar from 0 to 1, with its interval as a thin band."""

    label: str
    share: float | None
    figure: str
    """The main figure, such as "65 %"."""
    more: str = ""
    """What the figure is based on, such as "15 of 23"."""
    interval: Interval | None = None
    to: str = ""
    """The page of the records behind it, such as "ratings?stars=2"."""


def show(bars: tuple[Bar, ...], *, aria_label: str, colour: int = 1) -> None:
    """Draw bars. `aria_label` says the same in words; `colour` is a category of the palette."""
    html.draw(
        Markup('<div class="rein-bars" role="{}" aria-label="{}">{}</div>').format(
            "group" if any(bar.to for bar in bars) else "img",
            one_line(aria_label),
            join(_row(bar, colour) for bar in bars),
        )
    )


def _row(bar: Bar, colour: int) -> Markup:
    fill = band = EMPTY
    if bar.share:
        fill = Markup(
            '<span class="fill" style="width:{:.1f}%;background:var(--rein-cat-{})"></span>'
        ).format(100 * bar.share, colour)
    if bar.interval is not None:
        band = Markup('<span class="band" style="left:{:.1f}%;width:{:.1f}%"></span>').format(
            100 * bar.interval.low, 100 * (bar.interval.high - bar.interval.low)
        )
    label: Markup | str = bar.label
    if bar.to:
        label = Markup('<a href="{}" target="_self">{}</a>').format(bar.to, bar.label)
    return Markup(
        '<span>{}</span><span class="track">{}{}</span><span class="figure"><b>{}</b> {}</span>'
    ).format(label, fill, band, bar.figure, bar.more)
