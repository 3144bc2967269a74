"""The whole plan on paper: what is folded on the screen is printed in full."""

from markupsafe import Markup

from app.coach.goal.plan import week_strip
from app.coach.goal.plan.week_view import PlanView
from app.ui import html
from app.ui.html import EMPTY, join
from core import formats
from core.plans.plan import Task, Week


def show(view: PlanView) -> None:
    """Draw the plan for paper; the style sheet shows it in print alone."""
    phases = join(
        Markup("<h3>{}</h3>{}").format(phase, join(_week(view, week) for week in weeks))
        for phase, weeks in week_strip.phases_of(view.plan)
    )
    html.draw(Markup('<section class="coach coach-paper">{}</section>').format(phases))


def _week(view: PlanView, week: Week) -> Markup:
    milestone = EMPTY
    if week.milestone is not None:
        milestone = Markup("<p><b>Milestone by {}:</b> {}</p>").format(
            formats.day(week.milestone.due_on), week.milestone.title
        )
    return Markup("<div><h4>Week {}, {}</h4><p>{}</p><ul>{}</ul>{}</div>").format(
        week.number,
        view.days(week),
        week.focus,
        join(_task(task, done=task.id in view.done) for task in week.tasks),
        milestone,
    )


def _task(task: Task, *, done: bool) -> Markup:
    when = formats.minutes(task.minutes)
    if task.day is not None:
        when += f", {task.day.value}"
    return Markup("<li>{} {} <small>{}</small></li>").format("☑" if done else "☐", task.title, when)
