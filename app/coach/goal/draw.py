"""Draw a goal in reading order: words, understanding, resolution with scores, and plan."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from app.coach.goal import plan_view, present, resolution_view, scores
from app.ui import html
from core.quality.verdict import ScoredBy
from core.usecases.goals.get_goal import GoalView


def show_words(view: GoalView) -> None:
    """Draw the person's own words."""
    st.header("Your words", anchor=False)
    resolution_view.show_words(view.text)


def show_quote(view: GoalView) -> None:
    """Draw the person's own words inside the card."""
    resolution_view.show_words(view.text)


def show_understood(view: GoalView) -> None:
    """Draw who read the goal, once it is clarified, with notes, and the SMART lines folded."""
    if view.clarified is not None:
        _author(view, "preprocess", verb="Read")
        resolution_view.show_replies(view.clarified.replies)
        resolution_view.show_understood(view.clarified)


def show_resolution(view: GoalView, *, may_change: bool = False, changed: bool = False) -> None:
    """Draw the resolution, with its scores folded below it.

    `may_change` is True if the page offers below what is missing, `changed` if the person has
    added to the resolution.
    """
    if view.resolution is None:
        return
    _head("Your resolution", view, "generate")
    resolution_view.show_resolution(view.resolution, view.evaluation)
    _scores(view, may_change=may_change, changed=changed)


def offer_new_scores() -> bool:
    """Draw that the scores are of an earlier version. Return whether they are asked for anew."""
    with st.container(
        horizontal=True, vertical_alignment="center", gap="medium", key="goal.stalescores"
    ):
        html.draw(
            Markup(
                '<div class="coach"><p>{} Fixed rules score it again, at no cost.</p></div>'
            ).format(present.EARLIER_SCORES),
            width="content",
        )
        return st.button("Score again", key="goal.scoreagain", icon=":material/refresh:")


def show_plan(view: GoalView, *, today: date, key: str, on_tick: plan_view.Tick | None) -> None:
    """Draw the plan, or why there is none."""
    if view.plan is not None:
        _head("Your plan", view, "plan")
        plan_view.show(view.plan, done=view.done_tasks, today=today, key=key, on_tick=on_tick)
    elif view.resolution is not None and (reason := present.missing_reason(view, "plan")):
        st.header("Your plan", anchor=False)
        html.draw(Markup('<p class="coach coach-note">There is no plan yet. {}</p>').format(reason))


def _head(title: str, view: GoalView, stage: str) -> None:
    """Draw a heading, and below it who wrote the part."""
    st.header(title, anchor=False)
    _author(view, stage, verb="Written")


def _author(view: GoalView, stage: str, *, verb: str) -> None:
    """Draw who wrote a part; an author that the head of the page names is not named again."""
    author = present.written_by(view, stage, verb=verb)
    if author and not present.is_offline(view):
        html.draw(Markup('<p class="coach coach-meta coach-author">{}</p>').format(author))


def _scores(view: GoalView, *, may_change: bool, changed: bool) -> None:
    if view.evaluation is not None:
        # Suggestions of a rule are offered below, ready to be added.
        offered = may_change and view.evaluation.scored_by is ScoredBy.CODE
        with st.expander(present.score_label(view.evaluation), key="goal.scores"):
            scores.show(
                view.evaluation,
                scored_by=present.scored_by(view, changed=changed),
                with_suggestions=not offered,
            )
    elif reason := present.missing_reason(view, "evaluate"):
        html.draw(
            Markup(
                '<section class="coach coach-scores"><b>Not scored</b><p>{}</p></section>'
            ).format(reason)
        )
