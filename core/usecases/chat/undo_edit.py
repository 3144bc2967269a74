"""Take back a change that was accepted in the conversation."""

from dataclasses import replace

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.chat.message import ChatMessage
from core.chat.proposed_edit import EditKind, EditStatus, ProposedEdit
from core.errors import Conflict, NotFound
from core.progress.task_state import UNTOUCHED
from core.store.plans.task_states import find_task_states
from core.store.unit_of_work import UnitOfWork
from core.usecases.access.allow import Access, allow
from core.usecases.chat.decide_edit import save_edit
from core.usecases.chat.own_message import require_own_message
from core.usecases.revisions.undo_revision import undo_revision


@allow(Access.OWNER)
def undo_edit(
    rein: Rein, *, viewer: Viewer, goal_id: str, message_id: str, position: int
) -> ProposedEdit:
    """Take an accepted edit back, and return it as it is now; what was done since stays done.

    Raises NotFound for another person's message or a task that is gone, and Conflict if it was not
    accepted or the plan was changed after it.
    """
    with rein.database.begin() as work:
        message = require_own_message(work, goal_id, message_id, viewer=viewer)
        edit = _find(message, position)
        if not edit.revises:
            _take_back(work, goal_id, edit, rein=rein, viewer=viewer)
            return save_edit(work, message, position, replace(edit, status=EditStatus.UNDONE))
    undo_revision(rein, viewer=viewer, goal_id=goal_id, plan_id=edit.plan_id)
    with rein.database.begin() as work:
        message = require_own_message(work, goal_id, message_id, viewer=viewer)
        return save_edit(work, message, position, replace(edit, status=EditStatus.UNDONE))


def _find(message: ChatMessage, position: int) -> ProposedEdit:
    if not 0 <= position < len(message.edits):
        raise NotFound("This answer proposes no such change.", advice="Reload the page.")
    edit = message.edits[position]
    if edit.status is not EditStatus.ACCEPTED:
        raise Conflict("This change was not made, so there is nothing to undo.")
    return edit


def _take_back(
    work: UnitOfWork, goal_id: str, edit: ProposedEdit, *, rein: Rein, viewer: Viewer
) -> None:
    states = find_task_states(work.connection, goal_id)
    if edit.kind is EditKind.MOVE and edit.task_id is not None:
        if states.get(edit.task_id, UNTOUCHED).day != edit.day:
            raise Conflict(
                "This task was moved again after it.", advice="Move it in the plan itself."
            )
        if edit.day_before is None:
            work.tasks.move_back(goal_id, edit.task_id)
            return
        now = rein.clock.now()
        work.tasks.move(goal_id, edit.task_id, day=edit.day_before, user_id=viewer.id, now=now)
        return
    if edit.reading_id:
        work.measurements.remove(goal_id, edit.reading_id)
    for task_id in edit.task_ids:
        state = states.get(task_id, UNTOUCHED)
        if state.skipped is not None or (edit.kind is EditKind.TICK and not state.is_open):
            work.tasks.reopen(goal_id, task_id)
