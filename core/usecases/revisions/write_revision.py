"""Carry out a revision: a rule runs in a trace, and the new version is written with its reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.plans.plan import Plan
from core.plans.revision.option import RevisionKind
from core.plans.revision.task_days import moved_along
from core.quota import Use
from core.resolutions.resolution import Resolution
from core.runs.revision_run import (
    PLAN_REVISION,
    UNSCORED_REVISION,
    Change,
    PlanRevisionState,
)
from core.store.plans.values import PlanRecord
from core.store.revisions.values import RevisionRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.quotas.spend_quota import spend_quota
from core.usecases.resolutions.written import Written, changed_resolution, load_written
from core.usecases.revisions.load_subject import Loaded
from core.usecases.runs.run_by_rule import run_by_rule
from core.usecases.runs.run_inline import FinishedRun

Also = Callable[[UnitOfWork, RevisionRecord], None]
Rewrite = Callable[[Resolution], Resolution]


def nothing_more(_work: UnitOfWork, _record: RevisionRecord) -> None:
    """Write nothing beside the new version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What a revision does, and why."""

    kind: RevisionKind
    wish: str
    """What the person asked for, as a sentence."""
    change: Change
    summary: Callable[[Plan], str]
    """Returns what was done, as a sentence of the history of versions."""
    settled_on: date | None
    reserve_used: int = 0
    rewrite: Rewrite | None = None
    """Returns the resolution as it becomes; None if it stays as it is."""
    also: Also = nothing_more
    """Writes what belongs to the revision, in its transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """The new version of a plan."""

    plan_id: str
    kind: RevisionKind
    summary: str
    trace_id: str
    plan: Plan

    @classmethod
    def of(cls, record: RevisionRecord, plan: Plan) -> "Revised":
        """Return a written revision with its plan."""
        return cls(
            plan_id=record.id,
            kind=record.kind,
            summary=record.summary,
            trace_id=record.trace_id,
            plan=plan,
        )


@allow(Access.PART)
def write_revision(rein: Rein, loaded: Loaded, intent: Intent, *, viewer: Viewer) -> Revised:
    """Make the new version in a trace of its own and write it.

    Raises what the rule raises, LimitReached, and Conflict if the plan was changed meanwhile; then
    nothing is written.
    """
    with rein.database.begin() as work:
        spend_quota(rein, work, Use.CHANGES, viewer=viewer)
        written = load_written(work, loaded.goal)
    resolution = _resolution_after(written, intent)
    finished = _run(rein, loaded, intent, written, resolution)
    plan, now = finished.state.plan, rein.clock.now()
    if plan is None:
        raise TypeError("The revision made no plan.")
    trace_id = finished.recorded.identity.trace_id
    with rein.database.begin() as work:
        require_unchanged(work, loaded)
        written.require_unchanged(work, loaded.goal.id)
        finished.write(work, at=now, settings=rein.settings)
        plan_id = work.plans.add(
            PlanRecord(
                goal_id=loaded.goal.id, run_id=None, trace_id=trace_id, plan=plan, created_at=now
            )
        )
        made = PlanVersion(id=plan_id, plan=plan, trace_id=trace_id, at=now)
        record = _record(made, loaded, intent, viewer=viewer)
        work.revisions.add(record)
        _write_dates(work, loaded, record, plan)
        if intent.rewrite is not None and resolution is not None:
            work.goals.save_resolution(changed_resolution(record, resolution))
        intent.also(work, record)
    rein.delivery.wake()
    return Revised.of(record, plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion:
    """A version of a plan that is being written."""

    id: str
    plan: Plan
    trace_id: str
    at: datetime


def _record(made: PlanVersion, loaded: Loaded, intent: Intent, *, viewer: Viewer) -> RevisionRecord:
    return RevisionRecord(
        id=made.id,
        goal_id=loaded.goal.id,
        previous_id=loaded.stored.id,
        kind=intent.kind,
        summary=intent.summary(made.plan),
        settled_on=intent.settled_on,
        reserve_used=intent.reserve_used,
        user_id=viewer.id,
        created_at=made.at,
        trace_id=made.trace_id,
    )


def require_unchanged(work: UnitOfWork, loaded: Loaded) -> None:
    """Raise Conflict if the plan has a newer version than the one that was loaded."""
    current = work.revisions.find_current_plan(loaded.goal.id)
    if current is None or current.id != loaded.stored.id:
        raise changed_meanwhile()


def changed_meanwhile() -> Conflict:
    """Return the error for a plan that has a newer version."""
    return Conflict(
        "The plan was changed meanwhile.", advice="Look at it as it is now, then decide again."
    )


def _write_dates(work: UnitOfWork, loaded: Loaded, record: RevisionRecord, plan: Plan) -> None:
    """Write what follows from the plan: days and hours of the goal, chosen days of tasks."""
    clarified = loaded.subject.goal_of(plan)
    work.goals.save_clarified(
        loaded.goal.id, clarified, trace_id=loaded.goal.trace_id or record.trace_id
    )
    for task_id, day in moved_along(loaded.subject.standing, plan).items():
        work.revisions.move_task_day(loaded.goal.id, task_id, day)


def _resolution_after(written: Written, intent: Intent) -> Resolution | None:
    before = written.resolution
    if before is None or intent.rewrite is None:
        return before
    return intent.rewrite(before)


def _run(
    rein: Rein,
    loaded: Loaded,
    intent: Intent,
    written: Written,
    resolution: Resolution | None,
) -> FinishedRun[PlanRevisionState]:
    kind = PLAN_REVISION if written.scored_by_rule else UNSCORED_REVISION
    state = PlanRevisionState(
        request=written.request,
        goal=loaded.clarified,
        resolution=resolution,
        subject=loaded.subject,
        kind=intent.kind,
        wish=intent.wish,
        change=intent.change,
    )
    return run_by_rule(rein, kind, state, goal=loaded.goal)
