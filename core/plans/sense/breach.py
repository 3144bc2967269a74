"""What a law of sense looks at, and what it finds."""

from dataclasses import dataclass

from core.goals.goal import ClarifiedGoal
from core.plans.plan import Plan, Task, Week
from core.plans.sense.goal_context import GoalContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A plan with its goal and what the person stated."""

    plan: Plan
    goal: ClarifiedGoal
    stated: GoalContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One breach of a law: where it is and what is wrong, as a sentence."""

    law: str
    text: str
    week: int | None = None
    task_id: str | None = None


def breach_at(law: str, week: Week, task: Task) -> Breach:
    """Return a breach by a task of a week."""
    return Breach(law=law, week=week.number, task_id=task.id, text=task.title)
