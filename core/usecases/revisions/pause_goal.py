"""Pause a goal for some days, or go on earlier than planned."""

from datetime import date
from functools import partial

from core import formats
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.plans.plan import Plan
from core.plans.revision.option import RevisionKind
from core.plans.revision.pause import Break, pause, resume
from core.plans.revision.subject import Subject
from core.store.revisions.values import Pause, RevisionRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.revisions.checked_change import checked_change
from core.usecases.revisions.load_subject import load_subject
from core.usecases.revisions.write_revision import Intent, Revised, write_revision

__all__ = ["Revised", "pause_goal", "resume_goal"]


@allow(Access.OWNER)
def pause_goal(rein: Rein, *, viewer: Viewer, goal_id: str, first: date, last: date) -> Revised:
    """Pause a goal from one day to another: nothing is due, and all dates after it move.

    Raises InvalidInput if the days cannot be paused, Conflict if the goal is paused, and NotFound.
    """
    with rein.database.begin() as work:
        loaded = load_subject(rein, work, viewer=viewer, goal_id=goal_id)
    if loaded.pause is not None:
        days = Break(first=loaded.pause.first_day, last=loaded.pause.last_day)
        if days == Break(first=first, last=last) and loaded.revision is not None:
            return Revised.of(loaded.revision, loaded.stored.plan)  # sent twice
        raise Conflict("This goal is paused already.", advice="Resume it first.")
    days = Break(first=first, last=last)
    before = loaded.stored.plan.ends_on
    intent = Intent(
        kind=RevisionKind.PAUSE,
        wish=f"Pause {formats.date_range(first, last)}",
        change=checked_change(partial(pause, days=days), field="last_day"),
        summary=lambda plan: f"Paused {formats.date_range(first, last)}; {_end(before, plan)}",
        settled_on=loaded.subject.standing.settled_on,
        also=partial(_add_pause, days),
    )
    return write_revision(rein, loaded, intent, viewer=viewer)


def _add_pause(days: Break, work: UnitOfWork, record: RevisionRecord) -> None:
    work.revisions.add_pause(
        Pause(id=record.id, goal_id=record.goal_id, first_day=days.first, last_day=days.last)
    )


@allow(Access.OWNER)
def resume_goal(rein: Rein, *, viewer: Viewer, goal_id: str) -> Revised:
    """End the pause of a goal today: weeks of it that have not begun are taken out again.

    Raises Conflict if the goal is not paused, and NotFound.
    """
    with rein.database.begin() as work:
        loaded = load_subject(rein, work, viewer=viewer, goal_id=goal_id)
        if loaded.pause is None:
            raise Conflict("This goal is not paused.", advice="Nothing has to be resumed.")
        made = work.revisions.find(loaded.pause.id)
        before = None if made is None else work.revisions.find_plan(goal_id, made.previous_id)
    paused, today, ends_on = loaded.pause, loaded.subject.standing.today, loaded.stored.plan.ends_on

    def go_on(subject: Subject) -> Plan:
        return resume(subject, paused.last_day, None if before is None else before.plan)

    def end_pause(work: UnitOfWork, record: RevisionRecord) -> None:
        last = max(paused.first_day, min(paused.last_day, today))
        work.revisions.resume(paused.id, last_day=last, now=record.created_at)

    intent = Intent(
        kind=RevisionKind.RESUME,
        wish=f"Resume on {formats.day(today)}",
        change=checked_change(go_on, field="goal_id"),
        summary=lambda plan: f"Resumed on {formats.day(today)}; {_end(ends_on, plan)}",
        settled_on=loaded.subject.standing.settled_on,
        also=end_pause,
    )
    return write_revision(rein, loaded, intent, viewer=viewer)


def _end(before: date, plan: Plan) -> str:
    end = formats.day(plan.ends_on, year=True)
    return f"ends as planned, {end}" if plan.ends_on == before else f"now ends {end}"
