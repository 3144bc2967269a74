"""Ask the coach one question about a goal; the answer is written by a run."""

import json
from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.chat.message import ChatMessage, ChatRole, accept_question
from core.errors import Conflict, NotFound
from core.ids import new_id
from core.quota import Use
from core.runs.coaching_run import COACHING
from core.store.runs.values import Run
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal
from core.usecases.quotas.spend_quota import require_room_in_queue, spend_quota
from core.usecases.runs.queue_run import queue_run


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """The ids of a question that was asked."""

    message_id: str
    run_id: str
    trace_id: str


@allow(Access.OWNER)
def ask_coach(rein: Rein, *, viewer: Viewer, goal_id: str, text: str, key: str) -> AskedQuestion:
    """Store a question and queue its answer; the same `key` of a viewer asks only once.

    Raises InvalidInput for an unusable text, NotFound for another person's goal, LimitReached, and
    Conflict if the goal has no plan yet, is archived, or the last question is still being answered.
    """
    question = accept_question(text)
    own_key = f"chat:{goal_id}:{key}"
    with rein.database.begin() as work:
        goal = require_own_goal(work, goal_id, viewer=viewer)
        earlier = work.runs.find_by_key(user_id=viewer.id, key=own_key)
        if earlier is not None:
            return _asked(work, earlier, question)
        _require_answerable(work, goal_id, archived=goal.archived_at is not None)
        spend_quota(rein, work, Use.QUESTIONS, viewer=viewer)
        require_room_in_queue(rein, work, viewer=viewer)
        run = _queue(rein, work, goal_id, viewer=viewer, key=own_key)
        if work.chat.find_question(run.id) is not None:  # the same key a moment before
            return _asked(work, run, question)
        asked = ChatMessage(
            id=json.loads(run.input or "{}")["message_id"],
            goal_id=goal_id,
            user_id=viewer.id,
            role=ChatRole.PERSON,
            text=question,
            created_at=rein.clock.now(),
            run_id=run.id,
            trace_id=run.trace_id,
        )
        work.chat.add(asked)
    rein.jobs.wake(run.id, priority=run.priority)
    return AskedQuestion(message_id=asked.id, run_id=run.id, trace_id=run.trace_id)


def _queue(rein: Rein, work: UnitOfWork, goal_id: str, *, viewer: Viewer, key: str) -> Run:
    """Queue the run that answers; it finds its question by the id in its input."""
    today = rein.clock.today(viewer.time_zone)
    return queue_run(
        work,
        COACHING,
        user_id=viewer.id,
        key=key,
        now=rein.clock.now(),
        goal_id=goal_id,
        input_=json.dumps(
            {
                "message_id": new_id(),
                "today": today.isoformat(),
                "time_zone": viewer.zone_name,
            }
        ),
    )


def _asked(work: UnitOfWork, run: Run, question: str) -> AskedQuestion:
    """Return what a key asked before. Raises Conflict if that was another question."""
    message = work.chat.find_question(run.id)
    if message is None:
        raise NotFound("What this key asked was deleted.", advice="Ask again under a new key.")
    if message.text != question:
        raise Conflict(
            "This key was used for another question.", advice="Make a new key for each question."
        )
    return AskedQuestion(message_id=message.id, run_id=run.id, trace_id=run.trace_id)


def _require_answerable(work: UnitOfWork, goal_id: str, *, archived: bool) -> None:
    if archived:
        raise Conflict("This goal is archived.", advice="Restore it first; then ask again.")
    if work.plans.find_current(goal_id) is None:
        raise Conflict(
            "This goal has no plan yet, so there is nothing to answer from.",
            advice="Wait until its plan is written, then ask again.",
        )
    last = work.chat.find_last(goal_id)
    if last is None or last.role is ChatRole.COACH or last.run_id is None:
        return
    run = work.runs.get(last.run_id)
    if run is not None and not run.status.over:
        raise Conflict(
            "The coach is still answering your last question.",
            advice="Wait for that answer, then ask again.",
        )
