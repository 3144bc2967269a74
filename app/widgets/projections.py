"""What many goals would cost, for as many goals as the reader believes in."""

from datetime import date

import streamlit as st

from app.widgets import cost_figures, formats, frame, tiles
from app.widgets.tiles import Tile
from core.store.costs import projection
from core.store.costs.goal_costs import MIN_GOALS, GoalCosts
from core.store.costs.projection import Projection

GOALS_EACH = 1.0
"""Goals a person writes in a month where neither the reader nor the window tells."""
KEY = "goals_each"


def show(costs: GoalCosts, *, until: date) -> None:
    """Draw what a hundred resolutions and a thousand people would cost, with what that takes for granted."""
    if costs.interval is None:
        frame.note(
            f"Not enough goals yet: {costs.n} of the {MIN_GOALS} paid goals that a projection needs{_left_out(costs)}. "
            "Choose a longer window, or come back later."
        )
        return
    found = costs.per_month(until=until)
    usual = GOALS_EACH if found is None else round(found, 1) or 0.1
    chosen = st.number_input(
        "Goals a person writes in a month",
        min_value=0.1,
        max_value=100.0,
        value=None,
        step=0.1,
        format="%g",
        placeholder=f"{usual:g}",
        key=KEY,
        bind="query-params",
        width=260,
    )
    each, people = chosen or usual, f"{projection.PEOPLE:,} people"
    tiles.show(
        (
            _tile(f"{projection.RESOLUTIONS} resolutions", projection.per_resolutions(costs)),
            _tile(f"A month of {people}", projection.per_month(costs, goals_each=each)),
            _tile(f"A year of {people}", projection.per_year(costs, goals_each=each)),
        )
    )
    frame.note(f"{_source(costs, chosen, found, usual)} {_assumed(costs)}")


def _left_out(costs: GoalCosts) -> str:
    unpriced = (
        [f"{formats.counted(costs.unknown, 'goal')} of unknown price cannot count"]
        if costs.unknown
        else []
    )
    return "".join(f"; {said}" for said in (*unpriced, *cost_figures.left_out(costs)))


def _source(costs: GoalCosts, chosen: float | None, found: float | None, usual: float) -> str:
    if chosen is not None:
        return f"{chosen:g} goals a person and month, as you set."
    if found is None:
        return "One goal a person and month is assumed; less than a week of goals tells too little."
    people = formats.counted(costs.people, "person", "people")
    return f"{usual:g} goals a person and month, as {people} wrote in this window."


def _assumed(costs: GoalCosts) -> str:
    newest = "newest " if costs.capped else ""
    return (
        f"Each goal is taken to cost what the {newest}{formats.counted(costs.n, 'paid goal')} of this window did "
        f"whose resolution and plan a model wrote, judged{_left_out(costs)}. The 95 % interval "
        "is about that cost alone; how many goals people write, and "
        "that a model writes all of them at today's prices, is taken as given."
    )


def _tile(name: str, projected: Projection | None) -> Tile:
    if projected is None:
        return Tile(label=name, value=formats.UNKNOWN)
    band = projected.interval
    lines = (formats.dollar_interval(band.low, band.high), f"{projected.goals:,.0f} goals")
    return Tile(
        label=name,
        value=formats.dollars(projected.usd, formats.dollar_digits(projected.usd)),
        lines=lines,
    )
