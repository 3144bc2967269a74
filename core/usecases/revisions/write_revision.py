"""Carry out a revision: a rule runs in a trace, and the new version is written with its reason."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.ids import new_id
from core.plans.plan import Plan
from core.plans.revision.option import RevisionKind
from core.plans.revision.task_days import moved_along
from core.runs.kind import RunIdentity
from core.runs.offline_models import offline_models
from core.runs.revision_run import PLAN_REVISION, Change, PlanRevisionState
from core.runs.stage import StageContext
from core.store.plans.values import PlanRecord
from core.store.revisions.values import RevisionRecord
from core.store.unit_of_work import UnitOfWork
from core.tracing.tracer import new_span_id
from core.usecases.revisions.load_subject import Loaded
from core.usecases.runs.recorded_work import RecordedWork
from core.usecases.runs.run_inline import FinishedRun, run_inline

Also = Callable[[UnitOfWork, RevisionRecord], None]


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


def write_revision(rein: Rein, loaded: Loaded, intent: Intent, *, viewer: Viewer) -> Revised:
    """Make the new version in a trace of its own and write it.

    Raises what the rule raises, and Conflict if the plan was changed meanwhile; then nothing is
    written.
    """
    finished = _run(rein, loaded, intent)
    plan, now = finished.state.plan, rein.clock.now()
    if plan is None:
        raise TypeError("The revision made no plan.")
    trace_id = finished.recorded.identity.trace_id
    with rein.database.begin() as work:
        require_unchanged(work, loaded)
        finished.write(work, at=now, settings=rein.settings)
        plan_id = work.plans.add(
            PlanRecord(
                goal_id=loaded.goal.id, run_id=None, trace_id=trace_id, plan=plan, created_at=now
            )
        )
        record = RevisionRecord(
            id=plan_id,
            goal_id=loaded.goal.id,
            previous_id=loaded.stored.id,
            kind=intent.kind,
            summary=intent.summary(plan),
            settled_on=intent.settled_on,
            reserve_used=intent.reserve_used,
            user_id=viewer.id,
            created_at=now,
            trace_id=trace_id,
        )
        work.revisions.add(record)
        _write_dates(work, loaded, record, plan)
        intent.also(work, record)
    rein.delivery.wake()
    return Revised.of(record, plan)


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
    """Write what follows from the new dates: the end of the goal, and the chosen days of tasks."""
    clarified = replace(loaded.clarified, deadline=plan.ends_on)
    work.goals.save_clarified(
        loaded.goal.id, clarified, trace_id=loaded.goal.trace_id or record.trace_id
    )
    for task_id, day in moved_along(loaded.subject.standing, plan).items():
        work.revisions.move_task_day(loaded.goal.id, task_id, day)


def _run(rein: Rein, loaded: Loaded, intent: Intent) -> FinishedRun[PlanRevisionState]:
    state = PlanRevisionState(
        subject=loaded.subject, kind=intent.kind, wish=intent.wish, change=intent.change
    )
    identity = RunIdentity(
        trace_id=new_id(),
        root_span_id=new_span_id(),
        user_id=loaded.goal.user_id,
        goal_id=loaded.goal.id,
        sample=loaded.goal.sample,
    )
    recorded = RecordedWork(
        identity,
        trace_name=PLAN_REVISION.trace_name,
        text=PLAN_REVISION.trace_text(state),
        started_at=rein.clock.now(),
    )
    context = StageContext(
        models=offline_models(rein.coach),
        prompts=rein.prompts,
        coach=rein.coach,
        run_id=identity.trace_id,
        call_deadline_s=rein.settings.call_deadline_s,
    )
    return run_inline(PLAN_REVISION, state, context=context, recorded=recorded)
