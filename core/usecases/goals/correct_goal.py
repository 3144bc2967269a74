"""Correct what Rein understood of a goal and plan it again in place."""

import hashlib
from collections.abc import Mapping

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict, InvalidInput
from core.goals.clarification import Answer
from core.quota import Use
from core.runs.goal_run import GOAL_REWRITE
from core.store.runs.values import Run
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.goals.corrections import accept_corrections
from core.usecases.goals.ownership import require_own_goal, require_own_run
from core.usecases.goals.submit import Submitted
from core.usecases.quotas.spend_quota import require_room_in_queue, spend_quota
from core.usecases.runs.queue_run import queue_run


@allow(Access.OWNER)
def correct_goal(
    rein: Rein, *, viewer: Viewer, goal_id: str, corrections: Mapping[str, str | None]
) -> Submitted:
    """Queue a new run of the same goal with these slots set; earlier answers stay.

    The plan until then is shown until the new one is written, and its ticks stay. The same
    corrections of the same run are carried out once. Raises InvalidInput with the slot's name,
    Conflict while a run is under way, NotFound, and LimitReached.
    """
    with rein.database.begin() as work:
        goal = require_own_goal(work, goal_id, viewer=viewer)
        before = require_own_run(work, goal_id, viewer=viewer)
        given = work.clarifications.list_answers(before.id)
    accepted = accept_corrections(rein, goal.request(given), corrections, viewer=viewer)
    if not any(answer.text for answer in accepted):
        raise InvalidInput("Nothing was changed.", advice="Change a value first.")
    if not before.status.over:
        if set(accepted) <= set(given):  # the second click of a double click
            return Submitted(goal_id=goal_id, run_id=before.id, trace_id=before.trace_id)
        raise Conflict(
            "The coach is still working on this goal.", advice="Wait until it has finished."
        )
    with rein.database.begin() as work:
        spend_quota(rein, work, Use.GOALS, viewer=viewer)
        require_room_in_queue(rein, work, viewer=viewer)
        run = _queue(rein, work, before, (*given, *accepted))
    rein.jobs.wake(run.id, priority=run.priority)
    return Submitted(goal_id=goal_id, run_id=run.id, trace_id=run.trace_id)


def _queue(rein: Rein, work: UnitOfWork, before: Run, answers: tuple[Answer, ...]) -> Run:
    now = rein.clock.now()
    latest = {answer.question.id: answer for answer in answers}
    content = repr(sorted((name, answer.text) for name, answer in latest.items()))
    run = queue_run(
        work,
        GOAL_REWRITE,
        user_id=before.user_id,
        key=f"correct:{before.id}:{hashlib.sha256(content.encode()).hexdigest()[:24]}",
        now=now,
        goal_id=before.goal_id,
    )
    work.clarifications.record(run.id, latest.values(), now=now)
    return run
