"""Costs: what the models cost, for what and for whom, what is left of today's budget, and what it would come to."""

import streamlit as st

from app import services
from app.charts import spend, template
from app.charts.palette import Mode
from app.queries import costs as queries
from app.queries.costs import Chosen
from app.review import filters, world
from app.widgets import (
    budget_bars,
    cost_figures,
    cost_styles,
    cost_table,
    empty,
    frame,
    projections,
)
from core.accounts.user import Role
from core.bootstrap import Rein
from core.usecases.costs.get_cost_report import CostReport

CHART = "costs.chart"


def render() -> None:
    rein, sample = services.rein(), world.begin("Costs", role=Role.ADMIN)
    cost_styles.apply()
    if sample:
        hint = "The offline coach wrote all of it, which costs nothing. Go back to your figures to see what models cost."
        empty.show("The sample paid nothing", hint=hint)
        return
    models = queries.models(rein)
    if not models:
        show_empty(rein)
        return
    chosen = ask(models)
    figures = queries.load(rein, chosen)
    frame.lede(cost_figures.sentence(figures, days=chosen.days, model=chosen.model))
    cost_figures.show_tiles(figures, days=chosen.days, model=chosen.model)
    frame.section("Today's budget")
    budget_bars.show(figures.budgets, today=figures.today, now=rein.clock.now())
    if not figures.days:
        empty.show(
            "No model was called in this window", hint="Choose a longer window, or all models."
        )
        return
    show_chart(figures, chosen)
    show_groups(rein, figures, chosen)
    frame.section("What it would come to")
    projections.show(figures.goals, until=figures.until)


def show_empty(rein: Rein) -> None:
    """Say why nothing was paid, and what would change that."""
    title, hint = cost_figures.NOT_CALLED_YET if queries.has_key(rein) else cost_figures.NO_MODEL
    empty.show(title, hint=hint)
    st.page_link("operate/settings.py", label="See what is set")


def ask(models: tuple[str, ...]) -> Chosen:
    """Draw the filters and return what they ask for."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = filters.days()
        model = st.selectbox(
            "Model",
            models,
            index=None,
            placeholder="All",
            key="cost_model",
            bind="query-params",
            persist_state="session",
            width=280,
        )
    return Chosen(days=days, model=model)


def show_chart(figures: CostReport, chosen: Chosen) -> None:
    """Draw the cost of each day; choosing one opens its traces."""
    days = queries.chart_days(figures)
    mode = Mode.DARK if st.context.theme.type == "dark" else Mode.LIGHT
    frame.section(cost_figures.chart_title(days))
    drawn = spend.figure(days, queries.chart_frame(figures, model=chosen.model), mode=mode)
    said = cost_figures.in_words(days, since=figures.since, until=figures.until)
    picked = st.plotly_chart(
        drawn,
        theme=None,
        config=template.CONFIG,
        key=CHART,
        on_select="rerun",
        selection_mode="points",
        alt=said,
    )
    if points := picked["selection"]["points"]:
        day = str(points[0]["x"])[:10]
        world.go(f"traces?from={day}&to={day}")
    if lost := cost_figures.lost(figures):
        frame.note(lost)


def show_groups(rein: Rein, figures: CostReport, chosen: Chosen) -> None:
    """Draw the breakdown, and what can be taken away."""
    frame.section("Where it went")
    name = st.segmented_control(
        "Break down by",
        tuple(cost_table.BY),
        default="Operation",
        required=True,
        key="by",
        bind="query-params",
    )
    by = cost_table.BY[name or "Operation"]
    if by == "user" and chosen.model is not None:
        frame.note(
            "What a person's goals cost is kept over all models. Take the model out of the filter to see it."
        )
        return
    rows = queries.load_groups(rein, chosen, by)
    going = cost_table.show(rows, figures.totals, by)
    with st.container(horizontal=True):
        until, days = figures.until, chosen.days
        for key, label, make in (
            (f"costs-by-{by}", "Export this table as CSV", lambda: queries.groups_as_csv(rows)),
            ("calls", "Export the calls as CSV", lambda: queries.ledger_as_csv(rein, chosen)),
        ):
            name = f"{key}-{until}-{days}-days.csv"
            st.download_button(
                label, make, file_name=name, mime="text/csv", key=f"costs.{key}", on_click="ignore"
            )
    if going is not None:
        world.go(going)


render()
