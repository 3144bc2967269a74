"""Routing: which model would be asked for a goal, in which order, and why; and the tiers that decide it."""

import streamlit as st

from app import auth, services
from app.actions import models as actions
from app.queries import routing as queries
from app.widgets import frame, model_styles, notice, routes, tiers
from core.accounts.user import Role
from core.bootstrap import Rein
from core.ports import Tier
from core.store.accounts.read import AccountRow

MAX_CHARACTERS = 1_000
GOAL = "routing.goal"
UNDO = "routing.last_change"


def render() -> None:
    st.title("Routing", anchor=False)
    auth.current_user().require(Role.ADMIN)
    model_styles.apply()
    rein = services.rein()
    frame.lede(
        "Each step of a run asks the models of the first row that fits, one after the other, until one answers."
    )
    show_explainer(rein)
    frame.section("The table")
    routes.show_table(queries.list_rows(rein))
    frame.note(queries.about_table(rein))
    accounts = queries.accounts(rein, auth.current_user())
    tiers.show(accounts, st.session_state.get(UNDO), key="routing", on_change=change)


def show_explainer(rein: Rein) -> None:
    """Ask for a goal and a tier, and say who would be asked for it."""
    frame.section("Who would be asked")
    user = auth.current_user()
    goals = queries.list_goals(rein, user)
    chosen, named = None, st.query_params.get("goal")
    if goals:
        chosen = st.selectbox(
            "One of your goals",
            list(goals),
            index=list(goals).index(named) if named in goals else None,
            format_func=lambda goal: queries.shortened(goals[goal]),
            placeholder="Choose one",
            key=GOAL,
            on_change=name_goal,
        )
    typed = st.text_area(
        "Or any words" if goals else "A goal",
        key="text",
        bind="query-params",
        placeholder=queries.EXAMPLE,
        max_chars=MAX_CHARACTERS,
        height=68,
        disabled=chosen is not None,
    )
    tier = st.segmented_control(
        "Tier",
        [tier.value for tier in Tier],
        default=queries.tier_of(rein, user).value,
        required=True,
        format_func=str.capitalize,
        key="tier",
        bind="query-params",
    )
    words = goals[chosen] if chosen is not None else (typed or "").strip() or queries.EXAMPLE
    found = queries.explain(rein, words, Tier(tier or Tier.BASIC))
    frame.note(f"{found.complexity} Read as: “{queries.shortened(words)}”")
    for stage in found.stages:
        routes.show_stage(stage)


def name_goal() -> None:
    """Put the chosen goal into the address: its id, because its words are too long for one."""
    chosen = st.session_state[GOAL]
    if chosen is None:
        st.query_params.pop("goal", None)
    else:
        st.query_params["goal"] = chosen


def change(row: AccountRow, tier: Tier) -> None:
    """Change a tier, and keep the way back."""
    whose = (
        "Your goals are"
        if row.user_id == auth.current_user().id
        else f"The goals of {row.name} are"
    )

    def give() -> None:
        before = actions.change_tier(row.user_id, tier)
        taken_back = st.session_state.pop(UNDO, None) == (row.user_id, tier)
        if not taken_back:
            st.session_state[UNDO] = (row.user_id, before)

    notice.attempt(
        give,
        done=f"{whose} written as “{tier}” from the next run on; before, as “{row.tier}”.",
        place=tiers.PLACE,
    )


render()
