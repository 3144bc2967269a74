"""Invariants of a plan: rules that every compiled plan follows, each as a check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.goals.goal import ClarifiedGoal
from core.goals.weeks import count_weeks, date_of, days_of, minutes_cap, week_end, week_start
from core.plans.banned_advice import safe_alternative
from core.plans.loads import find_jumps
from core.plans.milestones import direction
from core.plans.plan import Plan
from core.plans.verbs import starts_with_verb
from core.resolutions.if_then import is_if_then, response_of

Check = Callable[[Plan, ClarifiedGoal], Iterator[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invariant:
    """A rule that every plan follows; `check` yields a sentence for each violation."""

    name: str
    check: Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One violation of an invariant, as a sentence."""

    invariant: str
    text: str


def check_invariants(plan: Plan, goal: ClarifiedGoal) -> tuple[Violation, ...]:
    """Return the violations of a plan; empty if it is valid."""
    return tuple(
        Violation(invariant=invariant.name, text=text)
        for invariant in INVARIANTS
        for text in invariant.check(plan, goal)
    )


def _dates(plan: Plan, goal: ClarifiedGoal) -> Iterator[str]:
    if (plan.starts_on, plan.ends_on) != (goal.starts_on, goal.deadline):
        yield "the plan does not cover the days from start to deadline"
    if len(plan.weeks) != count_weeks(goal.starts_on, goal.deadline):
        yield f"{len(plan.weeks)} weeks do not cover the time until the deadline"
    for number, week in enumerate(plan.weeks, start=1):
        if week.number != number or week.starts_on != week_start(goal.starts_on, number):
            yield f"week {number} does not follow the one before"


def _hours(plan: Plan, goal: ClarifiedGoal) -> Iterator[str]:
    for week in plan.weeks:
        days = days_of(goal.starts_on, week.number, ends_on=goal.deadline)
        if week.minutes > minutes_cap(goal.hours_per_week, len(days)):
            hours = f"{goal.hours_per_week:g} hours a week"
            yield f"week {week.number} takes {week.minutes} minutes, over {hours}"


def _tasks(plan: Plan, goal: ClarifiedGoal) -> Iterator[str]:
    seen = set()
    for week in plan.weeks:
        if not week.tasks:
            yield f"week {week.number} has no task"
        for task in week.tasks:
            if task.id in seen:
                yield f"task id {task.id} is used twice"
            seen.add(task.id)
            if not (starts_with_verb(task.title) or task.title.startswith("Do this:")):
                yield f"“{task.title}” does not begin with a verb"
            if task.minutes < 1:
                yield f"“{task.title}” takes no time"
            if task.day and date_of(task.day, goal.starts_on, week.number) > goal.deadline:
                yield f"“{task.title}” lies after the deadline"
            if safe_alternative(task.title):
                yield f"“{task.title}” could do harm"


def _loads(plan: Plan, _: ClarifiedGoal) -> Iterator[str]:
    known = [(week.number, week.load) for week in plan.weeks if week.load is not None]
    for index in find_jumps([load for _, load in known]):
        yield f"the load jumps in week {known[index][0]}"


def _final_milestone(plan: Plan, goal: ClarifiedGoal) -> Iterator[str]:
    final = plan.weeks[-1].milestone if plan.weeks else None
    if final is None:
        yield "the last week has no milestone"
    elif goal.target is not None and (final.target, final.unit) != (
        goal.target.quantity,
        goal.target.unit,
    ):
        yield "the last milestone is not the goal"


def _milestones(plan: Plan, goal: ClarifiedGoal) -> Iterator[str]:
    sign = direction(goal)
    before: dict[str, float] = {}
    for week in plan.weeks:
        milestone = week.milestone
        if milestone is None:
            continue
        if milestone.due_on != week_end(goal.starts_on, week.number, ends_on=goal.deadline):
            yield f"the milestone of week {week.number} is not due at its end"
        if not milestone.unit or not milestone.metric:
            yield f"the milestone of week {week.number} has no unit"
        if sign * milestone.target < sign * before.get(milestone.unit, milestone.target):
            yield f"the milestone of week {week.number} is below an earlier one"
        before[milestone.unit] = milestone.target


def _if_then_plans(plan: Plan, _: ClarifiedGoal) -> Iterator[str]:
    for week in plan.weeks:
        if not is_if_then(week.if_then):
            yield f"week {week.number} has no if-then plan"
        if safe_alternative(response_of(week.if_then)):
            yield f"the if-then plan of week {week.number} could do harm"


def _reserve_days(plan: Plan, _: ClarifiedGoal) -> Iterator[str]:
    for first in range(len(plan.weeks) - 3):
        if sum(week.reserve_days for week in plan.weeks[first : first + 4]) != 2:
            yield f"weeks {first + 1} to {first + 4} do not have two reserve days"


def _contingencies(plan: Plan, _: ClarifiedGoal) -> Iterator[str]:
    if not plan.contingencies:
        yield "there is no contingency"
    for contingency in plan.contingencies:
        if safe_alternative(contingency.response):
            yield f"the answer to “{contingency.trigger}” could do harm"


def _check_ins(plan: Plan, _: ClarifiedGoal) -> Iterator[str]:
    weeks, checks = len(plan.weeks), plan.check_in_weeks
    if not checks or checks[-1] != weeks:
        yield "the last week has no check-in"
        return
    for before, after in zip((0, *checks[:-1]), checks, strict=True):
        if weeks > 1 and not 2 <= after - before <= 4:
            yield f"the check-in of week {after} comes {after - before} weeks after the one before"


INVARIANTS = (
    Invariant(name="dates", check=_dates),
    Invariant(name="hours", check=_hours),
    Invariant(name="tasks", check=_tasks),
    Invariant(name="loads", check=_loads),
    Invariant(name="final_milestone", check=_final_milestone),
    Invariant(name="milestones", check=_milestones),
    Invariant(name="if_then_plans", check=_if_then_plans),
    Invariant(name="reserve_days", check=_reserve_days),
    Invariant(name="contingencies", check=_contingencies),
    Invariant(name="check_ins", check=_check_ins),
)
