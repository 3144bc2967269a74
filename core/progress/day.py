"""A day as a person sees it: its tasks, and how the week of each goal stands."""

from dataclasses import dataclass
from datetime import date

from core.plans.plan import Milestone, Task, Week
from core.progress.task_state import TaskState


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskToday:
    """One task with the goal it belongs to."""

    goal_id: str
    goal_title: str
    week: int
    task: Task
    due_on: date
    has_day: bool
    """True if the task is meant for one day, not for any day of its week."""
    state: TaskState
    slipped: bool = False
    """True if it was due before today and is open."""
    comeback: bool = False
    """True if it is the smallest step back into its goal after days without a task done."""
    suggested: bool = False
    """True if it may be done on any day of its week, and today is free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalToday:
    """How a goal's week stands."""

    goal_id: str
    title: str
    week: Week | None
    """The week of today; None before the plan begins and after it has ended."""
    starts_on: date
    ends_on: date
    total_weeks: int
    done: int
    total: int
    """Tasks of this week."""
    done_so_far: int
    """Tasks done since the plan began."""
    minutes_left: int
    reserve_left: int
    """Reserve days of the last four weeks that are not used."""
    milestone: Milestone | None
    check_in: bool
    """True if a check-in is open."""
    caught_up: int = 0
    """Tasks of the week before that were done in this week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """A person's day and week."""

    day: date
    tasks: tuple[TaskToday, ...]
    """Due today or slipped; done ones stay until the day is over."""
    later: tuple[TaskToday, ...]
    """Open tasks of this week that are due later, or on any day of it."""
    goals: tuple[GoalToday, ...]
    is_back: bool = False
    """Whether something was done today, in any goal."""

    @property
    def done(self) -> int:
        return sum(goal.done for goal in self.goals)

    @property
    def total(self) -> int:
        return sum(goal.total for goal in self.goals)

    @property
    def minutes_left(self) -> int:
        return sum(goal.minutes_left for goal in self.goals)

    @property
    def caught_up(self) -> int:
        return sum(goal.caught_up for goal in self.goals)

    @property
    def starts_small(self) -> bool:
        """Return True if the first task is a way back and no open task of today is shorter."""
        left = [one for one in self.tasks if one.state.is_open]
        if self.is_back or not left:
            return False
        return left[0].comeback and left[0].task.minutes == min(one.task.minutes for one in left)

    def next_of(self, goal_id: str) -> TaskToday | None:
        """Return the first open task of a goal that is due today or later this week."""
        return next(
            (
                one
                for one in (*self.tasks, *self.later)
                if one.goal_id == goal_id and one.state.is_open and not one.slipped
            ),
            None,
        )

    @property
    def carried_over(self) -> int:
        """Return how many open tasks slipped from the week before."""
        weeks = {goal.goal_id: goal.week for goal in self.goals}
        return sum(
            one.slipped and (week := weeks[one.goal_id]) is not None and one.week < week.number
            for one in self.tasks
        )
