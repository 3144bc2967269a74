"""What the newest correction of a goal changed in its plan."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.goals.goal import Target
from core.plans.difference import PlanDifference, compare_plans
from core.store.plans.read import list_last_versions
from core.usecases.goals.get_goal import GoalView

__all__ = ["PlanChange", "PlanDifference", "find_plan_change"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """The difference between the plan and the one before it, and both targets."""

    difference: PlanDifference
    target_before: Target | None
    target_after: Target | None


def find_plan_change(rein: Rein, *, viewer: Viewer, view: GoalView) -> PlanChange | None:
    """Return what the goal's newest run changed; None if its plan is the first one."""
    if view.user_id != viewer.id:
        return None
    versions = list_last_versions(rein.database, view.goal_id)
    if len(versions) < 2 or versions[0].run_id != view.run_id:
        return None
    after, before = versions
    return PlanChange(
        difference=compare_plans(before.plan, after.plan),
        target_before=before.goal.target if before.goal is not None else None,
        target_after=after.goal.target if after.goal is not None else None,
    )
