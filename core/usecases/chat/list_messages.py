"""The conversation about a goal: its messages, what is remembered, and whether an answer is due."""

from dataclasses import dataclass

from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.chat.memory import Memory
from core.chat.message import ChatRole
from core.store.chat.read import find_thread, list_chat_messages
from core.store.chat.values import RatedMessage
from core.store.database.pagination import Page
from core.store.runs.values import RunStatus
from core.usecases.access.allow import Access, allow
from core.usecases.goals.ownership import require_own_goal

__all__ = ["Conversation", "Page", "RatedMessage", "get_conversation", "list_messages"]

SHOWN = 20
"""Messages that the page shows; older ones are behind a button."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The end of the conversation about a goal."""

    messages: tuple[RatedMessage, ...]
    """Oldest first."""
    memories: tuple[Memory, ...]
    more: bool
    """Whether there are older messages."""
    waiting: bool = False
    """Whether the last question is being answered."""
    partial: str = ""
    """What of the answer may be read while it is written."""
    error: str = ""
    """Why the last question was not answered; empty if it was or is being answered."""


@allow(Access.OWNER)
def get_conversation(
    rein: Rein, *, viewer: Viewer, goal_id: str, limit: int = SHOWN
) -> Conversation:
    """Return the end of the conversation about the viewer's own goal. Raises NotFound."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
    thread = find_thread(rein.database, goal_id, limit=limit + 1)
    messages = thread.messages[-limit:]
    conversation = Conversation(
        messages=messages, memories=thread.memories, more=len(thread.messages) > limit
    )
    last = messages[-1].message if messages else None
    if last is None or last.role is ChatRole.COACH:
        return conversation
    return _with_status(rein, conversation, last.run_id)


def _with_status(rein: Rein, conversation: Conversation, run_id: str | None) -> Conversation:
    with rein.database.begin() as work:
        run = work.runs.get(run_id) if run_id is not None else None
    over = run is None or run.status.over
    error = ""
    if over:
        error = (run.error if run is not None else None) or "This question was not answered."
    if run is not None and run.status is RunStatus.DONE:  # the reply was written a moment ago
        over, error = False, ""
    return Conversation(
        messages=conversation.messages,
        memories=conversation.memories,
        more=conversation.more,
        waiting=not over,
        partial="" if over or run_id is None else rein.partial_answers.get(run_id),
        error=error,
    )


@allow(Access.OWNER)
def list_messages(
    rein: Rein, *, viewer: Viewer, goal_id: str, limit: int = SHOWN, cursor: str | None = None
) -> Page[RatedMessage]:
    """Return a page of messages about the viewer's own goal, newest first. Raises NotFound."""
    with rein.database.begin() as work:
        require_own_goal(work, goal_id, viewer=viewer)
    return list_chat_messages(rein.database, goal_id, limit=limit, cursor=cursor)
