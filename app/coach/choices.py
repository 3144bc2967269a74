"""What the choices on a goal's page do: one action, then the page as it stands after it."""

from functools import partial

import streamlit as st

from app.actions import coaching as actions
from app.coach import GOALS
from app.widgets import goal_header, new_goal, notice, questions, rating, run_progress
from core.feedback.rating import Rating
from core.read.goals import GoalView


def follow(view: GoalView, choice: run_progress.Choice | None) -> None:
    """Cancel or retry the run."""
    if choice is None:
        return
    action = {run_progress.Choice.CANCEL: actions.cancel, run_progress.Choice.RETRY: actions.retry}[choice]
    notice.attempt(partial(action, view.goal_id))
    st.rerun()


def answer(view: GoalView, answers: questions.Answers | None) -> None:
    """Send what was said to the coach's questions; the run goes on."""
    if answers is not None:
        notice.attempt(partial(actions.answer, view.goal_id, answers), place=questions.PLACE)
        st.rerun()


def act(view: GoalView, choice: goal_header.Choice | None) -> None:
    """Write the goal again, put it away, bring it back, or delete it."""
    if choice is None:
        return
    if choice is goal_header.Choice.WRITE_AGAIN:
        new_goal.prefill(view.text, view.circumstances)
        st.switch_page(GOALS.path)
    action, done = {
        goal_header.Choice.ARCHIVE: (actions.archive, "Archived. You find it at the end of your goals."),
        goal_header.Choice.RESTORE: (actions.restore, "The goal is back in your list."),
        goal_header.Choice.DELETE: (actions.delete, "The goal and everything about it is deleted."),
    }[choice]
    if notice.attempt(partial(action, view.goal_id), done=done) and choice is goal_header.Choice.DELETE:
        st.switch_page(GOALS.path)
    st.rerun()


def rate(trace_id: str, choice: Rating | rating.Choice | None) -> None:
    """Store or take back a rating; what comes of it is said where the rating stands."""
    if choice is None:
        return
    if isinstance(choice, Rating):
        notice.attempt(partial(actions.rate, trace_id, choice), place=rating.PLACE)
    else:
        done = "Your rating is taken back and counts no more."
        notice.attempt(partial(actions.withdraw_rating, trace_id), done=done, place=rating.PLACE)
    st.rerun()
