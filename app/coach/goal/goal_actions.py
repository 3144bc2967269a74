"""Carry out the actions of a goal's page, then draw the page again."""

from functools import partial

import streamlit as st

from app import auth, services
from app.coach import GOALS
from app.coach.goal import follow_up_goals, header
from app.coach.goal.rating import form as rating
from app.coach.goal.run import run_progress
from app.coach.shared import draft
from app.ui import notice
from core.quality.rating import Rating
from core.usecases.goals import archive
from core.usecases.goals.get_goal import GoalView
from core.usecases.plans.complete_task import complete_task
from core.usecases.ratings import rate as ratings
from core.usecases.runs.cancel import cancel_run
from core.usecases.runs.retry import retry_run

PLAN_PLACE = "goal"


def cancel_or_retry(view: GoalView, choice: run_progress.Choice | None) -> None:
    """Cancel or retry the run."""
    if choice is None:
        return
    action = cancel_run if choice is run_progress.Choice.CANCEL else retry_run
    notice.attempt(
        partial(action, services.rein(), viewer=auth.current_viewer(), goal_id=view.goal_id)
    )
    st.rerun()


def change(view: GoalView, choice: header.Choice | None) -> None:
    """Write the goal again, archive it, restore it, or delete it."""
    if choice is None:
        return
    if choice is header.Choice.WRITE_AGAIN:
        draft.prefill(view.text, view.circumstances, rewrite=True)
        st.switch_page(GOALS.path)
    action, done = {
        header.Choice.ARCHIVE: (
            archive.archive_goal,
            "Archived. It is at the end of your goals, and you can bring it back.",
        ),
        header.Choice.RESTORE: (archive.restore_goal, "The goal is back in your list."),
        header.Choice.DELETE: (
            archive.delete_goal,
            "The goal and everything about it is deleted.",
        ),
    }[choice]
    changed = notice.attempt(
        partial(action, services.rein(), viewer=auth.current_viewer(), goal_id=view.goal_id),
        done=done,
    )
    if changed and choice is header.Choice.DELETE:
        st.switch_page(GOALS.path)
    st.rerun()


def start(choice: follow_up_goals.Start | None) -> None:
    """Put a goal into the form of the Goals page; the person may submit it."""
    if choice is not None:
        draft.prefill(choice.text, choice.circumstances)
        st.switch_page(GOALS.path)


def rate(trace_id: str, choice: Rating | rating.Choice | None) -> None:
    """Store a rating or withdraw it."""
    if choice is None:
        return
    rein, viewer = services.rein(), auth.current_viewer()
    if isinstance(choice, Rating):
        store = partial(ratings.rate, rein, viewer=viewer, trace_id=trace_id, rating=choice)
        notice.attempt(store, place=rating.PLACE)
    else:
        notice.attempt(
            partial(ratings.withdraw_rating, rein, viewer=viewer, trace_id=trace_id),
            done="Your rating is taken back and no longer counts.",
            place=rating.PLACE,
        )
    st.rerun()


def set_task_done(goal_id: str, task_id: str, done: bool) -> None:  # noqa: FBT001 - a Tick
    """Store whether a task is done."""
    notice.attempt(
        partial(
            complete_task,
            services.rein(),
            viewer=auth.current_viewer(),
            goal_id=goal_id,
            task_id=task_id,
            done=done,
        ),
        place=PLAN_PLACE,
    )
