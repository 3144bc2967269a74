"""Draw a goal in reading order: words, understanding, resolution with scores, and plan."""

from datetime import date

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from app.coach.goal import present
from app.coach.goal.part import open_part
from app.coach.goal.plan import plan_view, week_strip
from app.coach.goal.plan.task_box import Tick
from app.coach.goal.plan.week_view import PlanView
from app.coach.goal.result import resolution_view, scores, understood_view
from app.ui import html
from core.ports import Purpose
from core.quality.verdict import ScoredBy
from core.usecases.goals.get_goal import GoalView


def show_words(view: GoalView) -> None:
    """Draw the person's own words."""
    st.header("Your words", anchor=False)
    understood_view.show_words(view.text)


def show_quote(view: GoalView) -> None:
    """Draw the person's own words inside the card."""
    understood_view.show_words(view.text)


def show_understood(view: GoalView) -> None:
    """Draw who read the goal, once it is clarified, with notes, and the SMART lines folded."""
    if view.clarified is not None:
        _author(view, Purpose.PREPROCESS, verb="Read")
        understood_view.show_replies(view.clarified.replies)
        understood_view.show_understood(view.clarified)


def show_resolution(view: GoalView, *, folded: bool = False) -> None:
    """Draw the resolution."""
    if view.resolution is None:
        return
    place = open_part("Your resolution", folded=folded, key="goal.resolution")
    if place is not None:
        with place:
            _author(view, Purpose.GENERATE, verb="Written", always=True)
            resolution_view.show_resolution(view.resolution, view.evaluation)


def show_scores(view: GoalView, *, may_change: bool, changed: bool) -> DeltaGenerator | None:
    """Draw the scores, folded. Return their fold, or None if there is none.

    `may_change` is True if the page offers what is missing, `changed` if the person has added to
    the resolution.
    """
    if view.resolution is None:
        return None
    if view.evaluation is None:
        if reason := present.missing_reason(view, Purpose.EVALUATE):
            html.draw(
                Markup(
                    '<section class="coach coach-scores"><b>Not scored</b><p>{}</p></section>'
                ).format(reason)
            )
        return None
    # Suggestions of a rule are offered by the page, ready to be added.
    offered = may_change and view.evaluation.scored_by is ScoredBy.CODE
    fold = st.expander(present.score_label(view.evaluation), key="goal.scores")
    with fold:
        scores.show(
            view.evaluation,
            scored_by=present.scored_by(view, changed=changed),
            with_suggestions=not offered,
        )
    return fold


def show_plan(view: GoalView, *, today: date, key: str, on_tick: Tick | None) -> None:
    """Draw the week of today and the whole plan, or why there is none."""
    if view.plan is not None:
        going_on = view.goal_finished_at is None
        shown = PlanView(
            plan=view.plan,
            done=view.done_tasks,
            today=today,
            key=key,
            on_tick=on_tick,
            opened=week_strip.week_to_open(view.plan, today) if going_on else None,
        )
        plan_view.show_opened_week(shown)
        st.header("Your plan", anchor=False)
        _author(view, Purpose.PLAN, verb="Written")
        plan_view.show_whole_plan(shown)
    elif view.resolution is not None and (reason := present.missing_reason(view, Purpose.PLAN)):
        st.header("Your plan", anchor=False)
        html.draw(Markup('<p class="coach coach-note">There is no plan yet. {}</p>').format(reason))


def _author(view: GoalView, stage: str, *, verb: str, always: bool = False) -> None:
    """Draw who wrote a part; the offline coach is named at the resolution alone."""
    author = present.written_by(view, stage, verb=verb)
    if author and (always or not present.is_offline(view)):
        html.draw(Markup('<p class="coach coach-meta coach-author">{}</p>').format(author))
