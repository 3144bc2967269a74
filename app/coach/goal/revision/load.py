"""Read what the section shows: the ways to go on, the pause, and the versions of the plan."""

from dataclasses import dataclass

from app import auth, services
from app.coach.goal import load as goals
from app.coach.goal.revision.occasion import Occasion
from app.run_reads import once_in_run
from core.plans.plan import Plan
from core.usecases.goals.get_goal import GoalView
from core.usecases.revisions.grant_wish import Wish, propose_wish
from core.usecases.revisions.list_revisions import (
    Pause,
    PlanVersionRow,
    find_pause,
    list_revisions,
)
from core.usecases.revisions.propose_revisions import (
    Proposed,
    count_missed_weeks,
    propose_revisions,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Everything the open section shows."""

    view: GoalView
    plan: Plan
    proposed: Proposed
    pause: Pause | None
    versions: tuple[PlanVersionRow, ...]


@once_in_run
def find_occasion(goal_id: str) -> Occasion | None:
    """Return whether the goal is paused, or else in how many weeks before tasks are open."""
    rein, viewer = services.rein(), auth.current_viewer()
    if find_pause(rein, viewer=viewer, goal_id=goal_id) is not None:
        return Occasion()
    missed = count_missed_weeks(rein, viewer=viewer, goal_id=goal_id)
    return Occasion(missed_weeks=missed) if missed else None


def find_wish(goal_id: str, wish: Wish) -> Proposed:
    """Return the plans that would fulfil a wish. Raises a ReinError if it cannot be planned."""
    rein, viewer = services.rein(), auth.current_viewer()
    return propose_wish(rein, viewer=viewer, goal_id=goal_id, wish=wish)


def find_change(goal_id: str) -> Change | None:
    """Return what the section shows, or None if the goal is gone."""
    view = goals.find_goal(goal_id)
    if view is None or view.plan is None:
        return None
    rein, viewer = services.rein(), auth.current_viewer()
    return Change(
        view=view,
        plan=view.plan,
        proposed=propose_revisions(rein, viewer=viewer, goal_id=goal_id),
        pause=find_pause(rein, viewer=viewer, goal_id=goal_id),
        versions=list_revisions(rein, viewer=viewer, goal_id=goal_id),
    )
