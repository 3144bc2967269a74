"""The trend: means per day with intervals as bands, a target line, and clickable points."""

from datetime import timedelta

import plotly.graph_objects as go

from app.charts.palette import DASHES, PALETTES, Mode, Palette, with_alpha
from app.charts.series import Axis, Mark, Series
from app.charts.template import template
from core import formats

HEIGHT = 380
MAX_SERIES = len(DASHES)
MAX_BANDS = 2
"""Bands of more lines lie on each other, and cover the lines."""


def figure(series: tuple[Series, ...], axis: Axis, *, mode: Mode, unit: str = "day") -> go.Figure:
    """Return the chart of one measure. Only the first MAX_SERIES series are drawn.

    `unit` is the length of time of a point; a week is named by its last day.
    """
    colours = PALETTES[mode]
    chart = go.Figure(layout={"template": template(mode), "height": HEIGHT})
    for place, one in enumerate(series[:MAX_SERIES]):
        _add(chart, one, place, colours, unit, banded=len(series) <= MAX_BANDS)
    if axis.target is not None:
        _add_target(chart, axis.target, colours)
    for mark in axis.marks:
        _add_mark(chart, mark, colours)
    chart.update_layout(
        margin={"t": 28},
        showlegend=len(series) > 1,
        xaxis={
            # Half a day on either side: the marker of a day at the edge would be cut in half.
            "range": [f"{axis.since - timedelta(days=1)}T12:00", f"{axis.until}T12:00"],
            "tickformat": "%-d %b",
            "title": {"text": ""},
        },
        yaxis={"range": [axis.low, axis.high * 1.02], "title": {"text": axis.title}},
    )
    return chart


def basis(series: tuple[Series, ...], *, unit: str = "day") -> str:
    """Return what the chart is made of, for its head."""
    n = f"n = {sum(one.n for one in series):,}"
    return f"{n}; band: 95 % interval of each {unit}'s mean" if len(series) <= MAX_BANDS else n


def _add_mark(chart: go.Figure, mark: Mark, colours: Palette) -> None:
    """Draw a line from top to bottom with its name above, on the side where there is room."""
    chart.add_vline(
        x=mark.day.isoformat(), line={"color": colours.muted, "width": 1, "dash": "dot"}
    )
    chart.add_annotation(
        x=mark.day.isoformat(),
        y=1,
        yref="paper",
        yanchor="bottom",
        text=mark.name,
        showarrow=False,
        font={"size": 12, "color": colours.muted},
    )


def _add(
    chart: go.Figure, series: Series, place: int, colours: Palette, unit: str, *, banded: bool
) -> None:
    colour = colours.categories[place]
    points = series.points
    days = [point.day for point in points]
    if banded and len(points) > 1:
        _add_band(chart, series, colour)
    chart.add_trace(
        go.Scatter(
            name=f"{series.name} (n = {series.n:,})",
            x=days,
            y=[point.mean for point in points],
            mode="lines+markers" if len(points) > 1 else "markers",
            line={"color": colour, "width": 2, "dash": DASHES[place]},
            marker={
                "color": colour,
                "size": 7 if len(points) > 1 else 11,
                "line": {"width": 1, "color": colours.card},
            },
            selected={"marker": {"size": 12}},
            unselected={"marker": {"opacity": 0.9}},
            customdata=[_hover(series, number, unit) for number in range(len(points))],
            hovertemplate="%{customdata[0]}<br><b>%{y:.2f}</b> %{customdata[1]}<br>"
            "%{customdata[2]}<extra></extra>",
        )
    )


def _hover(series: Series, place: int, unit: str) -> tuple[str, str, str]:
    point = series.points[place]
    band = (
        "" if point.interval is None else f"[{point.interval.low:.1f}, {point.interval.high:.1f}]"
    )
    missing = f", {point.unscored} unscored" if point.unscored else ""
    records = "record" if point.n == 1 else "records"
    upto = "" if unit == "day" else f"{unit} to "
    return (
        f"{series.name}, {upto}{formats.day(point.day)}",
        band,
        f"{point.n} {records}{missing}",
    )


def _add_band(chart: go.Figure, series: Series, colour: str) -> None:
    banded = [(point.day, point.interval) for point in series.points if point.interval is not None]
    chart.add_trace(
        go.Scatter(
            x=[day for day, _ in banded] + [day for day, _ in reversed(banded)],
            y=[band.high for _, band in banded] + [band.low for _, band in reversed(banded)],
            fill="toself",
            fillcolor=with_alpha(colour, 0.16),
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
            showlegend=False,
        )
    )


def _add_target(chart: go.Figure, target: float, colours: Palette) -> None:
    chart.add_hline(
        y=target,
        line={"color": colours.accent, "width": 1, "dash": "dash"},
        annotation={
            "text": f"target {target:g}",
            "font": {"size": 12, "color": colours.accent},
            "xanchor": "right",
            "yanchor": "bottom",
        },
        annotation_position="top right",
    )
