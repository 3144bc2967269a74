"""The story of a goal in reading order: your words, what we understood, the resolution with its scores, the plan."""

from datetime import date

import streamlit as st

from app.widgets import plan_view, questions, resolution_view, run_progress, scores
from app.widgets.text import markup
from core.quality.verdict import ScoredBy
from core.store.goals.read import GoalView
from core.store.runs.values import StageStatus

_SCORERS = {
    ScoredBy.CODE: "Answered by rule, with the questions a model would be asked.",
    ScoredBy.LLM: "Answered by a model; every yes was checked against the text.",
    ScoredBy.HUMAN: "Answered by a person.",
}


def show_understanding(view: GoalView) -> None:
    """Draw the person's words and, once it is there, what they were understood to mean."""
    st.header("Your words", anchor=False)
    resolution_view.show_words(view.text)
    if view.clarified is not None:
        _head("What we understood", view, "preprocess", verb="Read")
        resolution_view.show_understood(view.clarified)
        questions.show_answers(view.answers)


def show_resolution(view: GoalView, *, may_change: bool = False, changed: bool = False) -> None:
    """Draw the resolution with the scores beside it; on a phone they follow it.

    `may_change` says that what is missing is offered below it, `changed` that the person has added to it.
    """
    if view.resolution is None:
        return
    _head("Your resolution", view, "generate")
    left, right = st.columns([1.75, 1], gap="large")
    with left:
        resolution_view.show_resolution(view.resolution, view.evaluation)
    with right:
        _scores(view, may_change=may_change, changed=changed)


def show_plan(view: GoalView, *, today: date, key: str, on_tick: plan_view.Tick | None) -> None:
    """Draw the plan, or why there is none."""
    if view.plan is not None:
        _head("Your plan", view, "plan")
        plan_view.show(view.plan, done=view.done_tasks, today=today, key=key, on_tick=on_tick)
    elif view.resolution is not None and (reason := _missing(view, "plan")):
        st.header("Your plan", anchor=False)
        st.html(f'<p class="coach coach-note">There is no plan yet. {markup(reason)}</p>')


def _head(title: str, view: GoalView, stage: str, *, verb: str = "Written") -> None:
    st.header(title, anchor=False)
    if author := run_progress.author_of(view, stage):
        kept = run_progress.kept_of(view, stage, verb=verb)
        st.html(f'<p class="coach coach-meta coach-author">{verb} by {markup(author + kept)}.</p>')


def _scores(view: GoalView, *, may_change: bool, changed: bool) -> None:
    if view.evaluation is not None:
        author = run_progress.author_of(view, "evaluate")
        verb = "Judged" if view.evaluation.scored_by is ScoredBy.LLM else "Scored"
        kept = run_progress.kept_of(view, "evaluate", verb=verb)
        scored_by = (
            "Scored anew with what you added. "
            if changed
            else f"{verb} by {author}{kept}. "
            if author
            else ""
        )
        by_rule = view.evaluation.scored_by is ScoredBy.CODE
        scores.show(
            view.evaluation,
            scored_by=scored_by + _SCORERS[view.evaluation.scored_by],
            suggests=not (
                may_change and by_rule
            ),  # what a rule suggests stands below, ready to be added
        )
    elif reason := _missing(view, "evaluate"):
        st.html(
            f'<section class="coach coach-scores"><b>Not scored</b><p>{markup(reason)}</p></section>'
        )


def _missing(view: GoalView, stage: str) -> str:
    """Return why a part is missing once nothing works on it any more; empty while it may still come."""
    if view.status is not None and not view.status.over:
        return ""
    row = next((row for row in view.stages if row.stage == stage), None)
    if row is not None and row.status is StageStatus.FAILED and row.error:
        return f"{row.error.rstrip('.')}. “Try again” works on this part alone."
    return "The run stopped before this part. “Try again” goes on from here."
