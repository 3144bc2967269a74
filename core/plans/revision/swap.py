"""Swap: date and tasks stay; what was missed is spread over the weeks to come, in small."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from core.plans.plan import Plan, Task, Week
from core.plans.revision.placing import Copies, first_word, has_place
from core.plans.revision.regrid import regrid
from core.plans.revision.standing import missed_tasks
from core.plans.revision.subject import Refusal, Subject, fit_this_week

_SPREAD = 4
"""Weeks over which missed work is spread, if they have room for it."""
_SMALLER = 0.75
"""A session counts as a smaller one up to this share of the minutes."""
_SHORTEST = 10
"""Minutes of the shortest session that is still one."""
_NO_REST = "The weeks until your date have no day left that leaves a day of rest between sessions."
_NO_ROOM = "The weeks until your date have no room for what was missed."


def swap(subject: Subject) -> Plan | Refusal:
    """Return the plan with missed work in the weeks to come, or why that is not possible.

    If the weeks are full, their longest sessions become the plan's smaller ones of the same kind.
    """
    for smaller in (False, True):
        for spread in (_SPREAD, subject.plan.total_weeks):
            spreading = _Spreading(subject, weeks=spread, smaller=smaller)
            if spreading.place_all():
                return spreading.plan()
    if spreading.placed:
        return spreading.plan()
    return Refusal(text=_NO_ROOM if subject.rest_days is None else _NO_REST)


class _Spreading:
    """The weeks to come while missed tasks are placed in them."""

    def __init__(self, subject: Subject, *, weeks: int, smaller: bool) -> None:
        self._subject = subject
        here = fit_this_week(subject)
        current = here.week.number
        self._weeks = {
            w.number: w for w in (*subject.standing.past, here.week, *subject.plan.weeks[current:])
        }
        last = max(current, subject.plan.total_weeks - 1)
        coming = range(current, min(last, current + weeks - 1) + 1)
        self._open = [number for number in coming if not self._weeks[number].paused]
        copies = Copies(subject.plan)
        self._missed = [copies.copy(m.task) for m in missed_tasks(subject.standing)]
        self._again = [*here.over, *self._missed]
        self._smaller = smaller
        self.placed = 0
        """Missed tasks that found a week."""

    def place_all(self) -> bool:
        """Place each task in its turn; return whether all of them found a week."""
        if self._smaller:
            for number in self._open:
                self._weeks[number] = self._made_smaller(self._weeks[number])
        if not self._open:
            return False
        even = ceil(sum(task.minutes for task in self._again) / len(self._open))
        added, placed = dict.fromkeys(self._open, 0), list[Task]()
        for task in self._again:
            smaller = self._smaller_one(task) if self._smaller else None
            chosen = smaller or task
            found = self._week_for(chosen, added, even) or self._week_for(chosen, added, None)
            if found is None:
                continue
            self._add(found, chosen)
            added[found] += chosen.minutes
            placed.append(task)
        self.placed = sum(task in placed for task in self._missed)
        return len(placed) == len(self._again)

    def _week_for(self, task: Task, added: dict[int, int], even: int | None) -> int | None:
        for number in self._open:
            full = even is not None and added[number] > 0 and added[number] + task.minutes > even
            fits = has_place(self._planned(number), task, cap=self._cap(number))
            if not full and fits and self._finds_a_day(number, task):
                return number
        return None

    def _finds_a_day(self, number: int, task: Task) -> bool:
        rest = self._subject.rest_days
        if rest is None or task.day is None:
            return True
        taken = {each.day for each in self._weeks[number].tasks}
        days = self._subject.days(number, ends_on=self._subject.plan.ends_on)
        return any(day not in taken and rest.allow(day, taken) for day in days)

    def _planned(self, number: int) -> Sequence[Task]:
        """Return the tasks that take room: of this week, only those that are open."""
        tasks = self._weeks[number].tasks
        if number != self._subject.standing.current:
            return tasks
        return [task for task in tasks if self._subject.standing.is_open(task)]

    def _cap(self, number: int) -> int:
        ends_on = self._subject.plan.ends_on
        if number == self._subject.standing.current:
            return self._subject.room_this_week(ends_on=ends_on)
        return self._subject.cap(number, ends_on=ends_on)

    def _add(self, number: int, task: Task) -> None:
        week = self._weeks[number]
        tasks = self._subject.arranged(
            (*week.tasks, task),
            number,
            ends_on=self._subject.plan.ends_on,
            new=frozenset({task.id}),
        )
        self._weeks[number] = replace(week, tasks=tasks)

    def _made_smaller(self, week: Week) -> Week:
        """Return a week whose longest open session is the plan's smaller one of its kind."""
        standing = self._subject.standing
        sessions = [t for t in week.tasks if standing.is_open(t) and t.day is not None]
        for task in sorted(sessions, key=lambda each: -each.minutes):
            smaller = self._smaller_one(task)
            if smaller is not None:
                tasks = tuple(smaller if each.id == task.id else each for each in week.tasks)
                return replace(week, tasks=tasks)
        return week

    def _smaller_one(self, task: Task) -> Task | None:
        """Return a task as the longest smaller session that begins with the same word, or None."""
        fitting = [
            each
            for week in self._subject.plan.weeks[: self._subject.standing.current]
            for each in week.tasks
            if each.day is not None
            and first_word(each.title) == first_word(task.title)
            and each.minutes <= _SMALLER * task.minutes
        ]
        if not fitting:
            return _shortened(task)
        best = max(fitting, key=lambda each: each.minutes)
        return replace(task, title=best.title, minutes=best.minutes)

    def plan(self) -> Plan:
        """Return the plan as it is now."""
        return regrid(
            [self._weeks[number] for number in sorted(self._weeks)],
            self._subject.plan,
            unchanged=len(self._subject.standing.past),
            ends_on=self._subject.plan.ends_on,
        )


def _shortened(task: Task) -> Task | None:
    """Return a task with two thirds of its time, if its title says no number and it is long."""
    minutes = task.minutes * 2 // 3 // 5 * 5
    named = any(character.isdigit() for character in task.title)
    return None if named or minutes < _SHORTEST else replace(task, minutes=minutes)
