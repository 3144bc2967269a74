"""Confirm or correct the card of a waiting run; the run continues."""

from collections.abc import Mapping

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import Conflict
from core.goals.clarification import Answer
from core.runs.goal_state import StageName
from core.store.runs.values import RunStatus
from core.usecases.access.allow import Access, allow
from core.usecases.goals.corrections import accept_corrections
from core.usecases.goals.ownership import require_own_goal, require_own_run


@allow(Access.OWNER)
def answer_questions(
    rein: Rein, *, viewer: Viewer, goal_id: str, answers: Mapping[str, str | None]
) -> None:
    """Save answers by question id or slot name; what is left out or empty is skipped.

    The goal is read again if something was set. Raises Conflict, InvalidInput and NotFound.
    """
    now = rein.clock.now()
    with rein.database.begin() as work:
        goal = require_own_goal(work, goal_id, viewer=viewer)
    accepted = accept_corrections(rein, goal.request(), answers, viewer=viewer)
    with rein.database.begin() as work:
        run = require_own_run(work, goal_id, viewer=viewer)
        if run.status is not RunStatus.NEEDS_ANSWERS:
            raise Conflict(
                "This was answered already.", advice="Reload the page to see the answers."
            )
        answered = {answer.question.id for answer in accepted}
        skipped = tuple(
            Answer(question=question, text=None)
            for question in work.clarifications.list_open(run.id)
            if question.id not in answered
        )
        work.clarifications.record(run.id, (*accepted, *skipped), now=now)
        changed = any(answer.text for answer in accepted)
        again = StageName.PREPROCESS if changed else None
        work.runs.resume_answered(run.id, now=now, again=again)
    rein.jobs.wake(run.id, priority=run.priority)
