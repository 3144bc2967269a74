"""Accept, decline or undo a change that the coach proposed; only accepting changes the plan."""

from dataclasses import replace
from datetime import date

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.chat.message import ChatMessage
from core.chat.proposed_edit import EditKind, EditStatus, ProposedEdit
from core.errors import Conflict, NotFound
from core.ids import new_id
from core.progress.measurements import Measurement
from core.progress.task_state import UNTOUCHED, SkipReason
from core.store.measurements.read import count_measurements
from core.store.plans.task_states import find_task_states
from core.store.revisions.values import RevisionRecord
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.chat.edit_rules import intent_of
from core.usecases.chat.own_message import require_own_message
from core.usecases.measurements.add_measurement import MAX_MEASUREMENTS
from core.usecases.revisions.load_subject import load_subject
from core.usecases.revisions.write_revision import write_revision

FROM_CHAT = "accepted in the conversation with the coach"


@allow(Access.OWNER)
def decide_edit(
    rein: Rein, *, viewer: Viewer, goal_id: str, message_id: str, position: int, accept: bool
) -> ProposedEdit:
    """Decide on one proposed edit of an answer, and return it as it is now.

    Raises NotFound for another person's message or a task that is gone, InvalidInput if a law of
    plans forbids it, and Conflict if it was decided before or cannot be carried out from here.
    """
    with rein.database.begin() as work:
        message = require_own_message(work, goal_id, message_id, viewer=viewer)
        edit = _find(message, position)
        if not accept or not edit.revises:
            made = _apply(work, goal_id, edit, rein=rein, viewer=viewer) if accept else edit
            status = EditStatus.ACCEPTED if accept else EditStatus.DECLINED
            return save_edit(work, message, position, replace(made, status=status))
        loaded = load_subject(rein, work, viewer=viewer, goal_id=goal_id)

    def mark(work: UnitOfWork, record: RevisionRecord) -> None:
        now = require_own_message(work, goal_id, message_id, viewer=viewer)
        accepted = replace(_find(now, position), status=EditStatus.ACCEPTED, plan_id=record.id)
        save_edit(work, now, position, accepted)

    revised = write_revision(rein, loaded, intent_of(edit, loaded, also=mark), viewer=viewer)
    return replace(edit, status=EditStatus.ACCEPTED, plan_id=revised.plan_id)


def save_edit(
    work: UnitOfWork, message: ChatMessage, position: int, edit: ProposedEdit
) -> ProposedEdit:
    """Write one edit of a message back, and return it."""
    edits = list(message.edits)
    edits[position] = edit
    work.chat.save_edits(message.id, tuple(edits))
    return edit


def _find(message: ChatMessage, position: int) -> ProposedEdit:
    if not 0 <= position < len(message.edits):
        raise NotFound("This answer proposes no such change.", advice="Reload the page.")
    edit = message.edits[position]
    if edit.status is not EditStatus.PROPOSED:
        raise Conflict("You have decided on this already.", advice="Ask for another change.")
    return edit


def _apply(
    work: UnitOfWork, goal_id: str, edit: ProposedEdit, *, rein: Rein, viewer: Viewer
) -> ProposedEdit:
    """Carry out an edit of tasks; return it with what undoing it needs."""
    states = find_task_states(work.connection, goal_id)
    if edit.kind is EditKind.MOVE and edit.task_id is not None and edit.day is not None:
        if edit.day < rein.clock.today(viewer.time_zone):
            raise Conflict(
                "The day of this change is past.", advice="Ask for another day; nothing was moved."
            )
        now = rein.clock.now()
        work.tasks.move(goal_id, edit.task_id, day=edit.day, user_id=viewer.id, now=now)
        return replace(edit, day_before=states.get(edit.task_id, UNTOUCHED).day)
    if edit.kind is EditKind.READING and edit.value is not None:
        noted = _note(work, goal_id, edit.value, day=edit.day, rein=rein, viewer=viewer)
        return replace(edit, reading_id=noted)
    if edit.kind is EditKind.TICK and edit.task_id is not None:
        ticks = states.get(edit.task_id, UNTOUCHED).is_open
        now = rein.clock.now()
        work.tasks.complete(goal_id, edit.task_id, user_id=viewer.id, now=now)
        return replace(edit, task_ids=(edit.task_id,) if ticks else ())
    ids = (edit.task_id,) if edit.task_id is not None else _week_ids(work, goal_id, edit)
    still_open = tuple(each for each in ids if states.get(each, UNTOUCHED).is_open)
    for task_id in still_open:
        work.tasks.skip(
            goal_id,
            task_id,
            reason=SkipReason(edit.reason),
            note=FROM_CHAT,
            user_id=viewer.id,
            now=rein.clock.now(),
        )
    return replace(edit, task_ids=still_open)


def _note(
    work: UnitOfWork,
    goal_id: str,
    value: float,
    *,
    day: date | None,
    rein: Rein,
    viewer: Viewer,
) -> str:
    """Note a number of the goal's measure: the one that its plan ends with; return its id."""
    plan = work.plans.find_current(goal_id)
    last = plan.milestones[-1] if plan is not None and plan.milestones else None
    if last is None:
        raise Conflict("This goal has no measure.", advice="Its milestones name one.")
    measured = Measurement(
        id=new_id(),
        day=day or rein.clock.today(viewer.time_zone),
        metric=last.metric,
        value=value,
        unit=last.unit,
        created_at=rein.clock.now(),
    )
    if count_measurements(work.connection, goal_id) >= MAX_MEASUREMENTS:
        raise Conflict("This goal holds all the numbers it can.", advice="Remove one first.")
    work.measurements.add(goal_id, measured, user_id=viewer.id)
    return measured.id


def _week_ids(work: UnitOfWork, goal_id: str, edit: ProposedEdit) -> tuple[str, ...]:
    plan = work.plans.find_current(goal_id)
    weeks = plan.weeks if plan is not None else ()
    return tuple(task.id for week in weeks if week.number == edit.week for task in week.tasks)
