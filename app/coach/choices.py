"""What the choices on a goal's page do: one action, then the page as it stands after it."""

from functools import partial

import streamlit as st

from app.actions import coaching as actions
from app.coach import GOALS
from app.widgets import (
    goal_header,
    improve,
    new_goal,
    next_goals,
    notice,
    questions,
    rating,
    run_progress,
)
from core.quality.rating import Rating
from core.store.goals.read import GoalView


def follow(view: GoalView, choice: run_progress.Choice | None) -> None:
    """Cancel or retry the run."""
    if choice is None:
        return
    action = {run_progress.Choice.CANCEL: actions.cancel, run_progress.Choice.RETRY: actions.retry}[
        choice
    ]
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
        new_goal.prefill(view.text, view.circumstances, rewrite=True)
        st.switch_page(GOALS.path)
    action, done = {
        goal_header.Choice.ARCHIVE: (
            actions.archive,
            "Archived. You find it at the end of your goals.",
        ),
        goal_header.Choice.RESTORE: (actions.restore, "The goal is back in your list."),
        goal_header.Choice.DELETE: (actions.delete, "The goal and everything about it is deleted."),
    }[choice]
    if (
        notice.attempt(partial(action, view.goal_id), done=done)
        and choice is goal_header.Choice.DELETE
    ):
        st.switch_page(GOALS.path)
    st.rerun()


def start(choice: next_goals.Start | None) -> None:
    """Write a goal into the line of the Goals page; the person sends it, or does not."""
    if choice is not None:
        new_goal.prefill(choice.text, choice.circumstances)
        st.switch_page(GOALS.path)


def better(view: GoalView, choice: improve.Addition | improve.Choice | None) -> None:
    """Add a sentence to the resolution or take the last one back; the page then shows the new scores."""
    if choice is None:
        return
    if isinstance(choice, improve.Addition):
        notice.attempt(partial(_add, view.goal_id, choice), place=improve.place_of(choice.item_id))
    else:
        done = "Taken back: the resolution and its scores are as they were before it."
        notice.attempt(
            partial(actions.take_back_improvement, view.goal_id), done=done, place=improve.PLACE
        )
    st.rerun()


def _add(goal_id: str, addition: improve.Addition) -> None:
    met = actions.improve(goal_id, addition.item_id, addition.sentence)
    said = "Added, and scored anew."
    if not met:
        said = "Added, but the scorer still does not find it. Say it more plainly, or take it back."
    notice.say(said, place=improve.PLACE)


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
