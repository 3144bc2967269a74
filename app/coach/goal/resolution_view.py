"""What was understood of a goal, and the resolution written for it."""

from collections.abc import Mapping

from markupsafe import Markup

from app.ui import html
from app.ui.html import EMPTY, highlighted, join, multiline
from app.ui.text import capital
from core import formats
from core.goals.goal import Assumption, ClarifiedGoal, GoalType
from core.goals.replies import Reply
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
    html.draw(
        Markup('<blockquote class="coach-words" dir="auto">{}</blockquote>').format(multiline(text))
    )


def show_understood(goal: ClarifiedGoal) -> None:
    """Draw the notes on the goal and, folded, its statement, SMART lines and assumptions."""
    smart = (
        ("Specific", goal.smart.specific),
        ("Measurable", goal.smart.measurable),
        ("Achievable", goal.smart.achievable),
        ("Relevant", goal.smart.relevant),
        ("Time-bound", goal.smart.time_bound),
    )
    lines = join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, multiline(line))
        for name, line in smart
    )
    notes = join(
        Markup('<p class="coach-note">{}</p>').format(multiline(note)) for note in goal.notes
    )
    html.draw(
        Markup(
            '<div class="coach">{}<details class="coach-fold"><summary>As a SMART goal</summary>'
            '<p>{}</p><p class="coach-meta">{}</p><dl class="coach-smart">{}</dl>{}</details></div>'
        ).format(
            notes, multiline(goal.statement), _facts(goal), lines, _assumptions(goal.assumptions)
        )
    )


def show_replies(replies: tuple[Reply, ...]) -> None:
    """Draw what the person asked, each question with its answer."""
    if not replies:
        return
    rows = join(
        Markup("<div><dt>{}</dt><dd>{}{}</dd></div>").format(
            multiline(reply.question), multiline(reply.text), _source(reply)
        )
        for reply in replies
    )
    html.draw(
        Markup('<div class="coach"><h4>{}</h4><dl class="coach-smart">{}</dl></div>').format(
            "What you asked", rows
        )
    )


def _source(reply: Reply) -> Markup:
    if not reply.source:
        return EMPTY
    if not reply.url:
        return Markup(' <span class="coach-meta">{}</span>').format(reply.source)
    return Markup(' <a class="coach-meta" href="{}" rel="noopener">{}</a>').format(
        reply.url, reply.source
    )


def _facts(goal: ClarifiedGoal) -> str:
    facts = (
        formats.date_range(goal.starts_on, goal.deadline),
        f"{formats.hours(goal.hours_per_week)} a week",
        _GOAL_TYPES[goal.goal_type],
    )
    return " · ".join(facts)


def _assumptions(assumptions: tuple[Assumption, ...]) -> Markup:
    if not assumptions:
        return Markup(
            '<p class="coach-meta">Nothing had to be assumed: you said all that the plan depends '
            "on.</p>"
        )
    rows = join(map(_assumption, assumptions))
    return Markup(
        '<h4>What we assumed, because you did not say</h4><ul class="coach-list">{}</ul>'
    ).format(rows)


def _assumption(assumption: Assumption) -> Markup:
    why = EMPTY
    if assumption.why:
        why = Markup(' <span class="coach-meta">{}</span>').format(_sentence(assumption.why))
    return Markup("<li><b>{}:</b> {}{}</li>").format(
        capital(assumption.about), _sentence(assumption.assumed), why
    )


def _sentence(text: str) -> str:
    return capital(text) + ("" if text.endswith((".", "!", "?")) else ".")


def show_resolution(resolution: Resolution, evaluation: Evaluation | None) -> None:
    """Draw the resolution; passages that the scores quote are underlined."""
    quotes = evidence_of(evaluation)
    html.draw(
        Markup(
            '<div class="coach coach-resolution">'
            '<p class="coach-lead">{}</p>'
            '<p class="coach-smartline">{}</p>'
            "<h4>Why this should work</h4><p>{}</p>"
            "<h4>How you will know</h4>{}"
            "<h4>The way there</h4>{}"
            '<details class="coach-fold"><summary>How to do it, and if you get stuck</summary>'
            "<h4>How to do it</h4>{}"
            "<h4>If you get stuck</h4>{}</details></div>"
        ).format(
            highlighted(resolution.description, quotes),
            highlighted(resolution.smart_statement, quotes),
            highlighted(resolution.rationale, quotes),
            _metrics(resolution, quotes),
            _timeline(resolution, quotes),
            _strategies(resolution, quotes),
            _challenges(resolution.challenges, quotes),
        )
    )


def evidence_of(evaluation: Evaluation | None) -> dict[str, str]:
    """Return the quoted passages, each with the question it answers."""
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


def _metrics(resolution: Resolution, quotes: Mapping[str, str]) -> Markup:
    rows = join(
        Markup('<div><dt>{}</dt><dd><b>{}</b><span class="coach-meta">{}</span></dd></div>').format(
            highlighted(m.name, quotes), highlighted(m.target, quotes), highlighted(m.how, quotes)
        )
        for m in resolution.metrics
    )
    return Markup('<dl class="coach-metrics">{}</dl>').format(rows)


def _timeline(resolution: Resolution, quotes: Mapping[str, str]) -> Markup:
    rows = join(
        Markup(
            '<li class="coach-phase-{}"><span class="coach-meta">{}</span>'
            "<b>{}</b><span>{}</span></li>"
        ).format(
            n % 5,
            _weeks(p.first_week, p.last_week),
            highlighted(p.name, quotes),
            highlighted(p.aim, quotes),
        )
        for n, p in enumerate(resolution.timeline)
    )
    return Markup('<ol class="coach-timeline">{}</ol>').format(rows)


def _weeks(first: int, last: int) -> str:
    return f"Week {first}" if first == last else f"Weeks {first}–{last}"


def _strategies(resolution: Resolution, quotes: Mapping[str, str]) -> Markup:
    rows = join(
        Markup("<li><b>{}.</b> {}</li>").format(
            highlighted(s.name, quotes), highlighted(s.description, quotes)
        )
        for s in resolution.strategies
    )
    return Markup('<ul class="coach-list">{}</ul>').format(rows)


def _challenges(challenges: tuple[Challenge, ...], quotes: Mapping[str, str]) -> Markup:
    rows = join(
        Markup('<li><span class="coach-meta">{}</span>{}</li>').format(
            highlighted(capital(c.obstacle), quotes), highlighted(c.if_then, quotes)
        )
        for c in challenges
    )
    return Markup('<ul class="coach-ifthen">{}</ul>').format(rows)
