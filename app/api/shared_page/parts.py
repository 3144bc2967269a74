"""The parts of a shared plan as HTML."""

from collections.abc import Iterable

from markupsafe import Markup

from core import formats
from core.shares.shared_plan import (
    SharedMilestone,
    SharedPhase,
    SharedPlan,
    SharedTask,
    SharedWeek,
)

_ROW = Markup(
    '<tr><th scope="row" dir="auto">{title}</th><td dir="auto">{measure}</td><td>{due}</td></tr>'
)
_TABLE = Markup(
    "<h2>Milestones</h2><table><thead><tr>"
    '<th scope="col">Milestone</th><th scope="col">Measured by</th><th scope="col">By</th>'
    "</tr></thead><tbody>{rows}</tbody></table>"
)
_WEEK = Markup(
    '<section class="week{now_class}"><h4>Week {number} '
    '<span class="meta">{days} · {done} of {tasks} done</span>{now}</h4>'
    '<p dir="auto">{focus}</p>{list}{milestone}</section>'
)
_TASK = Markup(
    '<li{done_class}><span class="box" aria-hidden="true">{mark}</span><span>'
    '<span class="title" dir="auto">{title}</span> <span class="meta">{when}</span>{state}'
    "</span></li>"
)


def facts(plan: SharedPlan) -> Markup:
    """Return dates, length and progress."""
    done = f"{plan.done} of {formats.pluralize(plan.tasks, 'task')} done"
    parts = (
        formats.pluralize(len(plan.weeks), "week"),
        formats.date_range(plan.starts_on, plan.ends_on),
        *(("finished",) if plan.finished else ()),
    )
    return Markup(
        '<p class="facts">{}</p><p class="facts"><b>{}</b></p>'
        '<progress max="{}" value="{}" aria-label="{}"></progress>'
    ).format(" · ".join(parts), done, max(plan.tasks, 1), plan.done, done)


def milestones(found: Iterable[SharedMilestone]) -> Markup:
    """Return the milestones as a table, or nothing without any."""
    rows = Markup().join(
        _ROW.format(title=one.title, measure=one.measure, due=formats.day(one.due_on, year=True))
        for one in found
    )
    return _TABLE.format(rows=rows) if rows else Markup()


def phase(shown: SharedPhase) -> Markup:
    """Return a phase with its weeks."""
    weeks = Markup().join(map(_week, shown.weeks))
    return Markup('<h3 dir="auto">{}</h3>{}').format(shown.name, weeks)


def _week(week: SharedWeek) -> Markup:
    tasks = Markup().join(map(_task, week.tasks))
    days = formats.day(week.starts_on)
    if week.ends_on != week.starts_on:
        days = f"{days} – {formats.day(week.ends_on)}"
    return _WEEK.format(
        now_class=" now" if week.current else "",
        number=week.number,
        days=days,
        done=week.done,
        tasks=len(week.tasks),
        now=Markup(' <span class="now-tag">· this week</span>') if week.current else "",
        focus=week.focus,
        list=Markup("<ul>{}</ul>").format(tasks) if week.tasks else "",
        milestone=_milestone(week.milestone),
    )


def _task(task: SharedTask) -> Markup:
    return _TASK.format(
        done_class=Markup(' class="done"') if task.done else "",
        mark="✓" if task.done else "",
        title=task.title,
        when=f"{formats.minutes(task.minutes)} · {formats.day(task.due_on)}",
        state=Markup('<span class="hidden">, done</span>') if task.done else "",
    )


def _milestone(milestone: SharedMilestone | None) -> Markup:
    if milestone is None:
        return Markup()
    return Markup(
        '<p class="flag"><b dir="auto">{}</b> <span class="meta" dir="auto">by {} · {}</span></p>'
    ).format(milestone.title, formats.day(milestone.due_on), milestone.measure)
