"""The difference of two arms as people come in, with the band that holds at all times at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.charts.palette import PALETTES, Mode, Palette, with_alpha
from app.charts.template import template
from core import formats, signed

HEIGHT = 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was known after the first `n` people."""

    n: int
    difference: float | None
    """None while one arm is empty."""
    low: float
    high: float


def figure(steps: Sequence[Step], *, unit: str, mode: Mode, digits: int = 2) -> go.Figure:
    """Return the chart; one step is a point with its range, not a line."""
    colours = PALETTES[mode]
    chart = go.Figure(layout={"template": template(mode), "height": HEIGHT})
    known = [step for step in steps if step.difference is not None]
    chart.add_trace(_band(steps, colours))
    chart.add_trace(_line(known, colours, digits))
    chart.add_hline(y=0, line={"color": colours.accent, "width": 1, "dash": "dash"})
    chart.update_layout(
        margin={"t": 16},
        showlegend=False,
        xaxis={"title": {"text": "People counted"}, "rangemode": "tozero"},
        yaxis={"title": {"text": f"Candidate less champion, {unit}"}, "range": _range(steps)},
    )
    return chart


def basis(steps: Sequence[Step]) -> str:
    """Return what the chart is made of, for its head."""
    n = steps[-1].n if steps else 0
    people = formats.pluralize(n, "person", "people")
    return f"n = {people}; band: holds after every person at once with 95 %"


def describe(steps: Sequence[Step], *, unit: str, digits: int = 2) -> str:
    """Return the chart as sentences, for people who do not see it."""
    known = [step for step in steps if step.difference is not None]
    if not known:
        return "No person of each arm counts yet, so there is no difference to show."
    first, last = known[0], known[-1]
    before, after = _written(first, digits), _written(last, digits)
    return (
        f"After {formats.pluralize(first.n, 'person', 'people')} the difference is "
        f"{before} {unit}, after {last.n:,} it is {after} {unit}. "
        "Zero means no difference."
    )


def _written(step: Step, digits: int) -> str:
    if step.difference is None:
        return "not known"
    return f"{signed.figure(step.difference, digits)} {signed.interval(step, digits)}"


def _band(steps: Sequence[Step], colours: Palette) -> go.Scatter:
    places = [step.n for step in steps]
    return go.Scatter(
        x=places + places[::-1],
        y=[step.high for step in steps] + [step.low for step in reversed(steps)],
        fill="toself",
        fillcolor=with_alpha(colours.categories[0], 0.16),
        line={"width": 0 if len(steps) > 1 else 3, "color": colours.categories[0]},
        mode="lines",
        hoverinfo="skip",
    )


def _line(known: Sequence[Step], colours: Palette, digits: int) -> go.Scatter:
    return go.Scatter(
        x=[step.n for step in known],
        y=[step.difference for step in known],
        mode="lines" if len(known) > 1 else "markers",
        line={"color": colours.categories[0], "width": 2},
        marker={"color": colours.categories[0], "size": 11},
        customdata=[_written(step, digits) for step in known],
        hovertemplate="After %{x:,} people<br><b>%{customdata}</b><extra></extra>",
    )


def _range(steps: Sequence[Step]) -> list[float]:
    """Return an axis on which the later, narrower part of the band can be read."""
    later = steps[len(steps) // 2 :] or steps
    ends = [abs(end) for step in later for end in (step.low, step.high)]
    reach = 1.1 * max(ends, default=1.0)
    return [-reach, reach]
