"""What was written for a goal, laid out to be judged: the resolution, then the first weeks."""

from collections.abc import Iterable

from markupsafe import Markup

from app.ui.html import EMPTY, join, multiline
from core import formats
from core.plans.plan import Plan, Week
from core.quality.subject import FIRST_WEEKS
from core.resolutions.resolution import Resolution
from core.resolutions.sections import sections_of


def resolution_html(resolution: Resolution) -> Markup:
    """Return a resolution: what is meant first, then how it is measured, reached and defended."""
    texts = (resolution.smart_statement, resolution.description, resolution.rationale)
    dates = formats.date_range(resolution.starts_on, resolution.ends_on)
    return Markup(
        '<div class="rein-reply"><h3>{}</h3><p class="rein-note">{}</p>{}{}</div>'
    ).format(
        resolution.title,
        dates,
        join(Markup("<p>{}</p>").format(multiline(text)) for text in texts if text.strip()),
        join(
            _part(section.title, ((entry.heading, entry.text) for entry in section.entries))
            for section in sections_of(resolution)
        ),
    )


def weeks_html(plan: Plan) -> Markup:
    """Return the first weeks side by side, then the milestones of all weeks."""
    milestones = (
        (f"Week {week.number}", f"{week.milestone.title}")
        for week in plan.weeks
        if week.milestone is not None
    )
    return Markup('<div class="rein-reply"><div class="weeks">{}</div>{}{}</div>').format(
        join(map(_week, plan.weeks[:FIRST_WEEKS])),
        _part("Milestones", milestones),
        _part("If something changes", ((c.trigger, c.response) for c in plan.contingencies)),
    )


def _week(week: Week) -> Markup:
    tasks = join(
        Markup("<li>{} <small>{}{}</small></li>").format(
            task.title,
            formats.minutes(task.minutes),
            f", {task.day.value}" if task.day else "",
        )
        for task in week.tasks
    )
    rule = Markup('<p class="rein-note">{}</p>').format(week.if_then) if week.if_then else EMPTY
    title = Markup("Week {}: {}").format(week.number, week.focus)
    body = Markup("<div><ul>{}</ul>{}</div>").format(tasks, rule)
    head = Markup("<h4>{}</h4>").format(title) if week.number == 1 else _fold(title)
    return Markup("<section>{}{}</section>").format(head, body)


def _fold(title: str) -> Markup:
    """Return a title that folds what follows it on a phone."""
    return Markup(
        '<h4 class="wide">{}</h4><details class="rein-fold"><summary><h4>{}</h4></summary>'
        "</details>"
    ).format(title, title)


def _part(title: str, rows: Iterable[tuple[str, str]]) -> Markup:
    """Return a titled list of names with a text for each, which a phone folds; or nothing."""
    written = join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(name, multiline(text)) for name, text in rows
    )
    return Markup("{}<dl>{}</dl>").format(_fold(title), written) if written else EMPTY
