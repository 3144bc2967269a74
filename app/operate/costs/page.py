"""Costs: what models cost, for what and whom, today's budget, and projections."""

import streamlit as st

from app import services
from app.operate.costs import (
    breakdown,
    breakdown_file,
    budgets,
    draw,
    load,
    main_figures,
    present,
    projections,
)
from app.operate.costs import sample as sample_costs
from app.operate.costs.load import Slice
from app.ui import empty, navigate, page_text, sample_mode
from core.accounts.user import Role
from core.usecases.costs.get_cost_report import CostReport


def render() -> None:
    sample = sample_mode.page_header("Costs", role=Role.ADMIN)
    draw.apply_styles()
    if sample:
        sample_costs.show()
        return
    models = load.list_models()
    if not models:
        show_empty()
        return
    chosen = draw.ask_slice(models)
    figures = load.load_costs(chosen)
    page_text.lead(present.sentence(figures, days=chosen.days, model=chosen.model))
    draw.show_tiles(main_figures.tiles(figures, days=chosen.days, model=chosen.model))
    page_text.section("Today's budget")
    budgets.show(figures.budgets, today=figures.today, now=services.rein().clock.now())
    if not figures.days:
        hint = "Choose a longer window, or all models."
        empty.show("No model was called in this window", hint=hint)
        return
    if (day := draw.show_chart(figures, model=chosen.model)) is not None:
        navigate.open_address(f"traces?from={day}&to={day}")
    show_groups(figures, chosen)
    page_text.section("What it would come to")
    projections.show(figures.goals, until=figures.until)


def show_empty() -> None:
    """Draw why there are no costs, and how to set up a model."""
    title, hint = present.NO_MODEL
    if load.is_model_set_up():
        title, hint = present.NOT_CALLED_YET
    empty.show(title, hint=hint)
    st.page_link("operate/settings/page.py", label="See what is set")


def show_groups(figures: CostReport, chosen: Slice) -> None:
    """Draw the breakdown and its downloads."""
    page_text.section("Where it went")
    by = draw.ask_breakdown()
    if by == "user" and chosen.model is not None:
        page_text.note(
            "What a person's goals cost is recorded over all models. Take the model out of the "
            "filter to see it."
        )
        return
    rows = load.load_groups(chosen, by)
    address = breakdown.show(rows, figures.totals, by)
    draw.show_downloads(
        {
            f"costs-by-{by}": ("this table", lambda: breakdown_file.as_csv(rows)),
            "calls": ("the calls", lambda: draw.calls_as_csv(load.list_calls(chosen))),
        },
        suffix=f"{figures.until}-{chosen.days}-days",
    )
    if address is not None:
        navigate.open_address(address)


render()
