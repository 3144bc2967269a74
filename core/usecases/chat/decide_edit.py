"""Accept or decline a change that the coach proposed; only an accepted one changes the plan."""

from dataclasses import replace

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.chat.message import ChatMessage
from core.chat.proposed_edit import EditKind, EditStatus, ProposedEdit
from core.errors import Conflict, NotFound
from core.progress.task_state import SkipReason
from core.store.unit_of_work import UnitOfWork
from core.usecases.chat.own_message import require_own_message

FROM_CHAT = "accepted in the conversation with the coach"


def decide_edit(
    rein: Rein, *, viewer: Viewer, goal_id: str, message_id: str, position: int, accept: bool
) -> ProposedEdit:
    """Decide on one proposed edit of an answer, and return it as it is now.

    Raises NotFound for another person's message or a task that is gone, and Conflict if it was
    decided before or cannot be carried out from here.
    """
    with rein.database.begin() as work:
        message = require_own_message(work, goal_id, message_id, viewer=viewer)
        edit = _find(message, position)
        if accept:
            _apply(work, goal_id, edit, rein=rein, viewer=viewer)
        status = EditStatus.ACCEPTED if accept else EditStatus.DECLINED
        decided = replace(edit, status=status)
        edits = list(message.edits)
        edits[position] = decided
        work.chat.save_edits(message_id, tuple(edits))
    return decided


def _find(message: ChatMessage, position: int) -> ProposedEdit:
    if not 0 <= position < len(message.edits):
        raise NotFound("This answer proposes no such change.", advice="Reload the page.")
    edit = message.edits[position]
    if edit.status is not EditStatus.PROPOSED:
        raise Conflict("You have decided on this already.", advice="Ask for another change.")
    return edit


def _apply(
    work: UnitOfWork, goal_id: str, edit: ProposedEdit, *, rein: Rein, viewer: Viewer
) -> None:
    now = rein.clock.now()
    if edit.task_id is not None and edit.kind is EditKind.MOVE and edit.day is not None:
        if edit.day < rein.clock.today(viewer.time_zone):
            raise Conflict(
                "The day of this change is past.", advice="Ask for another day; nothing was moved."
            )
        work.tasks.move(goal_id, edit.task_id, day=edit.day, user_id=viewer.id, now=now)
    elif edit.task_id is not None and edit.kind is EditKind.SKIP:
        work.tasks.skip(
            goal_id,
            edit.task_id,
            reason=SkipReason(edit.reason),
            note=FROM_CHAT,
            user_id=viewer.id,
            now=now,
        )
    else:
        raise Conflict(
            "This change needs the whole plan to be checked again.",
            advice="Make it in the section “Change the plan” of the goal's page.",
        )
