"""Draw the coach's answer to a check-in, and the check-ins before it."""

from markupsafe import Markup

from app.coach.goal.check_in import present
from app.ui import html
from app.ui.html import EMPTY, join, multiline
from core.progress.check_in import CheckIn, CoachAnswer


def show(check_in: CheckIn) -> None:
    """Draw the answer; it is read aloud when it appears."""
    answer = check_in.answer
    kind = "coach coach-note" if answer.urgent else "coach"
    html.draw(
        Markup(
            '<div class="{}" role="status"><p class="coach-meta">Your coach on {}</p>{}</div>'
        ).format(kind, present.history_title(check_in), _body(answer))
    )


def _body(answer: CoachAnswer) -> Markup:
    lines = join(Markup("<p>{}</p>").format(multiline(line)) for line in answer.lines)
    if_then = (
        Markup('<ul class="coach-ifthen"><li>{}</li></ul>').format(multiline(answer.if_then))
        if answer.if_then
        else EMPTY
    )
    step = (
        Markup("<p><b>Next:</b> {}</p>").format(multiline(answer.next_step))
        if answer.next_step
        else EMPTY
    )
    return join((lines, if_then, step))


def show_earlier(check_in: CheckIn) -> None:
    """Draw an earlier check-in: what was reported, with its answer folded."""
    report = check_in.report
    words = [text for text in (report.obstacle, report.note) if text]
    quotes = join(
        Markup('<blockquote class="coach-comment">{}</blockquote>').format(multiline(text))
        for text in words
    )
    html.draw(
        Markup(
            '<div class="coach"><p><b>{}</b><br><span class="coach-meta">{}</span></p>{}'
            '<details class="coach-fold"><summary>What your coach answered</summary>{}</details>'
            "</div>"
        ).format(
            present.history_title(check_in),
            " · ".join(present.history_facts(check_in)),
            quotes,
            _body(check_in.answer),
        )
    )
