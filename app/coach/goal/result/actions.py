"""Change the resolution or its scores, then draw the page again."""

from functools import partial

import streamlit as st

from app import auth, services
from app.coach.goal.result import improve
from app.ui import notice
from core.usecases.goals.get_goal import GoalView
from core.usecases.resolutions.improve import apply_suggestion, undo_improvement
from core.usecases.resolutions.score_again import score_again as rescore


def score_again(view: GoalView) -> None:
    """Score what is shown now, by rule."""
    notice.attempt(
        partial(rescore, services.rein(), viewer=auth.current_viewer(), goal_id=view.goal_id),
        done="Scored again.",
        place=improve.PLACE,
    )
    st.rerun()


def improve_resolution(view: GoalView, choice: improve.Addition | improve.Choice | None) -> None:
    """Add a sentence to the resolution, or remove the last one; both give new scores."""
    if choice is None:
        return
    if isinstance(choice, improve.Addition):
        place = improve.message_place(choice.item_id)
        notice.attempt(partial(_add, view.goal_id, choice), place=place)
    else:
        notice.attempt(
            partial(
                undo_improvement,
                services.rein(),
                viewer=auth.current_viewer(),
                goal_id=view.goal_id,
            ),
            done="Taken back: the resolution and its scores are as they were before it.",
            place=improve.PLACE,
        )
    st.rerun()


def _add(goal_id: str, addition: improve.Addition) -> None:
    improved = apply_suggestion(
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=goal_id,
        item_id=addition.item_id,
        sentence=addition.sentence,
    )
    text = "Added, and scored again."
    if not improved.met:
        text = "Added, but the scorer still does not find it. Say it more plainly, or take it back."
    notice.post(text, place=improve.PLACE)
