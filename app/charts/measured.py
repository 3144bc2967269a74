"""Measured values of one metric against the line of its milestones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go

from app.charts.palette import PALETTES, Mode, Palette
from app.charts.template import template
from core import formats

HEIGHT = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A value on a day: a measured one, or the target of a milestone."""

    day: date
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One metric in its unit; values and targets in order of their days."""

    metric: str
    unit: str
    values: tuple[DatedValue, ...]
    targets: tuple[DatedValue, ...]


def figure(measured: Measured, *, mode: Mode) -> go.Figure:
    """Return the chart; one value is a point, not a line."""
    colours = PALETTES[mode]
    chart = go.Figure(layout={"template": template(mode), "height": HEIGHT})
    chart.add_trace(_milestones(measured, colours))
    chart.add_trace(_numbers(measured, colours))
    chart.update_layout(
        title={
            "text": f"From {formats.pluralize(len(measured.values), 'number')}",
            "font": {"size": 13, "color": colours.muted, "weight": 400},
            "y": 0.97,
        },
        margin={"t": 32, "l": 64},
        showlegend=True,
        xaxis={"tickformat": "%-d %b", "title": {"text": ""}, "range": _range(measured)},
        yaxis={"title": {"text": measured.unit}},
    )
    return chart


def _milestones(measured: Measured, colours: Palette) -> go.Scatter:
    targets = measured.targets
    return go.Scatter(
        name="Milestones",
        x=[one.day for one in targets],
        y=[one.value for one in targets],
        mode="lines+markers" if len(targets) > 1 else "markers",
        line={"color": colours.accent, "width": 1, "dash": "dash"},
        marker={"symbol": "diamond-open", "size": 9, "color": colours.accent},
        customdata=_hover(targets, measured.unit),
        hovertemplate="Milestone %{customdata}<extra></extra>",
    )


def _numbers(measured: Measured, colours: Palette) -> go.Scatter:
    values, colour = measured.values, colours.categories[0]
    return go.Scatter(
        name="Your numbers",
        x=[one.day for one in values],
        y=[one.value for one in values],
        mode="lines+markers" if len(values) > 1 else "markers",
        line={"color": colour, "width": 2},
        marker={"size": 7 if len(values) > 1 else 11, "color": colour},
        customdata=_hover(values, measured.unit),
        hovertemplate="%{customdata}<extra></extra>",
    )


def describe(measured: Measured) -> str:
    """Return the chart as text, for people who do not see it."""
    values, unit = measured.values, measured.unit
    targets = ", ".join(
        f"{one.value:g} {unit} by {formats.day(one.day)}" for one in measured.targets
    )
    line = f" Milestones: {targets}." if targets else ""
    if not values:
        return f"{measured.metric}: no number yet.{line}"
    first, last = values[0], values[-1]
    text = f"{measured.metric}: {formats.pluralize(len(values), 'number')}, "
    if len(values) == 1:
        text += f"{last.value:g} {unit} on {formats.day(last.day)}."
    else:
        text += (
            f"first {first.value:g} {unit} on {formats.day(first.day)}, "
            f"last {last.value:g} {unit} on {formats.day(last.day)}."
        )
    return text + line


def _hover(points: Sequence[DatedValue], unit: str) -> list[str]:
    return [f"{formats.day(one.day)}: {one.value:g} {unit}" for one in points]


def _range(measured: Measured) -> list[date]:
    days = [one.day for one in (*measured.values, *measured.targets)]
    return [min(days) - timedelta(days=3), max(days) + timedelta(days=3)]
