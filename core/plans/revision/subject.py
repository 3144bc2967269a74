"""What a revision is about: the standing of a person, their goal, and what they stated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from core.goals.goal import MAX_WEEKS, ClarifiedGoal
from core.goals.weeks import FULL_WEEK, Day, count_weeks, days_of, minutes_cap, week_end, week_start
from core.plans.plan import Plan, Task, Week
from core.plans.revision.placing import days_from, in_order, on_days
from core.plans.revision.rest_days import RestDays, rest_days_of
from core.plans.revision.standing import Standing
from core.plans.sense.goal_context import GoalContext
from core.plans.tasks import MIN_TASK_MINUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why an option is not possible, as a sentence for the person."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The standing, the goal and its context; the rules of every revision ask these."""

    standing: Standing
    goal: ClarifiedGoal
    stated: GoalContext
    ends_on_event: bool = False
    """True if the plan ends on the day of what it leads to: an exam, a race, a wedding."""

    @property
    def plan(self) -> Plan:
        return self.standing.plan

    @property
    def event_ahead(self) -> date | None:
        """The day that no revision can move, if it is still to come."""
        known = (
            self.goal.event_on,
            self.stated.quit_date,
            self.plan.ends_on if self.ends_on_event else None,
        )
        coming = [day for day in known if day is not None and day >= self.standing.today]
        return min(coming, default=None)

    def goal_until(self, ends_on: date) -> ClarifiedGoal:
        """Return the goal with another last day."""
        return replace(self.goal, deadline=ends_on)

    def goal_of(self, plan: Plan) -> ClarifiedGoal:
        """Return the goal with the days of a plan, and with its hours if they have changed."""
        goal = replace(self.goal, starts_on=plan.starts_on, deadline=plan.ends_on)
        if plan.hours_per_week == self.plan.hours_per_week:
            return goal
        return replace(goal, hours_per_week=plan.hours_per_week, hours_stated=True)

    def cap(self, number: int, *, ends_on: date) -> int:
        """Return the minutes that a week of a plan with this end may take.

        What the person moved to a day of this week from another one takes its part of them.
        """
        days = len(days_of(self.plan.starts_on, number, ends_on=ends_on))
        return max(0, minutes_cap(self.plan.hours_per_week, days) - self._guests(number))

    def _guests(self, number: int) -> int:
        """Return the minutes of open tasks that were moved into a week from another one."""
        first = week_start(self.plan.starts_on, number)
        return sum(
            task.minutes
            for week in self.plan.weeks
            if week.number != number and self.standing.moved
            for task in week.tasks
            if self.standing.is_open(task) and task.id in self.standing.moved
            if first <= self.standing.moved[task.id] <= first + timedelta(days=6)
        )

    def room_this_week(self, *, ends_on: date) -> int:
        """Return the minutes that can still be done in this week, of a plan with this end."""
        number = self.standing.current
        first = max(week_start(self.plan.starts_on, number), self.standing.today)
        days = (week_end(self.plan.starts_on, number, ends_on=ends_on) - first).days + 1
        possible = minutes_cap(self.plan.hours_per_week, min(max(0, days), FULL_WEEK))
        done = sum(t.minutes for t in self.standing.this_week.tasks if not self.standing.is_open(t))
        return max(0, min(possible, self.cap(number, ends_on=ends_on) - done))

    def days(self, number: int, *, ends_on: date) -> tuple[Day, ...]:
        """Return the weekdays of a week that are still to come and that the person has."""
        days = days_of(self.plan.starts_on, number, ends_on=ends_on)
        if number == self.standing.current:
            coming = days_from(
                self.standing.today, week_end(self.plan.starts_on, number, ends_on=ends_on)
            )
            days = tuple(day for day in days if day in coming)
        own = tuple(day for day in days if not self.stated.days or day in self.stated.days)
        return own or days

    def arranged(
        self, tasks: Sequence[Task], number: int, *, ends_on: date, new: frozenset[str]
    ) -> tuple[Task, ...]:
        """Return a week's tasks in order; those in `new` are put on possible days."""
        days = days_of(self.plan.starts_on, number, ends_on=ends_on)
        settled = [task.id for task in tasks if task.id not in new]
        first = sorted(tasks, key=lambda task: task.id in new)
        placed = on_days(
            first, self.days(number, ends_on=ends_on), settled=settled, rest=self.rest_days
        )
        by_id = {task.id: task for task in placed}
        return in_order([by_id[task.id] for task in tasks], days)

    @cached_property
    def rest_days(self) -> RestDays | None:
        """The rest days that a revision leaves to a body; None if the plan has none itself."""
        return rest_days_of(self.plan) if self.stated.one_a_day else None

    def find_days(
        self, tasks: Sequence[Task], number: int, *, ends_on: date, new: frozenset[str]
    ) -> bool:
        """Return whether each session finds a day that leaves the plan's days of rest."""
        rest = self.rest_days
        if rest is None:
            return True
        placed = self.arranged(tasks, number, ends_on=ends_on, new=new)
        undated = [sum(task.day is None for task in each) for each in (tasks, placed)]
        return undated[0] == undated[1] and rest.are_in(placed)

    def is_too_long(self, ends_on: date) -> bool:
        """Return whether a plan with this end has more weeks than a plan may have."""
        return count_weeks(self.plan.starts_on, ends_on) > MAX_WEEKS


@dataclass(frozen=True, slots=True, kw_only=True)
class ThisWeek:
    """This week with what its last days hold, and the open tasks that do not fit."""

    week: Week
    over: tuple[Task, ...]


def fit_this_week(subject: Subject) -> ThisWeek:
    """Return this week with what its last days hold; a weekday that is over becomes a later one.

    A week is never left without a task: the shortest one stays, made as short as it has to be.
    """
    standing, ends_on = subject.standing, subject.plan.ends_on
    week, room = standing.this_week, subject.room_this_week(ends_on=ends_on)
    stay: list[Task] = []
    over: list[Task] = []
    late: set[str] = set()
    for task in week.tasks:
        is_late = standing.is_open(task) and standing.due_on(week, task) < standing.today
        moving = frozenset((*late, task.id) if is_late else late)
        fits = not is_late or subject.find_days(
            (*stay, task), week.number, ends_on=ends_on, new=moving
        )
        if standing.is_open(task) and (task.minutes > room or not fits):
            over.append(task)
            continue
        stay.append(task)
        if standing.is_open(task):
            room -= task.minutes
            late |= {task.id} if is_late else set()
    if not stay and over:
        shortest = min(over, key=lambda task: task.minutes)
        over.remove(shortest)
        stay = [replace(shortest, minutes=max(MIN_TASK_MINUTES, room))]
        late = {shortest.id}
    tasks = subject.arranged(stay, week.number, ends_on=ends_on, new=frozenset(late))
    return ThisWeek(week=replace(week, tasks=tasks), over=tuple(over))
