"""Which goals a candidate is replayed on, and how much a plan asks in its first weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from core.plans.plan import Plan

LOW_STARS = 2.5
"""A result with at most so many stars counts as low-rated."""
FIRST_WEEKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PastGoal:
    """A goal that was worked on, as the newest trace of it says."""

    goal_id: str
    trace_id: str
    run_id: str | None
    kind: str
    """The kind of goal; "" if it is unknown."""
    stars: float | None


def choose_goals(pool: Sequence[PastGoal], *, n: int, random: Random) -> tuple[PastGoal, ...]:
    """Return at most `n` goals: up to half of them low-rated, the others at random by kind.

    The others are a systematic sample of the goals in the order of their kinds, so that each kind
    has its share.
    """
    low = [goal for goal in pool if goal.stars is not None and goal.stars <= LOW_STARS]
    worst = random.sample(low, min(len(low), n // 2))
    taken = {goal.goal_id for goal in worst}
    rest = [goal for goal in pool if goal.goal_id not in taken]
    random.shuffle(rest)
    rest.sort(key=lambda goal: goal.kind)
    wanted = min(len(rest), n - len(worst))
    if not wanted:
        return tuple(worst)
    step = len(rest) / wanted
    offset = random.random() * step
    return (*worst, *(rest[int(offset + step * place)] for place in range(wanted)))


def minutes_a_week(plan: Plan) -> float:
    """Return the mean minutes that a plan asks in each of its first weeks."""
    weeks = plan.weeks[:FIRST_WEEKS]
    return sum(week.minutes for week in weeks) / len(weeks) if weeks else 0.0
