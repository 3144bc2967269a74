"""Whether a plan lasts to the day that the person named, and no longer."""

from collections.abc import Iterator
from datetime import timedelta

from core.formats import long_day
from core.goals.goal import ClarifiedGoal
from core.plans.plan import Plan
from core.plans.sense.goal_context import GoalContext

_EVE = timedelta(days=7)
"""What has to be ready before a day may end so long before it."""


def off_the_day(plan: Plan, goal: ClarifiedGoal, stated: GoalContext) -> Iterator[str]:
    """Yield how a plan misses the named day: it ends before it, or has a week behind it.

    Who moved the end of a plan does not hold to that day any more.
    """
    day, last = stated.last_day, plan.weeks[-1]
    if day is None or goal.deadline != day:
        return
    if plan.ends_on < day - _EVE:
        yield f"the plan ends on {long_day(plan.ends_on)} and your day is {long_day(day)}"
    elif last.starts_on > day:
        yield f"week {last.number} is after your day, {long_day(day)}"
