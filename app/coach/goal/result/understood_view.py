"""What was understood of a goal: the person's words, the statement, and what was assumed."""

from markupsafe import Markup

from app.ui import html
from app.ui.html import EMPTY, join, multiline
from app.ui.text import capital
from core import formats
from core.goals.goal import Assumption, ClarifiedGoal, GoalType
from core.goals.replies import Reply

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
        Markup('<div class="coach"><h3>{}</h3><dl class="coach-smart">{}</dl></div>').format(
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
        '<h3>What we assumed, because you did not say</h3><ul class="coach-list">{}</ul>'
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
