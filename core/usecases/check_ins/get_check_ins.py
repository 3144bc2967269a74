"""Everything the check-in section of a goal shows, read at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.goals.goal import ClarifiedGoal
from core.plans.plan import Plan
from core.progress.attainment import attainment_levels
from core.progress.check_in import CheckIn, CheckInKind
from core.progress.check_in_week import (
    OpenCheckIn,
    last_week_reached,
    open_check_in,
    schedule_of,
)
from core.progress.next_goals import NextGoal, next_goals
from core.progress.work_since import WorkSince
from core.store.check_ins.read import list_check_ins
from core.usecases.access.allow import Access, allow
from core.usecases.check_ins.answered import PlannedGoal, load_planned
from core.usecases.check_ins.check_in import CHANGES_WITHIN
from core.usecases.check_ins.list_check_ins import MOST_LISTED
from core.usecases.goals.ownership import require_own_goal

__all__ = ["CheckInsView", "NextGoal", "get_check_ins"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInsView:
    """The check-ins of a goal, and what can be reported now."""

    goal_id: str
    goal: ClarifiedGoal
    plan: Plan
    work: WorkSince
    """The work since the last check-in."""
    check_ins: tuple[CheckIn, ...]
    """Newest first."""
    waiting: OpenCheckIn | None
    last_week: bool
    """Whether the last week of the plan has begun, so that the retrospective is due."""
    changeable: bool
    """Whether the newest check-in can still be changed."""
    levels: Mapping[int, str]
    """The words of each result from -2 to 2."""
    next_goals: tuple[NextGoal, ...]
    """Goals to start next, once this one is finished."""

    @property
    def final(self) -> CheckIn | None:
        """Return the final check-in of a goal that is finished."""
        return next((each for each in self.check_ins if each.retrospective is not None), None)


@allow(Access.OWNER)
def get_check_ins(rein: Rein, *, viewer: Viewer, goal_id: str) -> CheckInsView:
    """Return the check-ins of a goal of the viewer's.

    Raises NotFound for another person's goal, and Conflict if it has no plan yet.
    """
    with rein.database.begin() as work:
        planned = load_planned(work, require_own_goal(work, goal_id, viewer=viewer))
    found = list_check_ins(rein.database, goal_id, limit=MOST_LISTED)
    return _view(rein, planned, found, viewer=viewer)


def _view(
    rein: Rein, planned: PlannedGoal, found: tuple[CheckIn, ...], *, viewer: Viewer
) -> CheckInsView:
    today, goal_id = rein.clock.today(viewer.time_zone), planned.record.id
    finished = planned.record.finished_at is not None
    schedule = schedule_of(planned.plan, goal_id=goal_id, check_ins=found, finished=finished)
    newest = found[0] if found else None
    looked_back = newest.retrospective if newest is not None else None
    return CheckInsView(
        goal_id=goal_id,
        goal=planned.goal,
        plan=planned.plan,
        work=planned.work(today=today),
        check_ins=found,
        waiting=open_check_in(schedule, today=today),
        last_week=last_week_reached(planned.plan, today=today),
        changeable=newest is not None
        and newest.kind is CheckInKind.REGULAR
        and rein.clock.now() - CHANGES_WITHIN < newest.created_at,
        levels=attainment_levels(planned.goal),
        next_goals=()
        if looked_back is None
        else next_goals(planned.goal, attainment=looked_back.attainment),
    )
