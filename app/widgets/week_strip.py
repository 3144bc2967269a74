"""The whole plan on one line: a cell a week in its phase's colour, milestones as flags, this week outlined."""

from datetime import date

import streamlit as st

from app.widgets import dates
from app.widgets.text import attribute, markup
from core.plans.plan import Plan, Week

COLOURS = 5
"""Phases beyond the fifth begin again with the first colour; neighbours always differ."""


def phases_of(plan: Plan) -> tuple[tuple[str, tuple[Week, ...]], ...]:
    """Return the phases in order, each with its weeks that follow one another."""
    phases: list[tuple[str, list[Week]]] = []
    for week in plan.weeks:
        if not phases or phases[-1][0] != week.phase:
            phases.append((week.phase, []))
        phases[-1][1].append(week)
    return tuple((name, tuple(weeks)) for name, weeks in phases)


def current_week(plan: Plan, today: date) -> int | None:
    """Return the number of the week that holds `today`; None before the plan begins and after it has ended."""
    return next(
        (week.number for week in plan.weeks if week.starts_on <= today <= week.ends_on), None
    )


def week_to_open(plan: Plan, today: date) -> int:
    """Return the week to show first: this one, else the first or last, whichever is nearer."""
    if (week := current_week(plan, today)) is not None:
        return week
    return 1 if today < plan.starts_on else plan.total_weeks


def show(plan: Plan, *, done: frozenset[str], today: date) -> None:
    """Draw the strip and, under it, what the colours mean."""
    current = current_week(plan, today)
    cells, legend = [], []
    for n, (phase, weeks) in enumerate(phases_of(plan)):
        cells += [
            _cell(plan, week, colour=n % COLOURS, now=week.number == current, done=done)
            for week in weeks
        ]
        first, last = weeks[0].number, weeks[-1].number
        reach = f"week {first}" if first == last else f"weeks {first}–{last}"
        legend.append(
            f'<li class="coach-phase-{n % COLOURS}"><i></i>{markup(phase)} <span>{reach}</span></li>'
        )
    st.html(
        f'<div class="coach"><ol class="coach-strip" style="--weeks:{min(plan.total_weeks, 26)}" '
        f'aria-label="{attribute(_said(plan, current))}">{"".join(cells)}</ol>'
        f'<ul class="coach-legend">{"".join(legend)}{_signs(plan)}</ul></div>'
    )


def _cell(plan: Plan, week: Week, *, colour: int, now: bool, done: frozenset[str]) -> str:
    ticked = sum(task.id in done for task in week.tasks)
    share = round(100 * ticked / len(week.tasks)) if week.tasks else 0
    title = f"Week {week.number}, {dates.day(week.starts_on)}: {week.focus}. {ticked} of {len(week.tasks)} tasks done."
    flag = "" if week.milestone is None else '<span class="coach-flag" aria-hidden="true"></span>'
    if week.milestone is not None:
        title += f" Milestone: {week.milestone.title}."
    dot = (
        '<span class="coach-dot" aria-hidden="true"></span>'
        if week.number in plan.check_in_weeks
        else ""
    )
    marks = f"coach-phase-{colour}{' coach-now' if now else ''}"
    current = ' aria-current="true"' if now else ""
    return (
        f'<li class="{marks}" title="{attribute(title)}"{current}><i style="height:{share}%"></i>'
        f"{flag}{dot}<span>{week.number}</span></li>"
    )


def _said(plan: Plan, current: int | None) -> str:
    phases = "; ".join(f"{name}, {dates.weeks(len(weeks))}" for name, weeks in phases_of(plan))
    flags = ", ".join(f"{m.title} by {dates.day(m.due_on)}" for m in plan.milestones) or "none"
    where = f" You are in week {current}." if current is not None else ""
    return f"Plan of {dates.weeks(plan.total_weeks)}. Phases: {phases}. Milestones: {flags}.{where}"


def _signs(plan: Plan) -> str:
    signs = '<li><b class="coach-flag"></b>milestone</li>' if plan.milestones else ""
    return signs + ('<li><b class="coach-dot"></b>check-in</li>' if plan.check_in_weeks else "")
