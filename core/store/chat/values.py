"""What is written into a conversation."""

from dataclasses import dataclass
from datetime import datetime

from core.chat.memory import Memory
from core.chat.message import ChatMessage
from core.chat.rating import AnswerRating
from core.chat.reply import CoachReply


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReply:
    """A reply of the coach, as it is added to the conversation."""

    goal_id: str
    user_id: str
    run_id: str | None
    trace_id: str
    reply: CoachReply
    author: str
    because: str
    """Why the rules answered instead of a model; empty if a model did."""
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedMessage:
    """A message and its rating, if it has one."""

    message: ChatMessage
    rating: AnswerRating | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatThread:
    """The end of a conversation, oldest message first, and all that is remembered."""

    messages: tuple[RatedMessage, ...]
    memories: tuple[Memory, ...]
