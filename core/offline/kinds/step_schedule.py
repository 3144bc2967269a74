"""When each one-off step is done: whole, beside the sessions or in place of some of them."""

from collections.abc import Mapping
from dataclasses import replace
from math import inf

from core.goals.kind import GoalKind
from core.goals.weeks import days_of, minutes_cap
from core.offline.kinds.short_plans.needed import (
    FINISHES,
    MOST_A_WEEK,
    USUAL_A_WEEK,
    Due,
    with_what_fits,
)
from core.offline.kinds.short_plans.open_week import OpenWeek
from core.offline.kinds.short_plans.placed_steps import (
    LEAST_PART,
    PlacedStep,
    WeekShare,
    within_limit,
)
from core.offline.kinds.usual import FAR_WEEKS
from core.offline.progressions.progression_input import ProgressionInput, Step

_SETTING_UP = 20
"""Minutes a week that routine and training leave for their steps."""
_KEEPS_ITS_SESSIONS = frozenset(
    {GoalKind.ROUTINE, GoalKind.VAGUE, GoalKind.TRAINING, GoalKind.BODY}
)
_WHOLE = frozenset({GoalKind.TRAINING, GoalKind.BODY})
"""Kinds whose steps are not cut into parts: half a ride is no ride."""
_FAR_MINUTES = 30


def schedule_steps(
    inputs: ProgressionInput,
    drafted: tuple[Step, ...],
    due: Due,
    fixed: Mapping[int, int],
    small: Mapping[int, int],
) -> tuple[WeekShare, ...]:
    """Return the share of every week; a step without room waits for the next week.

    `fixed` is the number of sessions of a week that no step may replace, `small` its minutes for
    review and own tool.
    """
    if inputs.kind not in FINISHES:
        return _scheduled(inputs, drafted, due, fixed, small)[0]
    fitting = with_what_fits(
        due,
        inputs.playbook.phases,
        lambda steps: _scheduled(inputs, drafted, steps, fixed, small)[1],
    )
    return _scheduled(inputs, drafted, fitting, fixed, small)[0]


def _scheduled(
    inputs: ProgressionInput,
    drafted: tuple[Step, ...],
    due: Due,
    fixed: Mapping[int, int],
    small: Mapping[int, int],
) -> tuple[tuple[WeekShare, ...], int]:
    """Return the share of every week, and how many steps found no week."""
    waiting: list[PlacedStep] = []
    found = []
    for number in range(1, inputs.weeks + 1):
        waiting += [PlacedStep(title=s.title, minutes=s.minutes) for s in due.get(number, ())]
        share, waiting = _fill(
            inputs,
            drafted[number - 1],
            waiting,
            number=number,
            keep=fixed.get(number, 1),
            small=small.get(number, 0),
        )
        found.append(share)
    return tuple(found), sum(step.finishes for step in waiting)


def _fill(
    inputs: ProgressionInput,
    step: Step,
    waiting: list[PlacedStep],
    *,
    number: int,
    keep: int,
    small: int,
) -> tuple[WeekShare, list[PlacedStep]]:
    """Return a week's share and the steps that still wait after it, in order."""
    share, room = _practice(inputs, step, number, small)
    last = number == inputs.weeks
    behind = len(waiting) > USUAL_A_WEEK * (inputs.weeks - number + 1)
    most = MOST_A_WEEK if inputs.kind in FINISHES else USUAL_A_WEEK + behind
    keep = 0 if most == MOST_A_WEEK and behind and keep == 1 else keep
    spare = max(0, share.count - keep) if _may_replace(inputs, step) else 0
    week = _open_week(inputs, share, room, spare, gives=not step.sessions, yields=keep <= 1)
    usual_room = week.most + small
    left = list(waiting)
    longest = longest_task(inputs)
    for _ in range(most):
        if not left:
            break
        left[:1] = within_limit(left[0], longest) if longest else left[:1]
        task = left[0]
        if last and spare == 0 and task.minutes > week.room >= 5:
            task = replace(task, minutes=week.room // 5 * 5)  # there is no later week
        placed = week.with_step(task)
        if placed is None and number == 1 and week.is_empty:
            placed = week.with_first(task)
        if placed is None:
            if task.minutes <= usual_room and not last:
                break  # a week without a review has room for it
            placed = week.with_whole(task)
            if placed is None:
                break
        week = placed
        left.pop(0)
    return week.share, left


def _open_week(
    inputs: ProgressionInput, share: WeekShare, room: int, spare: int, *, gives: bool, yields: bool
) -> OpenWeek:
    own_length = inputs.facts.session_minutes is None
    shrinks = own_length and inputs.kind not in _KEEPS_ITS_SESSIONS
    trains = _trains(inputs)
    return OpenWeek(
        share,
        room,
        spare,
        shrinks=shrinks and spare > 0,
        trains=trains,
        lends=own_length and gives and not (trains or inputs.is_payment),
        yields=yields and gives and not inputs.is_payment and (spare > 0 or shrinks or trains),
    )


def _practice(
    inputs: ProgressionInput, step: Step, number: int, small: int
) -> tuple[WeekShare, int]:
    """Return the sessions of a week before any step, and the minutes left beside them."""
    days = len(days_of(inputs.goal.starts_on, number, ends_on=inputs.goal.deadline))
    cap = minutes_cap(inputs.goal.hours_per_week, days)
    free = sum(inputs.own_times(number).values())
    cap = min(cap, int(free)) if 0 < free < inf and not inputs.is_payment else cap
    if step.sessions:
        minutes = min(cap, sum(minutes for _, minutes in step.sessions))
        return WeekShare(count=len(step.sessions), minutes=minutes), cap - minutes - small
    wanted = inputs.minutes(number)
    if inputs.facts.session_minutes is None and not inputs.is_payment:
        wanted = min(wanted, max(5, cap - small))
        if inputs.kind in _KEEPS_ITS_SESSIONS and cap >= 3 * _SETTING_UP:
            wanted = min(wanted, cap - small - _SETTING_UP)
    count = min(inputs.session_count(min(wanted, cap), days), inputs.most_sessions(number))
    if inputs.facts.session_minutes is not None:
        wanted = min(cap, round(inputs.facts.session_minutes) * count)
    elif days < 5 and not inputs.is_payment:  # a short last week
        wanted = max(5, wanted * days // 7)
    if inputs.kind == GoalKind.EVENT and inputs.weeks_before - number >= FAR_WEEKS:
        count, wanted = 1, min(wanted, _FAR_MINUTES)
    wanted = min(wanted, cap)
    return WeekShare(count=count, minutes=wanted), max(0, cap - wanted - small)


def _may_replace(inputs: ProgressionInput, step: Step) -> bool:
    """Return whether a step may take the place of a session: not of a routine or a payment."""
    keeps = inputs.kind in _KEEPS_ITS_SESSIONS and not _trains(inputs)
    return not (step.sessions or inputs.is_payment or keeps)


def _trains(inputs: ProgressionInput) -> bool:
    return inputs.kind == GoalKind.TRAINING


def longest_task(inputs: ProgressionInput) -> int | None:
    """Return the most minutes of a day that the person has for it, or None if they set no limit."""
    stated = inputs.facts.session_minutes
    return None if stated is None or inputs.kind in _WHOLE else max(LEAST_PART, round(stated))
