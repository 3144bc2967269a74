"""The plan as a strip: a cell per week in the colour of its phase, with milestones as flags."""

from datetime import date

from markupsafe import Markup

from app.ui import html
from app.ui.html import EMPTY, join, one_line
from core import formats
from core.plans.plan import Plan, Week

COLOURS = 5
"""Phases beyond the fifth reuse the colours; neighbours always differ."""

COLUMNS = 40
"""Weeks in one line of the strip; a phone has fewer."""


def phases_of(plan: Plan) -> tuple[tuple[str, tuple[Week, ...]], ...]:
    """Return the phases in order, each with its consecutive weeks."""
    phases: list[tuple[str, list[Week]]] = []
    for week in plan.weeks:
        if not phases or phases[-1][0] != week.phase:
            phases.append((week.phase, []))
        phases[-1][1].append(week)
    return tuple((name, tuple(weeks)) for name, weeks in phases)


def current_week(plan: Plan, today: date) -> int | None:
    """Return the number of the week that contains `today`, or None outside the plan."""
    return next((w.number for w in plan.weeks if w.starts_on <= today <= plan.last_day_of(w)), None)


def week_to_open(plan: Plan, today: date) -> int:
    """Return the week to open first: the current one, else the nearest one."""
    if (week := current_week(plan, today)) is not None:
        return week
    return 1 if today < plan.starts_on else plan.total_weeks


def reach_of(weeks: tuple[Week, ...]) -> str:
    """Return the numbers of a phase's weeks: "weeks 8–16"."""
    first, last = weeks[0].number, weeks[-1].number
    return f"week {first}" if first == last else f"weeks {first}–{last}"


def show(plan: Plan, *, done: frozenset[str], today: date) -> None:
    """Draw the strip and its legend."""
    current = current_week(plan, today)
    cells, legend = [], []
    for n, (phase, weeks) in enumerate(phases_of(plan)):
        cells += [
            _cell(plan, week, colour=n % COLOURS, current=current, done=done) for week in weeks
        ]
        legend.append(
            Markup('<li class="coach-phase-{}"><i></i>{}</li>').format(n % COLOURS, phase)
        )
    html.draw(
        Markup(
            '<div class="coach"><ol class="coach-strip" style="--weeks:{}" '
            'aria-label="{}">{}</ol>'
            '<ul class="coach-legend">{}{}</ul></div>'
        ).format(
            min(plan.total_weeks, COLUMNS),
            one_line(_description(plan, current)),
            join(cells),
            join(legend),
            _signs(plan),
        )
    )


def _cell(
    plan: Plan, week: Week, *, colour: int, current: int | None, done: frozenset[str]
) -> Markup:
    """Return the cell of a week; Tab stops at the one of this week."""
    ticked, total = sum(task.id in done for task in week.tasks), len(week.tasks)
    title = (
        f"Week {week.number}, {formats.day(week.starts_on)}: {week.focus.rstrip('.')}. "
        f"{ticked} of {total} tasks done."
    )
    flag = dot = EMPTY
    if week.milestone is not None:
        title += f" Milestone: {week.milestone.title}."
        flag = Markup('<span class="coach-flag" aria-hidden="true"></span>')
    if week.number in plan.check_in_weeks:
        dot = Markup('<span class="coach-dot" aria-hidden="true"></span>')
    return Markup(
        '<li class="coach-phase-{colour}{now}" title="{title}"{current}>'
        '<a href="#week-{number}" data-week="{number}" tabindex="{tab}" aria-label="{title}"></a>'
        '<i style="height:{share}%"></i>{flag}{dot}<span aria-hidden="true">{number}</span></li>'
    ).format(
        colour=colour,
        now=" coach-now" if week.number == current else "",
        title=one_line(title),
        current=Markup(' aria-current="true"') if week.number == current else EMPTY,
        share=round(100 * ticked / total) if total else 0,
        flag=flag,
        dot=dot,
        number=week.number,
        tab=0 if week.number == (current or 1) else -1,
    )


def _description(plan: Plan, current: int | None) -> str:
    phases = "; ".join(
        f"{name}, {formats.pluralize(len(weeks), 'week')}" for name, weeks in phases_of(plan)
    )
    flags = ", ".join(f"{m.title} by {formats.day(m.due_on)}" for m in plan.milestones) or "none"
    where = f" You are in week {current}." if current is not None else ""
    return (
        f"Plan of {formats.pluralize(plan.total_weeks, 'week')}. Phases: {phases}. "
        f"Milestones: {flags}.{where}"
    )


def _signs(plan: Plan) -> Markup:
    milestone = Markup('<li><b class="coach-flag"></b>milestone</li>')
    check_in = Markup('<li><b class="coach-dot"></b>check-in</li>')
    return (milestone if plan.milestones else EMPTY) + (check_in if plan.check_in_weeks else EMPTY)
