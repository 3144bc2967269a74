"""Delete all messages about a goal; what is remembered stays."""

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.chat.message import ChatRole
from core.errors import InvalidInput
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal


@allow(Access.OWNER)
def clear_conversation(rein: Rein, *, viewer: Viewer, goal_id: str, confirmed: bool) -> int:
    """Delete the conversation and return how many messages it had; an open question is cancelled.

    Raises InvalidInput unless it is confirmed, because it cannot be undone, and NotFound.
    """
    if not confirmed:
        raise InvalidInput(
            "Nothing was deleted: the conversation cannot be restored.",
            field="confirmed",
            advice="Confirm that it shall be deleted for good.",
        )
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
        last = work.chat.find_last(goal_id)
        if last is not None and last.role is ChatRole.PERSON and last.run_id is not None:
            work.runs.request_cancel(last.run_id, now=rein.clock.now())
        return work.chat.clear(goal_id)
