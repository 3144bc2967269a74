"""Check that a message belongs to a goal of the viewer."""

from core.accounts.viewer import Viewer
from core.chat.message import ChatMessage
from core.errors import NotFound
from core.ids import is_id
from core.store.unit_of_work import UnitOfWork
from core.usecases.goals.ownership import require_own_goal


def require_own_message(
    work: UnitOfWork, goal_id: str, message_id: str, *, viewer: Viewer
) -> ChatMessage:
    """Return a message about a goal the viewer may change. Raises NotFound if there is none."""
    require_own_goal(work, goal_id, viewer=viewer)
    message = work.chat.find_message(message_id) if is_id(message_id) else None
    if message is None or message.goal_id != goal_id:
        raise NotFound("There is no such message.", advice="The conversation may be cleared.")
    return message
