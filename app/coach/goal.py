"""One goal: the work while it goes on, then the story of it, the rating, and how it was made."""

from functools import partial

import streamlit as st

from app.actions import coaching as actions
from app.coach import GOALS, choices, sections
from app.queries import coaching as queries
from app.queries import goal_document
from app.widgets import (
    coach_styles,
    empty,
    goal_header,
    goal_story,
    notice,
    questions,
    rating,
    run_progress,
    takeover,
)
from core.errors import NotFound, ReinError
from core.store.goals.read import GoalView
from core.store.runs.values import RunStatus

POLL_S = 1.0
KEY = "goal"
_UNDER_WAY = {RunStatus.QUEUED, RunStatus.RUNNING}


def render() -> None:
    coach_styles.apply()
    view = queries.find_goal(st.query_params.get("id", ""))
    notice.show()
    if view is None:
        show_missing()
    elif view.status in _UNDER_WAY:
        st.fragment(show_live, run_every=POLL_S)(view.goal_id)
    else:
        show_settled(view)


def show_missing() -> None:
    st.title("Goal", anchor=False)
    advice = (
        "It may have been deleted, it may belong to somebody else, or the address is incomplete."
    )
    empty.show_error(NotFound("There is no goal here for you.", advice=advice))
    st.page_link(GOALS.path, label="Go to your goals", icon=":material/arrow_back:")


def show_live(goal_id: str) -> None:
    """Draw the run as it stands, once a second; the drawing that finds it ended starts the whole page again."""
    try:
        view = queries.find_goal(goal_id)
    except ReinError as error:
        empty.show_error(error)
        st.caption("We keep looking: this page goes on by itself as soon as the database answers.")
        return
    if view is None or view.status not in _UNDER_WAY:
        st.rerun()
    goal_header.show_title(view)
    takeover.show(view, now=queries.now(), full_page=queries.may_review())
    choices.follow(view, run_progress.show(view, now=queries.now(), key=f"{KEY}.live"))
    goal_story.show_understanding(view)
    goal_story.show_resolution(view)
    goal_story.show_plan(view, today=queries.today(), key=f"{KEY}.live.plan", on_tick=None)


def show_settled(view: GoalView) -> None:
    goal_header.show_title(view)
    takeover.show(view, now=queries.now(), full_page=queries.may_review())
    mine = queries.is_mine(view)
    exports = goal_header.Exports(
        markdown=partial(goal_document.as_markdown, view), json=partial(queries.as_json, view)
    )
    choices.act(view, goal_header.show_actions(view, key=KEY, exports=exports, mine=mine))
    if view.status is RunStatus.NEEDS_ANSWERS and mine:
        choices.answer(
            view, questions.ask(view.questions, key=f"{KEY}.{len(view.answers)}.questions")
        )
    elif view.status is not RunStatus.DONE and mine:
        choices.follow(view, run_progress.show(view, now=queries.now(), key=KEY))
    goal_story.show_understanding(view)
    if mine:
        sections.show_next(view)
    sections.show_resolution(view, mine=mine)
    st.fragment(show_plan)(view.goal_id, mine=mine)
    if mine and view.resolution is not None:
        st.fragment(show_rating)(view.goal_id)
    sections.show_trace(view, key=f"{KEY}.trace")


def show_plan(goal_id: str, *, mine: bool) -> None:
    """Draw the plan as a part of its own, so that a tick redraws nothing else."""
    view = queries.find_goal(goal_id)
    if view is None:
        st.rerun()
    notice.show(KEY)
    tick = partial(save_tick, goal_id) if mine and not view.archived else None
    goal_story.show_plan(view, today=queries.today(), key=f"{KEY}.plan", on_tick=tick)


def save_tick(goal_id: str, task_id: str, done: bool) -> None:  # noqa: FBT001 - the shape of plan_view.Tick
    notice.attempt(lambda: actions.tick(goal_id, task_id, done=done), place=KEY)


def show_rating(goal_id: str) -> None:
    """Draw the rating as a part of its own, so that sending it does not scroll the page away."""
    view = queries.find_goal(goal_id)
    if view is None:
        st.rerun()
    if view.trace_id is not None:
        trace_id = view.trace_id
        choices.rate(
            trace_id,
            rating.show(view.rating, queries.rating_history(trace_id), key=f"{KEY}.rating"),
        )


render()
