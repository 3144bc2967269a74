"""The sections of a goal's page on which its owner continues from the result."""

import streamlit as st

from app.coach.goal import draw, follow_up_goals, goal_actions, improve, load, present, rating
from app.coach.goal.card import actions as card
from core.usecases.goals.get_goal import GoalView, RunStatus

CARD = "goal.card"


def show_card(goal_id: str, *, mine: bool) -> None:
    """Draw the card as a fragment, so that writing in a field redraws nothing else."""
    view = load.find_goal(goal_id)
    if view is None:
        st.rerun()
    st.header("What Rein understood", anchor="card")
    waits = view.status is RunStatus.NEEDS_ANSWERS
    if not waits or not present.is_title(view.text):
        draw.show_quote(view)
    key = f"{CARD}.{view.run_id}"
    if waits and mine:
        card.show_before_plan(view, key=key)
    else:
        card.show_after_plan(view, key=key, mine=mine and view.clarified is not None)
        draw.show_understood(view)


def show_understood(view: GoalView) -> None:
    """Draw what was understood while the rest is still being written."""
    if view.clarified is not None:
        st.header("What Rein understood", anchor=False)
        card.show_after_plan(view, key=f"{CARD}.live", mine=False)
        draw.show_understood(view)


def show_way_on(view: GoalView) -> None:
    """Draw what can be changed, if the person has rated the result as not right for them."""
    if view.rating is not None and rating.does_not_fit(view.rating) and view.clarified is not None:
        card.offer_correction(view, key=f"{CARD}.rated.{view.run_id}")


def show_follow_up_goals(view: GoalView) -> None:
    """Draw the follow-up goals of the same text."""
    if view.clarified is not None:
        others, full_length = load.find_other_goals(view), load.find_full_length_goal(view)
        goal_actions.start(
            follow_up_goals.show(
                others, full_length, circumstances=view.circumstances, key="goal.next"
            )
        )


def show_resolution(view: GoalView, *, mine: bool) -> None:
    """Draw the resolution with its scores and, for its owner, what would improve it."""
    over = view.status is not None and view.status.over
    may_change = mine and view.resolution is not None and over
    change = load.find_improvement(view) if may_change else None
    draw.show_resolution(view, may_change=may_change, changed=change is not None)
    if may_change and not view.scores_are_current and draw.offer_new_scores():
        goal_actions.score_again(view)
    if may_change:
        items = improve.missing(view.evaluation)
        proposals = load.suggest_sentences(view, [item.item for item in items])
        choice = improve.show(items, proposals, change, key="goal.better")
        goal_actions.improve_resolution(view, choice)
