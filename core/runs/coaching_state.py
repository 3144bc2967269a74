"""The state of a coaching run: a question with where the person stands, and then the reply."""

from dataclasses import dataclass

from core.chat.reply import CoachReply
from core.chat.situation import Situation

ANSWER = "answer"
"""The one stage of a coaching run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingState:
    """What is known of a question, and its reply once the stage is finished."""

    situation: Situation
    message_id: str
    reply: CoachReply | None = None
