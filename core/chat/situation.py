"""Where a person stands in their plan on a day: the week, what is open, due and done."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from functools import cached_property

from core.chat.memory import Memory, ruled_out_days
from core.chat.message import ChatMessage
from core.goals.goal import ClarifiedGoal, GoalRequest
from core.goals.weeks import DAYS
from core.plans.plan import Milestone, Plan, Task, Week
from core.progress.check_in import CheckIn
from core.progress.next_task import day_of_plan
from core.progress.summary import Progress, Record, summarize
from core.progress.task_state import UNTOUCHED, TaskState, TaskStates, due_on
from core.progress.today import TaskToday, Today


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTask:
    """A task with its week, the day it is due, and what became of it."""

    week: Week
    task: Task
    day: date
    state: TaskState

    @property
    def done(self) -> bool:
        """Return whether it is ticked."""
        return self.state.done_at is not None

    @property
    def open(self) -> bool:
        """Return whether it is neither done nor skipped."""
        return self.state.is_open


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What is known when a question is answered."""

    question: str
    today: date
    request: GoalRequest
    goal: ClarifiedGoal
    plan: Plan
    states: TaskStates
    messages: tuple[ChatMessage, ...] = ()
    """The last messages before the question, oldest first."""
    memories: tuple[Memory, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    """The last check-ins, newest first."""
    time_zone: tzinfo | None = None
    """The person's, in which the days of what they did are counted; None is the machine's."""
    goal_id: str = ""
    paused: bool = False
    """Whether the goal is in a pause today, so that no change of its plan can be made."""
    facts: set[str] = field(default_factory=set[str], compare=False, repr=False)
    """The figures that were computed for an answer, as they are written; an answer names no other
    that is neither in the plan nor in the person's words."""

    def computed(self, figure: str) -> str:
        """Note a figure that was computed, and return it."""
        self.facts.add(figure)
        return figure

    @cached_property
    def progress(self) -> Progress:
        """How the goal stands, with the same forecast as its progress section."""
        record = Record(goal_id=self.goal_id, goal=self.goal, plan=self.plan, states=self.states)
        return summarize(record, today=self.today, zone=self.time_zone)

    @cached_property
    def tasks(self) -> tuple[PlannedTask, ...]:
        """Every task of the plan in the order of its days."""
        found = [planned for week in self.plan.weeks for planned in self._tasks_of(week)]
        return tuple(sorted(found, key=lambda planned: (planned.day, planned.week.number)))

    def _tasks_of(self, week: Week) -> Iterator[PlannedTask]:
        for task in week.tasks:
            day = due_on(self.plan, week, task, self.states)
            state = self.states.get(task.id, UNTOUCHED)
            yield PlannedTask(week=week, task=task, day=day, state=state)

    @property
    def not_begun(self) -> bool:
        """Return whether the plan begins after today."""
        return self.today < self.plan.starts_on

    @property
    def over(self) -> bool:
        """Return whether the plan has ended before today."""
        return self.today > self.plan.ends_on

    @cached_property
    def week(self) -> Week:
        """The week of today; the first before the plan begins, the last after it has ended."""
        begun = [week for week in self.plan.weeks if week.starts_on <= self.today]
        return begun[-1] if begun else self.plan.weeks[0]

    @property
    def next_week(self) -> Week | None:
        """The week after this one, or None in the last week."""
        return next((w for w in self.plan.weeks if w.number == self.week.number + 1), None)

    def week_number(self, number: int) -> Week | None:
        """Return a week by its number, or None."""
        return next((week for week in self.plan.weeks if week.number == number), None)

    def tasks_of(self, week: Week) -> tuple[PlannedTask, ...]:
        """Return the tasks of a week in the order of their days."""
        return tuple(planned for planned in self.tasks if planned.week.number == week.number)

    @property
    def due_today(self) -> tuple[PlannedTask, ...]:
        """The open tasks that are due today."""
        return tuple(
            planned for planned in self.tasks if planned.open and planned.day == self.today
        )

    @cached_property
    def _day(self) -> Today:
        return day_of_plan(self.plan, self.states, today=self.today, time_zone=self.time_zone)

    @cached_property
    def to_do_today(self) -> tuple[PlannedTask, ...]:
        """The open tasks that Today shows for this goal, in its order."""
        return tuple(self._planned(one) for one in self._day.tasks if one.state.is_open)

    def _planned(self, one: TaskToday) -> PlannedTask:
        return next(planned for planned in self.tasks if planned.task.id == one.task.id)

    @property
    def late(self) -> tuple[PlannedTask, ...]:
        """The open tasks of earlier days."""
        return tuple(planned for planned in self.tasks if planned.open and planned.day < self.today)

    @property
    def next_open(self) -> PlannedTask | None:
        """The task that Today has next, or else the first of a later week, or the last late one."""
        one = self._day.next_of("")
        if one is not None:
            return self._planned(one)
        ahead = (planned for planned in self.tasks if planned.open and planned.day >= self.today)
        return next(ahead, None) or (self.late[-1] if self.late else None)

    @property
    def next_milestone(self) -> Milestone | None:
        """The first milestone that is due today or later."""
        return next((m for m in self.plan.milestones if m.due_on >= self.today), None)

    def milestone_week(self, milestone: Milestone) -> Week:
        """Return the week of a milestone."""
        return next(week for week in self.plan.weeks if week.milestone == milestone)

    @cached_property
    def remembered(self) -> tuple[str, ...]:
        """What is remembered, and the constraints of the goal, as lines."""
        return (*(memory.text for memory in self.memories), *self.goal.constraints)

    def is_free(self, day: date) -> bool:
        """Return whether the person has not ruled the weekday of a day out."""
        return DAYS[day.weekday()] not in ruled_out_days(self.remembered)

    def days_left(self, week: Week) -> tuple[date, ...]:
        """Return the days of a week from today on that are not ruled out."""
        last = self.plan.last_day_of(week)
        first = max(week.starts_on, self.today)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return tuple(day for day in days if self.is_free(day))
