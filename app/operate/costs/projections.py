"""What many goals would cost."""

from datetime import date

import streamlit as st

from app.operate.costs.goal_sample import excluded_goals
from app.ui import page_text, tiles
from app.ui.tiles import Tile
from core import formats
from core.usecases.costs import project_costs as projection
from core.usecases.costs.get_cost_report import MIN_GOALS, GoalCosts
from core.usecases.costs.project_costs import Projection

USUAL_GOALS = 1.0
"""Goals a person writes in a month if neither the reader nor the window says."""
KEY = "goals_each"


def show(costs: GoalCosts, *, until: date) -> None:
    """Draw the cost of a hundred resolutions and of a thousand people, with the assumptions."""
    if costs.interval is None:
        page_text.note(
            f"Not enough goals yet: {costs.n} of the {MIN_GOALS} paid goals that a projection "
            f"needs{_left_out(costs)}. Choose a longer window, or come back later."
        )
        return
    found = costs.per_month(until=until)
    usual = USUAL_GOALS if found is None else round(found, 1) or 0.1
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
    page_text.note(f"{_source(costs, chosen, found, usual)} {_assumptions(costs)}")


def _left_out(costs: GoalCosts) -> str:
    parts = excluded_goals(costs)
    if costs.unknown:
        unpriced = formats.pluralize(costs.unknown, "goal")
        parts.insert(0, f"{unpriced} of unknown price cannot count")
    return "".join(f"; {part}" for part in parts)


def _source(costs: GoalCosts, chosen: float | None, found: float | None, usual: float) -> str:
    if chosen is not None:
        return f"{chosen:g} goals a person and month, as you set."
    if found is None:
        return "One goal a person and month is assumed; less than a week of goals says too little."
    people = formats.pluralize(costs.people, "person", "people")
    return f"{usual:g} goals a person and month, as {people} wrote in this window."


def _assumptions(costs: GoalCosts) -> str:
    newest = "newest " if costs.capped else ""
    return (
        f"Each goal is taken to cost what the {newest}{formats.pluralize(costs.n, 'paid goal')} of "
        "this window did whose resolution and plan a model wrote, "
        f"judged{_left_out(costs)}. The 95 % interval is about that cost alone; how many goals "
        "people write, and that a model writes all of them at today's prices, is taken as given."
    )


def _tile(name: str, projected: Projection | None) -> Tile:
    if projected is None:
        return Tile(label=name, value=formats.UNKNOWN)
    band = projected.interval
    return Tile(
        label=name,
        value=formats.dollars(projected.usd, formats.dollar_digits(projected.usd)),
        lines=(formats.dollar_interval(band.low, band.high), f"{projected.goals:,.0f} goals"),
    )
