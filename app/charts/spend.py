"""The cost of each day as stacked bars, with the budget as a line."""

from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go

from app.charts.palette import PALETTES, Mode, Palette
from app.charts.template import template
from core import formats

HEIGHT = 340
_DAY_MS = 24 * 60 * 60 * 1_000
_BAR_DAYS = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendDay:
    """One day, in US dollars."""

    day: date
    writer_usd: float
    judge_usd: float
    calls: int
    unknown: int
    """Calls of unknown price, which the bar leaves out."""
    check_usd: float = 0.0
    """Cost of test calls."""

    @property
    def usd(self) -> float:
        return self.writer_usd + self.judge_usd + self.check_usd


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendFrame:
    """The window of the chart, and the budget."""

    since: date
    until: date
    budget_usd: float | None


def figure(days: tuple[SpendDay, ...], frame: SpendFrame, *, mode: Mode) -> go.Figure:
    """Return the chart. Days without calls have no bar; the page draws the title above it."""
    colours = PALETTES[mode]
    chart = go.Figure(layout={"template": template(mode), "height": HEIGHT, "barmode": "stack"})
    _add(chart, "Writing", days, [day.writer_usd for day in days], colours, place=0)
    _add(chart, "Judging", days, [day.judge_usd for day in days], colours, place=1)
    if any(day.check_usd for day in days):
        _add(chart, "Test calls", days, [day.check_usd for day in days], colours, place=2)
    top = max((day.usd for day in days), default=0.0)
    if frame.budget_usd is not None and _fits(frame.budget_usd, top):
        top = max(top, frame.budget_usd)
        _add_budget(chart, frame.budget_usd, colours)
    calls, unknown = sum(day.calls for day in days), sum(day.unknown for day in days)
    missing = f"; {unknown:,} of unknown price left out" if unknown else ""
    counted = (
        f"n = {formats.pluralize(calls, 'call')} on {formats.pluralize(len(days), 'day')}{missing}"
    )
    chart.update_layout(
        title={
            "text": counted,
            "font": {"size": 13, "color": colours.muted, "weight": 400},
            "y": 0.97,
        },
        margin={"t": 32, "l": 84},
        showlegend=True,
        legend={"traceorder": "normal"},
        xaxis={
            "range": [f"{frame.since - timedelta(days=1)}T12:00", f"{frame.until}T12:00"],
            "tickformat": "%-d %b",
            "title": {"text": ""},
        },
        yaxis={
            "range": [0, top * 1.08 or 1],
            "tickformat": f"$,.{_digits(top)}f",
            "title": {"text": "US dollars a day", "standoff": 14},
        },
    )
    return chart


def _digits(top: float) -> int:
    """Return decimals for a scale up to `top`, whose marks are fractions of it."""
    return max(0, formats.dollar_digits(top) - 1) if top < 1 else 2 if top < 10 else 0


def _fits(budget: float, top: float) -> bool:
    """Return True if the budget line can be drawn without flattening the bars."""
    return budget <= 3 * top


def _add(
    chart: go.Figure,
    name: str,
    days: tuple[SpendDay, ...],
    amounts: list[float],
    colours: Palette,
    *,
    place: int,
) -> None:
    colour = colours.categories[place]
    chart.add_trace(
        go.Bar(
            name=name,
            x=[day.day for day in days],
            y=amounts,
            width=_BAR_DAYS * _DAY_MS,
            marker={
                "color": colour,
                "line": {"width": 0},
                # Distinguishes the bars without colour.
                "pattern": {
                    "shape": ("", "/", "x")[place],
                    "fgcolor": colours.card,
                    "fillmode": "overlay",
                    "size": 6,
                    "solidity": 0.25,
                },
            },
            unselected={"marker": {"opacity": 1}},
            customdata=[_hover(day) for day in days],
            hovertemplate="%{customdata[0]}<br><b>%{customdata[1]}</b><br>"
            "%{customdata[2]}<extra></extra>",
        )
    )


def _hover(day: SpendDay) -> tuple[str, str, str]:
    digits = formats.dollar_digits(day.usd)
    parts = f"writing {formats.dollars(day.writer_usd, digits)}, "
    parts += f"judging {formats.dollars(day.judge_usd, digits)}"
    parts += f", test calls {formats.dollars(day.check_usd, digits)}" if day.check_usd else ""
    unknown = f", {day.unknown:,} of unknown price" if day.unknown else ""
    calls = f"{formats.pluralize(day.calls, 'call')}{unknown}; click for its traces"
    return formats.day(day.day), f"{formats.dollars(day.usd, digits)}</b>: {parts}<b>", calls


def _add_budget(chart: go.Figure, budget: float, colours: Palette) -> None:
    chart.add_hline(
        y=budget,
        line={"color": colours.accent, "width": 1, "dash": "dash"},
        annotation={
            "text": f"budget {formats.money(budget)} a day",
            "font": {"size": 12, "color": colours.accent},
            "xanchor": "right",
            "yanchor": "bottom",
        },
        annotation_position="top right",
    )
