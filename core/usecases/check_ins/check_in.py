"""Check in on a goal: store the report with the coach's answer, once; change it within a day."""

from dataclasses import replace
from datetime import date, timedelta

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.ids import new_id
from core.progress.check_in import CheckIn, CheckInKind, Report, accept_report
from core.progress.check_in_week import open_check_in, schedule_of, week_of
from core.quota import Use
from core.usecases.access.allow import Access, allow
from core.usecases.check_ins.answered import Answered, PlannedGoal, answer, load_planned
from core.usecases.check_ins.number import save_number
from core.usecases.check_ins.ownership import require_own_check_in
from core.usecases.goals.ownership import require_own_goal
from core.usecases.quotas.spend_quota import spend_quota

CHANGES_WITHIN = timedelta(days=1)
"""How long a check-in can be changed; later it is a fact that others are compared with."""


@allow(Access.OWNER)
def check_in(rein: Rein, *, viewer: Viewer, goal_id: str, report: Report, key: str) -> CheckIn:
    """Store a check-in and its answer, or return the one that the same key stored before.

    Raises NotFound for another person's goal, InvalidInput naming the field, LimitReached, and
    Conflict if the goal has no plan, is finished, or the key was used for another report.
    """
    report = accept_report(report)
    today = rein.clock.today(viewer.time_zone)
    with rein.database.begin() as work:
        record = require_own_goal(work, goal_id, viewer=viewer)
        stored = work.check_ins.find_by_key(goal_id, key)
        if stored is not None:
            return _same(stored, report)
        if record.finished_at is not None:
            raise Conflict("This goal is finished.", advice="Take the end back to go on with it.")
        planned = load_planned(work, record)
        spend_quota(rein, work, Use.CHECK_INS, viewer=viewer)
    answered = answer(rein, planned, report, viewer=viewer, week=_week(planned, today))
    made = _new(rein, planned, report, answered, key=key, today=today)
    with rein.database.begin() as work:
        if work.check_ins.add(made):
            answered.run.write(work, at=made.created_at, settings=rein.settings)
            save_number(work, made)
        else:  # a second click was faster
            stored = work.check_ins.find_by_key(goal_id, key)
            made = made if stored is None else _same(stored, report)
    rein.delivery.wake()
    return made


@allow(Access.OWNER)
def change_check_in(rein: Rein, *, viewer: Viewer, check_in_id: str, report: Report) -> CheckIn:
    """Replace the report of a check-in of the last day; the coach answers again.

    Raises NotFound for another person's check-in, InvalidInput naming the field, and Conflict if
    the check-in is older than a day or final.
    """
    report, now = accept_report(report), rein.clock.now()
    with rein.database.begin() as work:
        before = require_own_check_in(work, check_in_id, viewer=viewer)
        _require_changeable(before, now - CHANGES_WITHIN < before.created_at)
        record = require_own_goal(work, before.goal_id, viewer=viewer)
        planned = load_planned(work, record, before=before.id)
        spend_quota(rein, work, Use.CHECK_INS, viewer=viewer)
    answered = answer(rein, planned, report, viewer=viewer, week=before.week, day=before.day)
    work_done = planned.work(today=before.day)
    changed = replace(
        before,
        report=report,
        unit=planned.unit,
        done=len(work_done.done),
        planned=len(work_done.planned),
        answer=answered.answer,
        trace_id=answered.trace_id,
        changed_at=now,
    )
    with rein.database.begin() as work:
        require_own_check_in(work, check_in_id, viewer=viewer)
        work.check_ins.replace(changed)
        save_number(work, changed)
        answered.run.write(work, at=now, settings=rein.settings)
    rein.delivery.wake()
    return changed


def _same(stored: CheckIn, report: Report) -> CheckIn:
    if stored.report != report:
        raise Conflict(
            "This key was used for another check-in.", advice="Make a new key for each check-in."
        )
    return stored


def _require_changeable(check_in: CheckIn, recent: bool) -> None:  # noqa: FBT001 - one question
    if not recent or check_in.kind is CheckInKind.FINAL:
        raise Conflict(
            "This check-in can no longer be changed.",
            advice="Check in again; the newest one counts.",
        )


def _week(planned: PlannedGoal, today: date) -> int:
    """Return the week a check-in looks back at: the open one, or the week of the day."""
    schedule = schedule_of(
        planned.plan, goal_id=planned.record.id, check_ins=planned.earlier, finished=False
    )
    found = open_check_in(schedule, today=today)
    if found is not None and found.kind is CheckInKind.REGULAR:
        return found.week
    return week_of(planned.plan, today=today)


def _new(
    rein: Rein, planned: PlannedGoal, report: Report, answered: Answered, *, key: str, today: date
) -> CheckIn:
    since = planned.work(today=today)
    return CheckIn(
        id=new_id(),
        goal_id=planned.record.id,
        user_id=planned.record.user_id,
        key=key,
        trace_id=answered.trace_id,
        day=today,
        week=_week(planned, today),
        done=len(since.done),
        planned=len(since.planned),
        unit=planned.unit,
        report=report,
        answer=answered.answer,
        created_at=rein.clock.now(),
    )
