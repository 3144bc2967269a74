"""What a coach sees of the goals that people share: plan, progress and check-ins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.accounts.time_zones import find_time_zone
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import NotFound
from core.goals.goal import Circumstances, ClarifiedGoal
from core.ids import is_id
from core.progress.check_in import CheckIn
from core.progress.summary import Progress, Record, summarize
from core.shares.shared_plan import SharedPlan, to_shared_plan
from core.store.check_ins.read import list_check_ins
from core.store.coaches import read
from core.store.coaches.values import NamedCoaching
from core.store.measurements.read import list_measurements
from core.store.plans.read import find_task_states
from core.store.plans.rows import find_current_plan
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, AuditAction, allow

__all__ = [
    "CoachedCheckIn",
    "CoachedGoal",
    "NamedCoaching",
    "get_coached_goal",
    "leave_goal",
    "list_coached_goals",
]

MOST_CHECK_INS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachedCheckIn:
    """What a person reported of a week."""

    day: date
    done: int
    planned: int
    """Tasks since the check-in before: done, and due."""
    value: float | None
    unit: str
    effort: int | None
    energy: int | None
    obstacle: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachedGoal:
    """A goal as its coach sees it; each part is chosen, so that no new one is shown by itself."""

    coaching: NamedCoaching
    plan: SharedPlan | None
    """None before there is a plan."""
    progress: Progress | None
    check_ins: tuple[CoachedCheckIn, ...]
    """Newest first."""


@allow(Access.PERSON, reads_texts=True)
def list_coached_goals(rein: Rein, *, viewer: Viewer) -> tuple[NamedCoaching, ...]:
    """Return the goals that others share with the viewer, newest first."""
    return read.list_coached(rein.database, viewer.id, now=rein.clock.now())


@allow(Access.COACH, reads_texts=True)
def get_coached_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> CoachedGoal:
    """Return a goal that its person shares with the viewer. Raises NotFound for any other."""
    found = _require(rein, viewer, goal_id)
    zone = find_time_zone(found.time_zone)
    today = rein.clock.today(zone)
    with rein.database.read() as connection:
        goal = UnitOfWork(connection).goals.find(goal_id)
        stored = find_current_plan(connection, goal_id)
        states = find_task_states(connection, goal_id)
        measurements = list_measurements(connection, goal_id)
    if goal is None or stored is None:
        return CoachedGoal(coaching=found, plan=None, progress=None, check_ins=())
    record = Record(
        goal_id=goal_id,
        goal=goal.clarified,
        plan=stored.plan,
        states=states,
        measurements=measurements,
    )
    return CoachedGoal(
        coaching=found,
        plan=to_shared_plan(
            found.title,
            stored.plan,
            states,
            today=today,
            finished=found.finished,
            private=_private(goal.circumstances, goal.clarified),
        ),
        progress=summarize(record, today=today, zone=zone),
        check_ins=_shown(list_check_ins(rein.database, goal_id, limit=MOST_CHECK_INS)),
    )


@allow(Access.COACH, changes=AuditAction.COACH_LEFT)
def leave_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> None:
    """Stop being the coach of a goal. Raises NotFound."""
    found = _require(rein, viewer, goal_id)
    with rein.database.begin() as work:
        work.coaches.remove(goal_id, coach_id=viewer.id)
        work.audit.describe({"goal": goal_id}, subject=found.coaching.user_id)


def _require(rein: Rein, viewer: Viewer, goal_id: str) -> NamedCoaching:
    now = rein.clock.now()
    found = (
        read.list_coached(rein.database, viewer.id, now=now, goal_id=goal_id)
        if is_id(goal_id)
        else ()
    )
    if not found:
        raise NotFound(
            "This goal is not shared with you.",
            advice="Its person may have ended it, or the time is over.",
        )
    return found[0]


def _private(circumstances: Circumstances, clarified: ClarifiedGoal | None) -> tuple[str, ...]:
    """Return the obstacle and the constraints, which a text of the plan may quote."""
    if clarified is None:
        return circumstances.constraints
    return (clarified.obstacle, *clarified.constraints, *circumstances.constraints)


def _shown(check_ins: Iterable[CheckIn]) -> tuple[CoachedCheckIn, ...]:
    return tuple(
        CoachedCheckIn(
            day=one.day,
            done=one.done,
            planned=one.planned,
            value=one.report.value,
            unit=one.unit,
            effort=one.report.effort,
            energy=one.report.energy,
            obstacle=one.report.obstacle,
            note=one.report.note,
        )
        for one in check_ins
    )
