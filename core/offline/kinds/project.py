"""A project: what is left is spread until a buffer before the hand-in, within the hours."""

from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from core.formats import long_day
from core.goals.draft import TargetDraft
from core.offline.kinds.outline_values import Outline
from core.offline.kinds.usual import outline_in
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.target import PlanPeriod, plan_period_for
from core.offline.writing.format_amount import format_amount
from core.offline.writing.weekly_hours import stated_hours

_BUFFER_SHARE = 0.15
_LEAST_BUFFER, _MOST_BUFFER = 7, 14
_SHORTEST_WITH_BUFFER = 21
_MOST_ASSUMED_HOURS = 15.0
_TOLERANCE = 1.1
_ALMOST = 0.05


def outline_project(parsed: ParsedGoal) -> Outline:
    """Return the outline of a project: done before its hand-in, with the hours it takes."""
    period = plan_period_for(parsed.request, parsed.facts, parsed.playbook)
    done = work_done_on(period)
    outline = outline_in(parsed, period, turning_day=done)
    notes, hours = _hours_it_takes(parsed, outline, done)
    if done < period.ends_on:
        notes = (
            *notes,
            (
                f"The work is done by {long_day(done)}; the days until "
                f"{long_day(period.ends_on)} are for checking, and for trouble."
            ),
        )
    return replace(outline, turning_day=done, hours=hours, notes=(*outline.notes, *notes))


def work_done_on(period: PlanPeriod) -> date:
    """Return the day the work is done: one to two weeks before a hand-in that was named."""
    days = (period.ends_on - period.starts_on).days + 1
    if not period.stated or days < _SHORTEST_WITH_BUFFER:
        return period.ends_on
    buffer = max(_LEAST_BUFFER, min(_MOST_BUFFER, round(days * _BUFFER_SHARE)))
    return period.ends_on - timedelta(days=buffer)


def _hours_it_takes(
    parsed: ParsedGoal, outline: Outline, done: date
) -> tuple[tuple[str, ...], float | None]:
    """Return notes and the hours a week to assume, if the hours of one unit are known."""
    each, target = parsed.playbook.defaults.hours_each, outline.target
    if each is None or target is None or target.unit != parsed.playbook.unit:
        return (), None
    weeks = ((done - outline.period.starts_on).days + 1) / 7
    left = target.quantity - (target.baseline or 0.0)
    needed = left * each / weeks
    stated = stated_hours(parsed.request, parsed.facts)
    if stated is None:
        usual = parsed.playbook.defaults.hours
        note = _pace_note(target, left / weeks, needed, done)
        return (note,), min(_MOST_ASSUMED_HOURS, max(usual, ceil(needed * 2) / 2))
    if stated * _TOLERANCE >= needed:
        return (_pace_note(target, left / weeks, needed, done),), None
    return (_too_few_hours(target, left, each, stated, needed, weeks, done),), None


def _pace_note(target: TargetDraft, weekly: float, needed: float, done: date) -> str:
    """Return what the open part makes a week, in units and hours."""
    units = format_amount(max(1, ceil(weekly - _ALMOST)), target.unit)
    hours = format_amount(max(1, round(needed)), "h")
    return (
        f"The open part makes about {units} a week until {long_day(done)}, which takes about "
        f"{hours} a week."
    )


def _too_few_hours(
    target: TargetDraft,
    left: float,
    each: float,
    stated: float,
    needed: float,
    weeks: float,
    done: date,
) -> str:
    unit = format_amount(1, target.unit).removeprefix("1 ")
    carried = int(stated * weeks / each) + (target.baseline or 0.0)
    return (
        f"{format_amount(left, target.unit)} at about {each:g} hours a {unit} take "
        f"{needed:.0f} hours a week until {long_day(done)}; {stated:g} hours carry about "
        f"{format_amount(carried, target.unit)} in all. Three ways: cut the scope with whoever "
        "decides, give it more hours, or move the date. Choose in week 1."
    )
