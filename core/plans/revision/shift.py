"""Shift: what was missed is done first, and everything after it moves to later weeks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from core.goals.goal import MAX_WEEKS
from core.plans.plan import Plan, Task, Week
from core.plans.revision.level import bears_load, copies_of, last_level, steps_up
from core.plans.revision.placing import Copies, has_place
from core.plans.revision.regrid import INSERTED, regrid
from core.plans.revision.standing import missed_tasks
from core.plans.revision.subject import Refusal, Subject, fit_this_week

_DATE_HOLDS = "What your plan leads to has a fixed date, so the plan cannot move past it."
_OVER = "Nothing of your plan is left that could move."
_TOO_LONG = f"The plan would be longer than {MAX_WEEKS} weeks."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Again:
    """A task that is planned once more, and the week it was planned in."""

    week: Week
    task: Task


@dataclass(slots=True, kw_only=True)
class _Slot:
    """A week that is inserted for what was missed."""

    number: int
    like: Week
    cap: int
    tasks: list[Task]

    def add(self, again: _Again, *, rising: bool) -> None:
        """Add a task; a load that rises is the one of the hardest session."""
        self.tasks.append(again.task)
        load, here = again.week.load, self.like.load
        if rising and load is not None and (here is None or load > here):
            self.like = replace(self.like, load=load)


def shift(subject: Subject) -> Plan | Refusal:
    """Return the plan with weeks inserted for what was missed, or why that is not possible."""
    if subject.event_ahead is not None:
        return Refusal(text=_DATE_HOLDS)
    return _insert_here(subject) or _insert_after(subject)


def _insert_here(subject: Subject) -> Plan | Refusal | None:
    """Return the plan whose open tasks of this week move as well; None if that leaves a gap."""
    standing, week = subject.standing, subject.standing.this_week
    still_open = tuple(task for task in week.tasks if standing.is_open(task))
    if not still_open:
        return None
    settled = [task for task in week.tasks if not standing.is_open(task)]
    room = subject.room_this_week(ends_on=subject.plan.ends_on + timedelta(days=7))
    cap = room + sum(task.minutes for task in settled)
    first = _Slot(number=week.number, like=week, cap=cap, tasks=settled)
    slots = _repeat_and_fill(subject, first, _missed(subject))
    if not slots[0].tasks:
        return None
    later = (replace(week, tasks=still_open), *subject.plan.weeks[week.number :])
    return _with_slots(subject, slots, standing.past, later)


def _insert_after(subject: Subject) -> Plan | Refusal:
    """Return the plan with weeks inserted after this one."""
    number = subject.standing.current
    later = subject.plan.weeks[number:]
    if not later:
        return Refusal(text=_OVER)
    here = fit_this_week(subject)
    again = [*_missed(subject), *(_Again(week=here.week, task=task) for task in here.over)]
    slots = _repeat_and_fill(subject, _slot(subject, again[0], number + 1), again)
    return _with_slots(subject, slots, (*subject.standing.past, here.week), later)


def _repeat_and_fill(subject: Subject, first: _Slot, again: Sequence[_Again]) -> list[_Slot]:
    """Return the inserted weeks: the last level reached comes first if the next is a step up."""
    level = last_level(subject)
    if level is None or not any(steps_up(level, each.week) for each in again):
        return _fill(subject, [first], again)
    repeated = [
        _Again(week=level.week, task=task)
        for task in copies_of(level, Copies(subject.plan, also=[each.task for each in again]))
    ]
    slots = _fill(subject, [first], repeated)
    if not slots[0].tasks:
        return slots
    return [*slots, *_fill(subject, [_slot(subject, again[0], slots[-1].number + 1)], again)]


def _missed(subject: Subject) -> list[_Again]:
    copies = Copies(subject.plan)
    missed = missed_tasks(subject.standing)
    return [_Again(week=each.week, task=copies.copy(each.task)) for each in missed]


def _fill(subject: Subject, slots: list[_Slot], tasks: Sequence[_Again]) -> list[_Slot]:
    """Return the weeks that hold what was missed, each no longer than a usual week."""
    unused, rising = True, bears_load(subject)
    for again in tasks:
        if not _has_place(subject, slots[-1], again.task):
            if not slots[0].tasks:  # not even one task fits into what is left of this week
                break
            slots.append(_slot(subject, again, slots[-1].number + 1))
        elif unused:
            slots[-1].like = again.week
        unused = False
        slots[-1].add(again, rising=rising)
    return slots


def _has_place(subject: Subject, slot: _Slot, task: Task) -> bool:
    """Return whether a week has the minutes for a task, and a day that leaves its days of rest."""
    tasks = [*slot.tasks, task]
    new = frozenset(each.id for each in tasks if subject.standing.is_open(each))
    full = subject.plan.ends_on + timedelta(days=7 * slot.number)  # it is never the short last week
    return has_place(slot.tasks, task, cap=slot.cap) and subject.find_days(
        tasks, slot.number, ends_on=full, new=new
    )


def _slot(subject: Subject, again: _Again, number: int) -> _Slot:
    """Return a week for what was missed: as long as a usual one, or as the one it comes from."""
    cap = max(_usual(subject), again.week.minutes)
    return _Slot(number=number, like=again.week, cap=cap, tasks=[])


def _usual(subject: Subject) -> int:
    """Return the minutes of a usual week of this plan, enough for its longest task."""
    usual = median(week.minutes for week in subject.plan.weeks if week.tasks)
    longest = max(task.minutes for week in subject.plan.weeks for task in week.tasks)
    return max(int(usual), longest)


def _with_slots(
    subject: Subject, slots: Sequence[_Slot], before: Sequence[Week], later: Sequence[Week]
) -> Plan | Refusal:
    ends_on = subject.plan.ends_on + timedelta(days=7 * len(slots))
    if subject.is_too_long(ends_on):
        return Refusal(text=_TOO_LONG)
    inserted = [_week(subject, slot, ends_on=ends_on) for slot in slots]
    weeks = [*before, *inserted, *later]
    unchanged = len(subject.standing.past)
    return regrid(weeks, subject.plan, unchanged=unchanged, ends_on=ends_on)


def _week(subject: Subject, slot: _Slot, *, ends_on: date) -> Week:
    new = frozenset(task.id for task in slot.tasks if subject.standing.is_open(task))
    return replace(
        slot.like,
        number=INSERTED,
        tasks=subject.arranged(slot.tasks, slot.number, ends_on=ends_on, new=new),
        milestone=None,
        paused=False,
    )
