"""Routing: the models that would be called for a goal, in order, with reasons; and the tiers."""

import streamlit as st

from app import auth, services
from app.operate.routing import draw, load, present
from app.operate.shared import styles
from app.ui import notice, page_text
from core.accounts.user import Role
from core.ports import Tier
from core.usecases.accounts.list_accounts import AccountRow

MAX_CHARACTERS = 1_000
EXAMPLE = (
    "Run 10 km by the end of June, although my knee hurts after long runs and I only have three "
    "hours a week"
)
GOAL = "routing.goal"
UNDO = "routing.last_change"


def render() -> None:
    st.title("Routing", anchor=False)
    auth.current_user().require(Role.ADMIN)
    styles.apply()
    page_text.lead(
        "Each step of a run asks the models of the first row that fits, one after the other, until "
        "one answers."
    )
    show_explainer()
    with st.expander("The whole table of routes", key="routing.table"):
        draw.show_table(load.list_rows())
        page_text.note(load.table_note())
    show_live()
    draw.show_tiers(load.list_accounts(), st.session_state.get(UNDO), on_change=change)


def show_live() -> None:
    """Draw the version of the routes that is live, with the ways to its trial and its texts."""
    live = load.live_routes()
    page_text.section("The live version")
    page_text.note(present.live_sentence(live, now=services.now()))
    if (text := present.trial_sentence(live)) and live.trial is not None:
        st.page_link("review/trials/page.py", label=text, query_params={"trial": live.trial.id})
    st.page_link(
        "review/config/page.py", label="Versions of the routes", query_params={"prompt": "routes"}
    )


def show_explainer() -> None:
    """Ask for a goal and a tier, and draw the models that would be called for it."""
    page_text.section("Who would be asked")
    goals = load.goal_texts()
    chosen, named = None, st.query_params.get("goal")
    if goals:
        chosen = st.selectbox(
            "One of your goals",
            list(goals),
            index=list(goals).index(named) if named in goals else None,
            format_func=lambda goal: present.shortened(goals[goal]),
            placeholder="Choose one",
            key=GOAL,
            on_change=select_goal,
        )
    typed = st.text_area(
        "Or any words" if goals else "A goal",
        key="text",
        bind="query-params",
        placeholder=EXAMPLE,
        max_chars=MAX_CHARACTERS,
        height=68,
        disabled=chosen is not None,
    )
    tier = st.segmented_control(
        "Tier",
        [tier.value for tier in Tier],
        default=load.current_tier().value,
        required=True,
        format_func=str.capitalize,
        key="tier",
        bind="query-params",
    )
    text = goals[chosen] if chosen is not None else (typed or "").strip() or EXAMPLE
    found = load.explain(text, Tier(tier or Tier.BASIC))
    page_text.note(f"{found.complexity} Read as: “{present.shortened(text)}”")
    for stage in found.stages:
        draw.show_stage(stage)


def select_goal() -> None:
    """Put the id of the chosen goal into the URL; its text would be too long."""
    chosen = st.session_state[GOAL]
    if chosen is None:
        st.query_params.pop("goal", None)
    else:
        st.query_params["goal"] = chosen


def change(row: AccountRow, tier: Tier) -> None:
    """Change a tier, and remember the old one for an undo."""
    whose = f"The goals of {row.name} are"
    if row.user_id == auth.current_user().id:
        whose = "Your goals are"

    def apply() -> None:
        before = load.change_tier(row.user_id, tier)
        undone = st.session_state.pop(UNDO, None) == (row.user_id, tier)
        if not undone:
            st.session_state[UNDO] = (row.user_id, before)

    notice.attempt(
        apply,
        done=f"{whose} written as “{tier}” from the next run on; before, as “{row.tier}”.",
        place=draw.TIERS_PLACE,
    )


render()
