"""What was understood and written for a goal, and how its owner continues from it."""

import streamlit as st
from markupsafe import Markup

from app import services
from app.coach.goal import draw, follow_up_goals, goal_actions, load, present
from app.coach.goal.card import actions as card
from app.coach.goal.part import open_part
from app.coach.goal.rating import answers, replies
from app.coach.goal.rating import form as rating
from app.coach.goal.result import actions as result_actions
from app.coach.goal.result import improve, stale_scores
from app.ui import html
from core.usecases.goals.get_goal import GoalView, RunStatus

CARD = "goal.card"


def show_card(goal_id: str, *, mine: bool, folded: bool) -> None:
    """Draw the card as a fragment, so that writing in a field redraws nothing else."""
    view = load.find_goal(goal_id)
    if view is None:
        st.rerun()
    place = open_part("What Rein understood", folded=folded, key=f"{CARD}.fold")
    if place is not None:
        with place:
            _card(view, mine=mine)


def _card(view: GoalView, *, mine: bool) -> None:
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


def show_follow_up_goals(view: GoalView) -> None:
    """Draw the follow-up goals of the same text."""
    if view.clarified is not None:
        others, full_length = load.find_other_goals(view), load.find_full_length_goal(view)
        goal_actions.start(
            follow_up_goals.show(
                others, full_length, circumstances=view.circumstances, key="goal.next"
            )
        )


def show_resolution(view: GoalView, *, mine: bool, folded: bool) -> None:
    """Draw the resolution, its scores and, for its owner, what would improve it."""
    over = view.status is not None and view.status.over
    may_change = mine and view.resolution is not None and over
    draw.show_resolution(view, folded=folded)
    if not may_change:
        draw.show_scores(view, may_change=False, changed=False)
        return
    change = load.find_improvement(view)
    place = draw.show_scores(view, may_change=True, changed=change is not None)
    items = improve.missing(view.evaluation)
    with place if folded and place is not None else st.container():
        if not view.scores_are_current and stale_scores.offer():
            result_actions.score_again(view)
        proposals = load.suggest_sentences(view, [item.item for item in items])
        choice = improve.show(items, proposals, change, key="goal.better")
    result_actions.improve_resolution(view, choice)


def show_rating(goal_id: str, *, folded: bool) -> None:
    """Draw the rating as a fragment, so that sending it does not scroll the page."""
    view = load.find_goal(goal_id)
    if view is None:
        st.rerun()
    if not folded:
        html.draw(Markup('<span id="rating"></span>'))
    fresh, earlier = answers.split_fresh(replies.rating_replies(goal_id))
    answers.show_fresh(fresh, now=services.now())
    place = open_part("Your rating", folded=folded, key="goal.rating.fold")
    if place is None or view.trace_id is None:
        return
    with place:
        answers.show_earlier(earlier, now=services.now())
        history = load.rating_history(view.trace_id)
        goal_actions.rate(view.trace_id, rating.show(view.rating, history, key="goal.rating"))
        given, understood = view.rating, view.clarified is not None
        if given is not None and rating.does_not_fit(given) and understood:
            card.offer_correction(view, key=f"{CARD}.rated.{view.run_id}")
