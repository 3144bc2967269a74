"""What a share link shows of a plan: these values and nothing else.

Each is chosen one by one, so that a new field of a goal or a plan is not shown by accident. The
person's own words, their if-thens, check-ins, numbers, notes, skips and ratings are not among them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby

from core.plans.plan import Milestone, Plan, Week
from core.progress.task_state import UNTOUCHED, TaskStates, due_on
from core.shares.private_words import leave_out

Shown = Callable[[str], str]
"""Returns a text as others may read it."""

UNTITLED = "A plan, week by week"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTask:
    """A task on its day; a skipped one is not done, without the reason."""

    title: str
    minutes: int
    due_on: date
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMilestone:
    """A point of the plan with its number, without what was measured."""

    title: str
    measure: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWeek:
    """A week with its tasks."""

    number: int
    starts_on: date
    ends_on: date
    focus: str
    tasks: tuple[SharedTask, ...]
    milestone: SharedMilestone | None
    current: bool
    """True if today is one of its days and the goal goes on."""

    @property
    def done(self) -> int:
        return sum(task.done for task in self.tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPhase:
    """Weeks in a row with the same aim."""

    name: str
    weeks: tuple[SharedWeek, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPlan:
    """A plan as others may see it."""

    title: str
    starts_on: date
    ends_on: date
    phases: tuple[SharedPhase, ...]
    finished: bool
    """True if its owner has finished the goal."""

    @property
    def weeks(self) -> tuple[SharedWeek, ...]:
        return tuple(week for phase in self.phases for week in phase.weeks)

    @property
    def milestones(self) -> tuple[SharedMilestone, ...]:
        return tuple(week.milestone for week in self.weeks if week.milestone is not None)

    @property
    def tasks(self) -> int:
        return sum(len(week.tasks) for week in self.weeks)

    @property
    def done(self) -> int:
        return sum(week.done for week in self.weeks)


def to_shared_plan(
    title: str | None,
    plan: Plan,
    states: TaskStates,
    *,
    today: date,
    finished: bool,
    private: Iterable[str] = (),
) -> SharedPlan:
    """Return what others may see of a plan; `title` is that of its resolution.

    `private` are phrases that the person wrote about themselves, which a text of the plan may
    quote.
    """
    shown = partial(leave_out, phrases=tuple(private))
    day = date.max if finished else today  # a finished goal is in no week
    return SharedPlan(
        title=shown(title) if title else UNTITLED,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        phases=tuple(
            SharedPhase(
                name=shown(name),
                weeks=tuple(_week(week, plan, states, today=day, shown=shown) for week in weeks),
            )
            for name, weeks in groupby(plan.weeks, key=lambda week: week.phase)
        ),
        finished=finished,
    )


def _week(week: Week, plan: Plan, states: TaskStates, *, today: date, shown: Shown) -> SharedWeek:
    tasks = [
        SharedTask(
            title=shown(task.title),
            minutes=task.minutes,
            due_on=due_on(plan, week, task, states),
            done=states.get(task.id, UNTOUCHED).done_at is not None,
        )
        for task in week.tasks
    ]
    return SharedWeek(
        number=week.number,
        starts_on=week.starts_on,
        ends_on=plan.last_day_of(week),
        focus=shown(week.focus),
        tasks=tuple(sorted(tasks, key=lambda task: task.due_on)),
        milestone=None if week.milestone is None else _milestone(week.milestone, shown),
        current=week.starts_on <= today <= plan.last_day_of(week),
    )


def _milestone(milestone: Milestone, shown: Shown) -> SharedMilestone:
    return SharedMilestone(
        title=shown(milestone.title), measure=shown(milestone.measure), due_on=milestone.due_on
    )
