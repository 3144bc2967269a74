"""The laws of sense, each as a check that names every breach."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.goals.goal import ClarifiedGoal
from core.goals.kind import GoalKind
from core.plans.milestones import direction
from core.plans.plan import Plan
from core.plans.sense.bounds import fits_kind, safe_weight, within_bounds
from core.plans.sense.told import Told
from core.plans.sense.words import is_broken, mentions, pasted_run

Check = Callable[[Plan, ClarifiedGoal, Told], Iterator["Breach"]]
_MOST_MINUTES_A_DAY = 720


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One breach of a law: where it is and what is wrong, as a sentence."""

    law: str
    text: str
    week: int | None = None
    task_id: str | None = None


def find_breaches(plan: Plan, goal: ClarifiedGoal, told: Told) -> tuple[Breach, ...]:
    """Return every breach of the laws of sense in a plan; empty if it makes sense."""
    return tuple(breach for law in LAWS for breach in law(plan, goal, told))


def unit_fits(plan: Plan, goal: ClarifiedGoal, told: Told) -> Iterator[Breach]:
    """The unit of the target can be the result of this kind of goal."""
    if goal.target is not None and not fits_kind(goal.target, told.kind):
        yield Breach(
            law="unit_fits",
            text=f"{goal.target.unit} cannot be the result of a goal of the kind {told.kind}",
        )


def human_bounds(plan: Plan, goal: ClarifiedGoal, told: Told) -> Iterator[Breach]:
    """Numbers lie where a human being can live."""
    target = goal.target
    if target is not None and within_bounds(target) != target.quantity:
        yield Breach(law="human_bounds", text=f"nobody lives {target.quantity:g} {target.unit}")
    if target is not None and safe_weight(target, len(plan.weeks)) != target.quantity:
        yield Breach(law="human_bounds", text="the weight changes by more than 1% a week")
    for week in plan.weeks:
        if week.minutes > _MOST_MINUTES_A_DAY * 7:
            yield Breach(
                law="human_bounds", week=week.number, text=f"week {week.number} has no nights"
            )


def target_is_ahead(plan: Plan, goal: ClarifiedGoal, told: Told) -> Iterator[Breach]:
    """The target is not where the person stands already."""
    if goal.target is not None and goal.target.baseline == goal.target.quantity:
        yield Breach(law="target_is_ahead", text="the target is what is reached already")


def milestones_lead_to_the_target(
    plan: Plan, goal: ClarifiedGoal, told: Told
) -> Iterator[Breach]:
    """Milestones of the target's unit rise or fall towards it and never go beyond it."""
    if goal.target is None:
        return
    sign, before = direction(goal), None
    for week in plan.weeks:
        milestone = week.milestone
        if milestone is None or milestone.unit != goal.target.unit:
            continue
        back = before is not None and sign * milestone.target < sign * before
        beyond = sign * milestone.target > sign * goal.target.quantity
        if back or beyond:
            yield Breach(
                law="milestones_lead_to_the_target",
                week=week.number,
                text=f"the milestone of week {week.number} does not lead to the target",
            )
            continue
        before = milestone.target


def nothing_is_free_before_the_quit_date(
    plan: Plan, goal: ClarifiedGoal, told: Told
) -> Iterator[Breach]:
    """No milestone counts free days before the quit date."""
    if told.kind != GoalKind.QUIT or told.quit_date is None:
        return
    for week in plan.weeks:
        milestone = week.milestone
        if milestone is None or not milestone.unit.startswith("day"):
            continue
        free = (milestone.due_on - told.quit_date).days + 1
        if milestone.target > max(0, free):
            yield Breach(
                law="nothing_is_free_before_the_quit_date",
                week=week.number,
                text=f"week {week.number} counts {milestone.target:g} free days of {max(0, free)}",
            )


def concerns_are_answered(plan: Plan, goal: ClarifiedGoal, told: Told) -> Iterator[Breach]:
    """Every obstacle and constraint is taken up somewhere in the plan."""
    written = written_text(plan)
    for concern in told.concerns:
        answered = concern.label in written or concern.response in written
        if not (answered or mentions(written, concern.words)):
            yield Breach(law="concerns_are_answered", text=concern.label)


def methods_are_used(plan: Plan, goal: ClarifiedGoal, told: Told) -> Iterator[Breach]:
    """The person's own method is in a task of the plan."""
    titles = " ".join(task.title for week in plan.weeks for task in week.tasks)
    for method in told.methods:
        if not mentions(titles, method.words):
            yield Breach(law="methods_are_used", text=method.task)


def nothing_is_pasted(plan: Plan, goal: ClarifiedGoal, told: Told) -> Iterator[Breach]:
    """No clause of the person is pasted into a task."""
    for week in plan.weeks:
        for task in week.tasks:
            if pasted_run(task.title, told.text):
                yield Breach(
                    law="nothing_is_pasted", week=week.number, task_id=task.id, text=task.title
                )


def grammar_holds(plan: Plan, goal: ClarifiedGoal, told: Told) -> Iterator[Breach]:
    """No task and no if-then shows a template that went wrong."""
    if not told.english:
        return
    for week in plan.weeks:
        for task in week.tasks:
            if is_broken(task.title):
                yield Breach(
                    law="grammar_holds", week=week.number, task_id=task.id, text=task.title
                )
        if is_broken(week.if_then):
            yield Breach(law="grammar_holds", week=week.number, text=week.if_then)


def written_text(plan: Plan) -> str:
    """Return all sentences of a plan that a person acts on."""
    parts = [f"{c.trigger} {c.response}" for c in plan.contingencies]
    for week in plan.weeks:
        parts.extend((week.focus, week.if_then, *(task.title for task in week.tasks)))
    return " ".join(parts)


LAWS: tuple[Check, ...] = (
    unit_fits,
    human_bounds,
    target_is_ahead,
    milestones_lead_to_the_target,
    nothing_is_free_before_the_quit_date,
    concerns_are_answered,
    methods_are_used,
    nothing_is_pasted,
    grammar_holds,
)
