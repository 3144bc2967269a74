"""Mean differences with their intervals, one line each, beside the line of no difference."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.charts.palette import PALETTES, Mode
from app.charts.template import template
from core import signed

_LINE = 44
_FRAME = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One mean difference with its 95 % interval, and the pairs it is from."""

    name: str
    value: float
    low: float
    high: float
    n: int


def figure(found: Sequence[Difference], *, unit: str, mode: Mode) -> go.Figure:
    """Return the chart; what excludes no difference is filled."""
    colours = PALETTES[mode]
    height = _FRAME + _LINE * len(found)
    chart = go.Figure(layout={"template": template(mode), "height": height})
    chart.add_vline(x=0, line={"color": colours.muted, "width": 1, "dash": "dash"})
    chart.add_trace(
        go.Scatter(
            x=[one.value for one in found],
            y=[f"{one.name} (n = {one.n:,})" for one in found],
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [one.high - one.value for one in found],
                "arrayminus": [one.value - one.low for one in found],
                "color": colours.categories[0],
                "thickness": 2,
                "width": 6,
            },
            mode="markers",
            marker={
                "size": 11,
                "color": colours.categories[0],
                "symbol": ["circle" if _differs(one) else "circle-open" for one in found],
                "line": {"width": 2, "color": colours.categories[0]},
            },
            customdata=[_text(one) for one in found],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    chart.update_layout(
        margin={"t": 16, "l": 8, "b": 48},
        xaxis={"title": {"text": f"Difference, {unit}; bar: 95 % interval"}, "showgrid": True},
        yaxis={"autorange": "reversed", "automargin": True, "showgrid": False},
    )
    return chart


def describe(found: Sequence[Difference]) -> str:
    """Return the chart as text, for people who do not see it."""
    return "; ".join(map(_text, found)) + "." if found else "No pair yet."


def _differs(one: Difference) -> bool:
    return one.low > 0 or one.high < 0


def _text(one: Difference) -> str:
    value = f"{signed.figure(one.value, 2)} {signed.interval(one, 2)}"
    return f"{one.name}: {value}, n = {one.n:,}"
