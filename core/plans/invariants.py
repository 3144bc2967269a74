"""Invariants of a plan: rules that every compiled plan follows, each as a check."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from core.goals.goal import ClarifiedGoal
from core.goals.weeks import (
    FULL_WEEK,
    Day,
    count_weeks,
    date_of,
    days_of,
    minutes_cap,
    week_end,
    week_start,
)
from core.plans.banned_advice import safe_alternative
from core.plans.language import weeks_are_english
from core.plans.loads import find_jumps, must_be_gradual
from core.plans.milestones import Series, directions, series_of
from core.plans.plan import Plan
from core.plans.verbs import says_what_to_do
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
    seen, english = set(), weeks_are_english(plan.weeks, goal)
    for week in plan.weeks:
        if not week.tasks and not week.paused:
            yield f"week {week.number} has no task"
        for task in week.tasks:
            if task.id in seen:
                yield f"task id {task.id} is used twice"
            seen.add(task.id)
            if english and not (says_what_to_do(task.title) or task.title.startswith("Do this:")):
                yield f"“{task.title}” does not say what to do"
            if task.minutes < 1:
                yield f"“{task.title}” takes no time"
            if task.day and _date_of(task.day, week.number, goal) > goal.deadline:
                yield f"“{task.title}” lies after the deadline"
            if safe_alternative(task.title):
                yield f"“{task.title}” could do harm"


def _date_of(day: Day, number: int, goal: ClarifiedGoal) -> date:
    return date_of(day, goal.starts_on, number, ends_on=goal.deadline)


def _loads(plan: Plan, goal: ClarifiedGoal) -> Iterator[str]:
    known = [(week.number, week.load) for week in plan.weeks if week.load is not None]
    loads = [load for _, load in known]
    if must_be_gradual(goal, loads):
        for index in find_jumps(loads):
            yield f"the load jumps in week {known[index][0]}"


def _final_milestone(plan: Plan, _: ClarifiedGoal) -> Iterator[str]:
    if not plan.weeks or plan.weeks[-1].milestone is None:
        yield "the last week has no milestone"


def _milestones(plan: Plan, goal: ClarifiedGoal) -> Iterator[str]:
    signs = directions(plan.milestones, goal)
    before: dict[Series, float] = {}
    for week in plan.weeks:
        milestone = week.milestone
        if milestone is None:
            continue
        if milestone.due_on != week_end(goal.starts_on, week.number, ends_on=goal.deadline):
            yield f"the milestone of week {week.number} is not due at its end"
        if not milestone.unit or not milestone.metric:
            yield f"the milestone of week {week.number} has no unit"
        series = series_of(milestone)
        if signs[series] * (milestone.target - before.get(series, milestone.target)) < 0:
            yield f"the milestone of week {week.number} stands behind an earlier one"
        before[series] = milestone.target


def _if_then_plans(plan: Plan, goal: ClarifiedGoal) -> Iterator[str]:
    english = weeks_are_english(plan.weeks, goal)
    for week in plan.weeks:
        if not week.paused and not (is_if_then(week.if_then) if english else week.if_then):
            yield f"week {week.number} has no if-then plan"
        if safe_alternative(response_of(week.if_then)):
            yield f"the if-then plan of week {week.number} could do harm"


def _reserve_days(plan: Plan, goal: ClarifiedGoal) -> Iterator[str]:
    """Check every four weeks, without a short last week, which has no day to spare."""
    weeks = len(plan.weeks)
    short = weeks and len(days_of(goal.starts_on, weeks, ends_on=goal.deadline)) < FULL_WEEK
    for first in range(weeks - (4 if short else 3)):
        if not 2 <= sum(week.reserve_days for week in plan.weeks[first : first + 4]) <= 4:
            yield f"weeks {first + 1} to {first + 4} do not have two to four reserve days"


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
        gap = sum(not week.paused for week in plan.weeks[before:after])
        if weeks > 1 and not 2 <= gap <= 4:
            yield f"the check-in of week {after} comes {gap} weeks after the one before"


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
