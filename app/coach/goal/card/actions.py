"""Show the card of a goal in its state, and carry out what the person does with it."""

from functools import partial

import streamlit as st

from app import auth, services
from app.coach.goal.card import change_view, draw, field_text, misfit, planned
from app.ui import notice
from core.usecases.goals.correct_goal import correct_goal
from core.usecases.goals.get_card import Preview, get_reading, preview_card
from core.usecases.goals.get_goal import GoalView
from core.usecases.plans.get_plan_change import find_plan_change
from core.usecases.runs.answer_questions import answer_questions


def show_before_plan(view: GoalView, *, key: str) -> None:
    """Draw the card of a run that waits for it; once it is confirmed, the run continues."""
    sent = draw.ask(view.questions, _preview(view, key=key), key=key)
    if sent is not None:
        notice.attempt(
            partial(
                answer_questions,
                services.rein(),
                viewer=auth.current_viewer(),
                goal_id=view.goal_id,
                answers=sent.answers,
            ),
            place=draw.PLACE,
        )
        st.rerun()


def show_after_plan(view: GoalView, *, key: str, mine: bool) -> None:
    """Draw the card of a planned goal: its sentence, or its fields if the person corrects it."""
    if mine and planned.is_open(key):
        show_correction(view, key=key)
    else:
        planned.show_folded(
            get_reading(services.rein(), viewer=auth.current_viewer(), view=view),
            key=key,
            mine=mine,
        )


def show_correction(view: GoalView, *, key: str) -> None:
    """Draw the fields of the card; what is sent plans the goal again in place."""
    sent = draw.correct(_preview(view, key=key), key=key)
    if sent is None:
        return
    again = partial(
        correct_goal,
        services.rein(),
        viewer=auth.current_viewer(),
        goal_id=view.goal_id,
        corrections=sent.answers,
    )
    if notice.attempt(again, place=draw.PLACE):
        planned.set_open(key, opened=False)
    st.rerun()


def offer_correction(view: GoalView, *, key: str) -> None:
    """Draw the way on from a low rating: what does not fit is corrected here and planned again."""
    if planned.is_open(key):
        show_correction(view, key=key)
    else:
        misfit.ask(key=key)


def show_change(view: GoalView) -> None:
    """Draw what the newest correction changed in the plan, if there was one."""
    change = find_plan_change(services.rein(), viewer=auth.current_viewer(), view=view)
    if change is not None:
        change_view.show(change)


def _preview(view: GoalView, *, key: str) -> Preview:
    rein, viewer = services.rein(), auth.current_viewer()
    written = field_text.written(get_reading(rein, viewer=viewer, view=view), key=key)
    return preview_card(rein, viewer=viewer, view=view, written=written)
