"""What the newest correction of a goal changed in its plan."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.offline.writing.format_amount import format_amount
from core.plans.difference import PlanDifference, compare_plans
from core.store.plans.read import PlanVersion, list_last_versions
from core.usecases.access.allow import Access, allow
from core.usecases.goals.get_goal import GoalView

__all__ = ["PlanChange", "PlanDifference", "find_plan_change"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """The difference between the plan and the one before it, and both targets."""

    difference: PlanDifference
    target_before: str
    """The target with its unit; "" if there was none."""
    target_after: str


@allow(Access.OWNER)
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
        target_before=_target(before),
        target_after=_target(after),
    )


def _target(version: PlanVersion) -> str:
    target = version.goal.target if version.goal is not None else None
    return "" if target is None else format_amount(target.quantity, target.unit)
