"""What we understood, and the resolution written for it, in reading order."""

from collections.abc import Mapping

import streamlit as st

from app.widgets import dates
from app.widgets.text import capital, marked, markup
from core.goals.goal import Assumption, ClarifiedGoal, GoalType
from core.quality.rubric import item_by_id
from core.quality.verdict import Evaluation
from core.resolutions.resolution import Challenge, Resolution

_GOAL_TYPES = {
    GoalType.OUTCOME: "a result to reach",
    GoalType.BEHAVIOUR: "a habit to keep",
    GoalType.LEARNING: "something to learn first",
    GoalType.OPEN: "an open exploration",
}


def show_words(text: str) -> None:
    """Draw the person's own words, exactly as they wrote them."""
    st.html(f'<blockquote class="coach-words" dir="auto">{markup(text)}</blockquote>')


def show_understood(goal: ClarifiedGoal) -> None:
    """Draw the clarified goal: one sentence, five SMART lines, what was assumed, what must be said."""
    smart = (
        ("Specific", goal.smart.specific),
        ("Measurable", goal.smart.measurable),
        ("Achievable", goal.smart.achievable),
        ("Relevant", goal.smart.relevant),
        ("Time-bound", goal.smart.time_bound),
    )
    lines = "".join(f"<div><dt>{name}</dt><dd>{markup(line)}</dd></div>" for name, line in smart)
    notes = "".join(f'<p class="coach-note">{markup(note)}</p>' for note in goal.notes)
    st.html(
        f'<div class="coach"><p class="coach-lead">{markup(goal.statement)}</p>'
        f'<p class="coach-meta">{_facts(goal)}</p><dl class="coach-smart">{lines}</dl>'
        f"{_assumptions(goal.assumptions)}{notes}</div>"
    )


def _facts(goal: ClarifiedGoal) -> str:
    facts = (
        dates.span(goal.starts_on, goal.deadline),
        f"{dates.hours(goal.hours_per_week)} a week",
        _GOAL_TYPES[goal.goal_type],
    )
    return " · ".join(markup(fact) for fact in facts)


def _assumptions(assumptions: tuple[Assumption, ...]) -> str:
    if not assumptions:
        return '<p class="coach-meta">Nothing had to be assumed: you said all that the plan depends on.</p>'
    rows = "".join(
        f"<li><b>{markup(capital(a.about))}:</b> {markup(_sentence(a.assumed))}"
        + (f' <span class="coach-meta">{markup(_sentence(a.why))}</span>' if a.why else "")
        + "</li>"
        for a in assumptions
    )
    return f'<h4>What we assumed, because you did not say</h4><ul class="coach-list">{rows}</ul>'


def _sentence(text: str) -> str:
    return capital(text) + ("" if text.endswith((".", "!", "?")) else ".")


def show_resolution(resolution: Resolution, evaluation: Evaluation | None) -> None:
    """Draw the resolution; passages that the scores quote are underlined."""
    quotes = evidence_of(evaluation)
    st.html(
        '<div class="coach coach-resolution">'
        f'<p class="coach-lead">{marked(resolution.description, quotes)}</p>'
        f'<p class="coach-smartline">{marked(resolution.smart_statement, quotes)}</p>'
        f"<h4>Why this should work</h4><p>{marked(resolution.rationale, quotes)}</p>"
        f"<h4>How you will know</h4>{_metrics(resolution, quotes)}"
        f"<h4>The way there</h4>{_timeline(resolution, quotes)}"
        f"<h4>How you go about it</h4>{_strategies(resolution, quotes)}"
        f"<h4>When it gets hard</h4>{_challenges(resolution.challenges, quotes)}</div>"
    )


def evidence_of(evaluation: Evaluation | None) -> dict[str, str]:
    """Return every quoted passage with the question it answers, for marking it in the text."""
    if evaluation is None:
        return {}
    return {
        item.evidence: f"{_dimension_of(item.item)}: {item.question}"
        for dimension in evaluation.dimensions
        for item in dimension.items
        if item.yes and item.evidence.strip()
    }


def _dimension_of(item_id: str) -> str:
    item = item_by_id(item_id)
    return "Evidence" if item is None else capital(item.dimension.value)


def _metrics(resolution: Resolution, quotes: Mapping[str, str]) -> str:
    rows = "".join(
        f"<div><dt>{marked(m.name, quotes)}</dt><dd><b>{marked(m.target, quotes)}</b>"
        f'<span class="coach-meta">{marked(m.how, quotes)}</span></dd></div>'
        for m in resolution.metrics
    )
    return f'<dl class="coach-metrics">{rows}</dl>'


def _timeline(resolution: Resolution, quotes: Mapping[str, str]) -> str:
    rows = "".join(
        f'<li class="coach-phase-{n % 5}"><span class="coach-meta">{_weeks(p.first_week, p.last_week)}</span>'
        f"<b>{marked(p.name, quotes)}</b><span>{marked(p.aim, quotes)}</span></li>"
        for n, p in enumerate(resolution.timeline)
    )
    return f'<ol class="coach-timeline">{rows}</ol>'


def _weeks(first: int, last: int) -> str:
    return f"Week {first}" if first == last else f"Weeks {first}–{last}"


def _strategies(resolution: Resolution, quotes: Mapping[str, str]) -> str:
    rows = "".join(
        f"<li><b>{marked(s.name, quotes)}.</b> {marked(s.description, quotes)}</li>"
        for s in resolution.strategies
    )
    return f'<ul class="coach-list">{rows}</ul>'


def _challenges(challenges: tuple[Challenge, ...], quotes: Mapping[str, str]) -> str:
    rows = "".join(
        f'<li><span class="coach-meta">{marked(capital(c.obstacle), quotes)}</span>{marked(c.if_then, quotes)}</li>'
        for c in challenges
    )
    return f'<ul class="coach-ifthen">{rows}</ul>'
