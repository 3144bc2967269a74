"""Finish a goal: a short retrospective, how far it was reached, and what to take along."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.ids import new_id
from core.progress.check_in import (
    CheckIn,
    CheckInKind,
    Report,
    Retrospective,
    accept_report,
    accept_retrospective,
)
from core.progress.check_in_week import week_of
from core.usecases.access.allow import Access, allow
from core.usecases.check_ins.answered import Answered, PlannedGoal, answer, load_planned
from core.usecases.check_ins.number import save_number
from core.usecases.goals.ownership import require_own_goal


@allow(Access.OWNER)
def finish_goal(
    rein: Rein,
    *,
    viewer: Viewer,
    goal_id: str,
    retrospective: Retrospective,
    key: str,
    value: float | None = None,
) -> CheckIn:
    """Store the final check-in and mark the goal as finished; the same key stores it once.

    `value` is the number of the goal's metric at the end. Raises NotFound for another person's
    goal, InvalidInput naming the field, and Conflict if the goal has no plan or is finished.
    """
    retrospective = accept_retrospective(retrospective)
    report = Report() if value is None else accept_report(Report(value=value))
    with rein.database.begin() as work:
        record = require_own_goal(work, goal_id, viewer=viewer)
        stored = work.check_ins.find_by_key(goal_id, key)
        if stored is not None:
            return stored
        _require_going_on(finished=record.finished_at is not None)
        planned = load_planned(work, record)
    final, answered = _answer(rein, planned, report, retrospective, viewer=viewer, key=key)
    with rein.database.begin() as work:
        if not work.goals.finish(goal_id, now=final.created_at):  # a second click was faster
            stored = work.check_ins.find_by_key(goal_id, key)
            _require_going_on(finished=stored is None)
            return stored or final
        work.check_ins.add(final)
        save_number(work, final)
        answered.run.write(work, at=final.created_at, settings=rein.settings)
    rein.delivery.wake()
    return final


def _answer(
    rein: Rein,
    planned: PlannedGoal,
    report: Report,
    retrospective: Retrospective,
    *,
    viewer: Viewer,
    key: str,
) -> tuple[CheckIn, Answered]:
    today = rein.clock.today(viewer.time_zone)
    week = week_of(planned.plan, today=today)
    answered = answer(rein, planned, report, viewer=viewer, week=week, retrospective=retrospective)
    whole = planned.work(today=today, whole=True)
    final = CheckIn(
        id=new_id(),
        goal_id=planned.record.id,
        user_id=planned.record.user_id,
        key=key,
        trace_id=answered.trace_id,
        kind=CheckInKind.FINAL,
        day=today,
        week=week,
        done=len(whole.done),
        planned=len(whole.planned),
        unit=planned.unit,
        report=report,
        retrospective=retrospective,
        answer=answered.answer,
        created_at=rein.clock.now(),
    )
    return final, answered


def _require_going_on(*, finished: bool) -> None:
    if finished:
        raise Conflict(
            "This goal is finished already.", advice="Take the end back to change the result."
        )
