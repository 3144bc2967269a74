"""Go back to the version of a plan before the last revision, as a new version."""

from datetime import datetime
from functools import partial

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.clock import local_day
from core.errors import Conflict
from core.plans.plan import Plan
from core.plans.revision.option import RevisionKind
from core.plans.revision.placing import root_of
from core.resolutions.edit import take_back
from core.resolutions.resolution import Resolution
from core.store.resolutions.values import ResolutionChange
from core.store.revisions.values import RevisionRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.revisions.load_subject import Loaded, load_subject
from core.usecases.revisions.write_revision import (
    Intent,
    Revised,
    changed_meanwhile,
    write_revision,
)


@allow(Access.OWNER)
def undo_revision(
    rein: Rein, *, viewer: Viewer, goal_id: str, plan_id: str | None = None
) -> Revised:
    """Restore the plan before the last revision; what was done since then stays done.

    `plan_id` is the version that is undone. Raises Conflict if the plan was changed meanwhile or
    the coach wrote this version, and NotFound.
    """
    with rein.database.begin() as work:
        loaded = load_subject(rein, work, viewer=viewer, goal_id=goal_id)
        made = loaded.revision
        if plan_id is not None and plan_id != loaded.stored.id:
            raise changed_meanwhile()
        before = None if made is None else work.revisions.find_plan(goal_id, made.previous_id)
        if made is None or before is None:
            raise Conflict(
                "There is no change to undo.", advice="This is the plan as the coach wrote it."
            )
        earlier = work.revisions.find(before.id)
        change = work.resolutions.find_change(goal_id, made.trace_id)
        written_on = local_day(work.revisions.written_at(before.id), viewer.time_zone)
    plan = before.plan
    intent = Intent(
        kind=RevisionKind.UNDO,
        wish=f"Undo: {made.summary}",
        change=lambda _subject: plan,
        summary=lambda _plan: f"Undone: {made.summary}",
        settled_on=written_on if earlier is None else earlier.settled_on,
        reserve_used=-made.reserve_used,
        rewrite=None if change is None else partial(_taken_back, change),
        also=partial(_write_along, loaded, plan, rein.clock.now()),
    )
    return write_revision(rein, loaded, intent, viewer=viewer)


def _taken_back(change: ResolutionChange, current: Resolution) -> Resolution:
    return take_back(current, before=change.before, after=change.after)


def _write_along(
    loaded: Loaded, plan: Plan, now: datetime, work: UnitOfWork, record: RevisionRecord
) -> None:
    """Complete what was done under a new id, and end the pause that is undone."""
    ids = {task.id for week in plan.weeks for task in week.tasks}
    for task_id in sorted(loaded.subject.standing.done - ids):
        if root_of(task_id) in ids:
            work.tasks.complete(record.goal_id, root_of(task_id), user_id=record.user_id, now=now)
    pause = loaded.pause
    if pause is not None and pause.id == record.previous_id:
        work.revisions.resume(pause.id, last_day=pause.first_day, now=now)
