"""Planned and done minutes of each week: a line of what was planned over bars of what was done."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from app.charts.palette import PALETTES, Mode, Palette
from app.charts.template import template
from core import formats

HEIGHT = 220
_HOVER = "%{customdata[0]}<br>%{customdata[1]}<extra></extra>"


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekBar:
    """One week; minutes of its skipped tasks are not among the planned ones."""

    number: int
    days: str
    planned: int
    done: int
    tasks_planned: int
    tasks_done: int
    skipped: int
    """Number of tasks."""


def figure(weeks: Sequence[WeekBar], *, mode: Mode) -> go.Figure:
    """Return the chart of the weeks up to now."""
    colours = PALETTES[mode]
    chart = go.Figure(layout={"template": template(mode), "height": HEIGHT})
    chart.add_trace(_done(weeks, colours))
    chart.add_trace(_planned(weeks, colours))
    tasks = sum(week.tasks_done for week in weeks)
    chart.update_layout(
        title={
            "text": f"From {formats.pluralize(tasks, 'task')} in "
            f"{formats.pluralize(len(weeks), 'week')}",
            "font": {"size": 13, "color": colours.muted, "weight": 400},
            "y": 0.97,
        },
        margin={"t": 32, "l": 56},
        showlegend=True,
        xaxis={
            "title": {"text": "Week"},
            "range": [0.4, max((week.number for week in weeks), default=1) + 0.6],
            "tickmode": "linear" if len(weeks) <= 12 else "auto",
            "tickformat": "d",
        },
        yaxis={"title": {"text": "Minutes"}, "rangemode": "tozero"},
    )
    return chart


def _done(weeks: Sequence[WeekBar], colours: Palette) -> go.Bar:
    return go.Bar(
        name="Done",
        x=[week.number for week in weeks],
        y=[week.done for week in weeks],
        width=0.6,
        marker={"color": colours.categories[0], "line": {"width": 0}},
        unselected={"marker": {"opacity": 1}},
        customdata=[_hover(week) for week in weeks],
        hovertemplate=_HOVER,
    )


def _planned(weeks: Sequence[WeekBar], colours: Palette) -> go.Scatter:
    return go.Scatter(
        name="Planned",
        x=[week.number for week in weeks],
        y=[week.planned for week in weeks],
        mode="lines+markers" if len(weeks) > 1 else "markers",
        line={"color": colours.muted, "width": 2, "shape": "hvh", "dash": "dot"},
        marker={"size": 7, "symbol": "line-ew-open", "color": colours.muted},
        customdata=[_hover(week) for week in weeks],
        hovertemplate=_HOVER,
    )


def describe(weeks: Sequence[WeekBar]) -> str:
    """Return the chart as text, for people who do not see it."""
    if not weeks:
        return "No week has begun yet."
    return "Planned and done by week. " + " ".join(
        f"Week {week.number}, {week.days}: {_amounts(week)}." for week in weeks
    )


def _hover(week: WeekBar) -> tuple[str, str]:
    return f"Week {week.number}, {week.days}", _amounts(week)


def _amounts(week: WeekBar) -> str:
    skipped = f", {formats.pluralize(week.skipped, 'task')} skipped" if week.skipped else ""
    return (
        f"{formats.minutes(week.done)} done of {formats.minutes(week.planned)} planned, "
        f"{week.tasks_done} of {formats.pluralize(week.tasks_planned, 'task')}{skipped}"
    )
