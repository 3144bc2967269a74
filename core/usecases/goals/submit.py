"""Submit a goal: check it, store it with a queued run, wake a worker."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.errors import GoalDeclined, InvalidInput, NotFound
from core.goals.clarification import Answer
from core.goals.goal import Circumstances, GoalRequest, accept_request
from core.ids import new_id
from core.offline.safety.gate import GateDecision
from core.quota import Use
from core.runs.goal_run import GOAL, GOAL_REWRITE
from core.store.accounts.values import Account, account_of
from core.store.goals.values import GoalRecord
from core.store.runs.values import Priority, Run
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.consents.consents import may_use_models
from core.usecases.goals.corrections import accept_corrections
from core.usecases.quotas.spend_quota import require_room_in_queue, spend_quota
from core.usecases.runs.queue_run import queue_run

__all__ = ["Priority", "Submitted", "submit_goal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """The ids of what was submitted."""

    goal_id: str
    run_id: str
    trace_id: str


@allow(Access.PERSON)
def submit_goal(  # noqa: PLR0913 - each one is a choice of the sender
    rein: Rein,
    *,
    viewer: Viewer,
    text: str,
    circumstances: Circumstances,
    key: str,
    interactive: bool = False,
    insist: bool = False,
    priority: Priority = Priority.INTERACTIVE,
    rewrite: bool = False,
    reading: Mapping[str, str | None] | None = None,
) -> Submitted:
    """Store a goal and queue its run; the same `key` of a viewer returns what it started before.

    `interactive` allows questions to the person; `insist` skips the check whether the text is a
    goal; `priority` puts runs a person waits for first; `rewrite` writes in other words than
    before; `reading` sets slots of what is understood. Raises InvalidInput naming the field,
    GoalDeclined if the gate rejects the goal, and LimitReached.
    """
    request = accept_request(text, circumstances, today=rein.clock.today(viewer.time_zone))
    with rein.database.begin() as work:
        earlier = work.runs.find_by_key(user_id=viewer.id, key=key)
        if earlier is not None:
            return _submitted(earlier)
        _admit(rein, work, request, viewer=viewer, insist=insist)
        answers = _accept(rein, request, reading or {}, viewer=viewer)
        account = account_of(viewer, tier=rein.settings.tier, created_at=rein.clock.now())
        run = _store(
            work,
            request,
            account=account,
            key=key,
            interactive=interactive,
            priority=priority,
            rewrite=rewrite,
        )
        work.clarifications.record(run.id, answers, now=rein.clock.now())
    rein.jobs.wake(run.id, priority=run.priority)
    return _submitted(run)


def _admit(
    rein: Rein, work: UnitOfWork, request: GoalRequest, *, viewer: Viewer, insist: bool
) -> None:
    """Raise GoalDeclined, or LimitReached if the person or the queue has too much of it."""
    _pass_gate(rein, request, viewer=viewer, insist=insist)
    spend_quota(rein, work, Use.GOALS, viewer=viewer)
    require_room_in_queue(rein, work, viewer=viewer)


def _accept(
    rein: Rein, request: GoalRequest, reading: Mapping[str, str | None], *, viewer: Viewer
) -> tuple[Answer, ...]:
    """Return what the sender set, as answers. Raises InvalidInput with the field of the request."""
    try:
        return accept_corrections(rein, request, reading, viewer=viewer)
    except GoalDeclined:
        raise
    except InvalidInput as error:
        field = f"reading.{error.field}"
        raise InvalidInput(error.message, field=field, advice=error.advice) from error


def _submitted(run: Run) -> Submitted:
    if run.goal_id is None:
        raise NotFound(
            "What this key started was deleted.", advice="Submit the goal again under a new key."
        )
    return Submitted(goal_id=run.goal_id, run_id=run.id, trace_id=run.trace_id)


def _store(
    work: UnitOfWork,
    request: GoalRequest,
    *,
    account: Account,
    key: str,
    interactive: bool,
    priority: Priority,
    rewrite: bool,
) -> Run:
    """Insert the goal with its queued run; return the run of the key, maybe an earlier one."""
    work.accounts.ensure(account)
    user, now = account.user, account.created_at
    goal_id, trace_id = new_id(), new_id()
    work.goals.add(
        GoalRecord(
            id=goal_id,
            user_id=user.id,
            text=request.text,
            circumstances=request.circumstances,
            trace_id=trace_id,
            created_at=now,
            written_on=request.today,
        )
    )
    run = queue_run(
        work,
        GOAL_REWRITE if rewrite else GOAL,
        user_id=user.id,
        key=key,
        now=now,
        goal_id=goal_id,
        trace_id=trace_id,
        interactive=interactive,
        priority=priority,
    )
    if run.goal_id != goal_id:  # the same key was submitted a moment before
        work.goals.delete(goal_id)
    return run


def _pass_gate(rein: Rein, request: GoalRequest, *, viewer: Viewer, insist: bool) -> None:
    """Raise GoalDeclined if the text may not be planned.

    Safety holds before any model is called. Whether a text is a goal is left to the model if one
    is configured: it reads more languages and more ways to say a thing than the offline gate.
    """
    gate = rein.coach.check_goal(request.text, today=request.today)
    if gate.is_goal or (not gate.holds_before_models and may_use_models(rein, viewer=viewer)):
        return
    final = gate.ruling is GateDecision.HARM
    if final or not insist:
        raise GoalDeclined(gate.note, instead=gate.safe_alternative, final=final)
