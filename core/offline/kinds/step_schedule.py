"""When each one-off step is done: whole, beside the sessions or in place of some of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil

from core.goals.kind import GoalKind
from core.goals.weeks import check_in_weeks, days_of, minutes_cap
from core.offline.kinds.step_list import MOST_A_WEEK
from core.offline.playbooks.schema import StepGuide
from core.offline.progressions.progression_input import ProgressionInput, Step

REVIEW_MINUTES = 10
OWN_TOOL_MINUTES = 15
_LEAST_PART = 15
"""A step is not split into parts shorter than this."""
_SQUEEZE = 0.67
"""A session of stated length may hold a step that wants half as much again."""
_SETTING_UP = 20
"""Minutes a week that routine and training leave for their steps."""
_KEEPS_ITS_SESSIONS = frozenset(
    {GoalKind.ROUTINE, GoalKind.VAGUE, GoalKind.TRAINING, GoalKind.BODY}
)
_SMALL_SHARE = 0.6
"""A step shorter than this share of a session takes minutes from all of them, not one's place."""
_LEAST_LEFT = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedStep:
    """A step, or a part of a long one, with its own minutes."""

    title: str
    minutes: int
    finishes: bool = True
    """Whether the step is done with it; False for a part that others follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekShare:
    """What a week holds: its steps, and the sessions that are left beside them."""

    count: int
    minutes: int
    """Minutes of all sessions."""
    first: tuple[PlacedStep, ...] = ()
    """Steps in place of sessions, on their days."""
    beside: tuple[PlacedStep, ...] = ()

    @property
    def each(self) -> int:
        """Minutes of one session."""
        return max(5, self.minutes // max(1, self.count) // 5 * 5)

    @property
    def steps_done(self) -> int:
        """The number of steps that are finished in this week."""
        return sum(step.finishes for step in (*self.first, *self.beside))


def schedule_steps(
    inputs: ProgressionInput,
    drafted: tuple[Step, ...],
    due: Mapping[int, tuple[StepGuide, ...]],
    kept: Mapping[int, int],
) -> tuple[WeekShare, ...]:
    """Return the share of every week; a step without room waits for the next week.

    `kept` is the number of sessions of a week that no step may replace.
    """
    waiting: list[PlacedStep] = []
    found = []
    for number in range(1, inputs.weeks + 1):
        waiting += [PlacedStep(title=s.title, minutes=s.minutes) for s in due.get(number, ())]
        share, waiting = _fill(
            inputs, drafted[number - 1], waiting, number=number, keep=kept.get(number, 1)
        )
        found.append(share)
    return tuple(found)


def _fill(
    inputs: ProgressionInput,
    step: Step,
    waiting: list[PlacedStep],
    *,
    number: int,
    keep: int,
) -> tuple[WeekShare, list[PlacedStep]]:
    """Return a week's share and the steps that still wait after it, in order."""
    share, room = _practice(inputs, step, number)
    spare = max(0, share.count - keep) if _may_replace(inputs, step) else 0
    each, left = share.minutes / max(1, share.count), list(waiting)
    behind = len(waiting) > MOST_A_WEEK * (inputs.weeks - number + 1)
    for _ in range(MOST_A_WEEK + behind):
        if not left:
            break
        task = left[0]
        if task.minutes > room and spare == 0 and number == inputs.weeks and room >= 5:
            task = replace(task, minutes=room // 5 * 5)  # there is no later week
        if task.minutes <= room:
            share = replace(share, beside=(*share.beside, task))
            room -= task.minutes
            left.pop(0)
            continue
        if spare and task.minutes < each * _SMALL_SHARE and inputs.facts.session_minutes is None:
            less = share.minutes - (task.minutes - room)
            if less >= _LEAST_LEFT * share.count:
                share = replace(share, minutes=less, beside=(*share.beside, task))
                each, room = less / share.count, 0
                left.pop(0)
                continue
        fits, taken = _in_place(task, room=room, each=each, spare=spare)
        if taken == 0:
            parts = _parts(task, int(room + spare * each))
            if parts is None:
                break
            left[:1] = parts
            fits, taken = _in_place(left[0], room=room, each=each, spare=spare)
            if taken == 0:
                if left[0].minutes > room:
                    break
                share = replace(share, beside=(*share.beside, left.pop(0)))
                break
        share = replace(
            share,
            count=share.count - taken,
            minutes=int(share.minutes - taken * each),
            first=(*share.first, fits),
        )
        room = max(0, int(room + taken * each - fits.minutes))
        spare -= taken
        left.pop(0)
    return share, left


def _practice(inputs: ProgressionInput, step: Step, number: int) -> tuple[WeekShare, int]:
    """Return the sessions of a week before any step, and the minutes left beside them."""
    days = len(days_of(inputs.goal.starts_on, number, ends_on=inputs.goal.deadline))
    cap = minutes_cap(inputs.goal.hours_per_week, days)
    small = REVIEW_MINUTES if number in check_in_weeks(inputs.weeks) else 0
    if step.sessions:
        minutes = min(cap, sum(minutes for _, minutes in step.sessions))
        return WeekShare(count=len(step.sessions), minutes=minutes), cap - minutes - small
    wanted = inputs.minutes(number)
    if inputs.facts.session_minutes is None and not inputs.is_payment:
        wanted = min(wanted, max(5, cap - small))
        if inputs.kind in _KEEPS_ITS_SESSIONS and cap >= 3 * _SETTING_UP:
            wanted = min(wanted, cap - small - _SETTING_UP)
    count = inputs.session_count(min(wanted, cap), days)
    if inputs.facts.session_minutes is not None:
        wanted = min(cap, round(inputs.facts.session_minutes) * count)
    elif days < 5 and not inputs.is_payment:  # a short last week
        wanted = max(5, wanted * days // 7)
    wanted = min(wanted, cap)
    return WeekShare(count=count, minutes=wanted), max(0, cap - wanted - small)


def _may_replace(inputs: ProgressionInput, step: Step) -> bool:
    """Return whether a step may take the place of a session: not of a routine or a payment."""
    return not (step.sessions or inputs.is_payment or inputs.kind in _KEEPS_ITS_SESSIONS)


def _in_place(
    task: PlacedStep, *, room: int, each: float, spare: int
) -> tuple[PlacedStep, int]:
    """Return the step and how many sessions it takes the place of; none if it does not fit."""
    for taken in range(1, spare + 1):
        available = int(room + taken * each)
        if task.minutes <= available:
            return task, taken
        if task.minutes * _SQUEEZE <= available and taken == spare:
            return replace(task, minutes=max(5, available // 5 * 5)), taken
    return task, 0


def _parts(task: PlacedStep, available: int) -> list[PlacedStep] | None:
    """Return a long step in equal parts that fit, or None if they would be too short."""
    if available < _LEAST_PART or not task.finishes or ", part " in task.title:
        return None
    number = ceil(task.minutes / available)
    minutes = max(_LEAST_PART, ceil(task.minutes / number / 5) * 5)
    if minutes > available:
        number += 1
        minutes = max(_LEAST_PART, ceil(task.minutes / number / 5) * 5)
    return [
        PlacedStep(
            title=f"{task.title}, part {part} of {number}",
            minutes=min(minutes, available),
            finishes=part == number,
        )
        for part in range(1, number + 1)
    ]
