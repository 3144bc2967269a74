"""One goal: its run in progress, then its result, rating and trace."""

from functools import partial

import streamlit as st

from app import services
from app.coach import GOALS
from app.coach.goal import (
    draw,
    goal_actions,
    header,
    living,
    load,
    present,
    sections,
)
from app.coach.goal.card import actions as card
from app.coach.goal.run import run_progress, trace_fold
from app.coach.shared import styles, unsent
from app.ui import empty, notice
from core.errors import NotFound, ReinError
from core.usecases.goals.get_goal import GoalView, RunStatus

POLL_S = 1.0
KEY = "goal"
_UNDER_WAY = {RunStatus.QUEUED, RunStatus.RUNNING}


def render() -> None:
    styles.apply()
    view = load.find_goal(st.query_params.get("id", ""))
    notice.show()
    if view is not None:
        st.set_page_config(page_title=f"{present.title_of(view)} - Rein")
    if view is None:
        show_missing()
    elif view.status in _UNDER_WAY:
        st.fragment(show_live, run_every=POLL_S)(view.goal_id)
    else:
        show_ended(view)
    unsent.keep()


def show_missing() -> None:
    st.title("Goal", anchor=False)
    advice = "It may have been deleted, or the address is incomplete."
    empty.show_error(NotFound("We cannot find this goal.", advice=advice))
    st.page_link(GOALS.path, label="Go to your goals", icon=":material/arrow_back:")


def show_live(goal_id: str) -> None:
    """Draw the run once a second; once it has ended, draw the whole page again."""
    try:
        view = load.find_goal(goal_id)
    except ReinError as error:
        empty.show_error(error)
        st.caption("We keep looking: this page goes on by itself as soon as the database answers.")
        return
    if view is None or view.status not in _UNDER_WAY:
        st.rerun()
    now, today = services.now(), services.today()
    header.show_title(view, today=today)
    run_progress.show_takeover(view, now=now, full_page=load.may_review())
    goal_actions.cancel_or_retry(view, run_progress.show(view, now=now, key=f"{KEY}.live"))
    draw.show_words(view)
    sections.show_understood(view)
    draw.show_resolution(view)
    draw.show_scores(view, may_change=False, changed=False)
    draw.show_plan(view, today=today, key=f"{KEY}.live.plan", on_tick=None)


def show_ended(view: GoalView) -> None:
    """Draw what the person needs now, then the plan, then folded how it came to be."""
    mine, today = load.is_owner(view), services.today()
    waits = view.status is RunStatus.NEEDS_ANSWERS
    folded = mine and present.is_lived(view, today=today)
    show_head(view, mine=mine, waits=waits, rates=not folded)
    living_sections = living.sections_of(view, mine=mine)
    living.show_first(living_sections.first, view)
    st.fragment(show_plan)(view.goal_id, mine=mine)
    living.show(living_sections.then, view)
    if view.clarified is not None:
        st.fragment(sections.show_card)(view.goal_id, mine=mine, folded=folded)
    else:
        draw.show_words(view)
    if mine and not waits:
        sections.show_follow_up_goals(view)
    sections.show_resolution(view, mine=mine, folded=folded)
    if mine and view.resolution is not None:
        st.fragment(sections.show_rating)(view.goal_id, folded=folded)
    if view.trace_id is not None and not waits:
        trace_fold.show(view.trace_id, now=services.now(), key=f"{KEY}.trace")


def show_head(view: GoalView, *, mine: bool, waits: bool, rates: bool) -> None:
    """Draw the title, what can be done with the goal, and how its run ended if it failed."""
    now = services.now()
    header.show_title(view, today=services.today())
    run_progress.show_takeover(view, now=now, full_page=load.may_review())
    exports = load.exports_of(view)
    rates = rates and mine and view.resolution is not None and view.rating is None
    chosen = header.show_actions(view, key=KEY, exports=exports, mine=mine, rates=rates)
    goal_actions.change(view, chosen)
    if not waits and view.status is not RunStatus.DONE and mine:
        goal_actions.cancel_or_retry(view, run_progress.show(view, now=now, key=KEY))
    card.show_change(view)


def show_plan(goal_id: str, *, mine: bool) -> None:
    """Draw the plan as a fragment, so that ticking a task redraws nothing else."""
    view = load.find_goal(goal_id)
    if view is None:
        st.rerun()
    notice.show(goal_actions.PLAN_PLACE)
    tick = partial(goal_actions.set_task_done, goal_id) if mine and not view.archived else None
    draw.show_plan(view, today=services.today(), key=f"{KEY}.plan", on_tick=tick)


render()
