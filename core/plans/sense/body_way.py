"""A plan for the weight of a body goes from the person's own number to their own number."""

import re
from collections.abc import Iterator
from dataclasses import replace

from core.goals.goal import ClarifiedGoal
from core.plans.plan import Plan
from core.plans.sense.bounds import unit_family
from core.plans.sense.goal_context import GoalContext

_GAINS = re.compile(
    r"\b(?:surplus|bulk(?:ing)? up|gain (?:weight|mass|muscle mass)|put on weight|"
    r"kcal above need|above maintenance|(?:eat|add) (?:an extra )?\d{3} kcal (?:more|extra))\b",
    re.IGNORECASE,
)
_LOSES = re.compile(
    r"\b(?:deficit|lose (?:weight|fat)|kcal (?:under|below)|slim down|cut calories|"
    r"burn fat)\b",
    re.IGNORECASE,
)


def body_way(stated: GoalContext) -> int:
    """Return 1 if the person's own weights rise, -1 if they fall, 0 if they did not name both."""
    body = stated.body
    if body is None or body.baseline is None or body.baseline == body.quantity:
        return 0
    return 1 if body.quantity > body.baseline else -1


def with_named_way(goal: ClarifiedGoal, stated: GoalContext) -> ClarifiedGoal:
    """Return the goal with the person's own weights if its target leads the other way."""
    target, way = goal.target, body_way(stated)
    if stated.body is None or target is None or unit_family(target.unit) != "weight":
        return goal
    if target.baseline is None or way * (target.quantity - target.baseline) >= 0:
        return goal
    named = replace(stated.body, metric=target.metric)
    note = (
        f"You named {named.baseline:g} and {named.quantity:g} {named.unit}, so the plan goes "
        "that way."
    )
    return replace(goal, target=named, notes=(*goal.notes, note))


def against_the_way(plan: Plan, stated: GoalContext) -> Iterator[tuple[int, str, str]]:
    """Yield (week, task id, title) of tasks that feed a loss or starve a gain."""
    against = {1: _LOSES, -1: _GAINS}.get(body_way(stated))
    if against is None:
        return
    for week in plan.weeks:
        for task in week.tasks:
            if against.search(task.title):
                yield week.number, task.id, task.title
