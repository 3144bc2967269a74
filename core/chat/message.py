"""A message of the conversation about a goal, and the places of the plan it cites."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.chat.proposed_edit import ProposedEdit
from core.errors import InvalidInput
from core.goals.goal import clean_text

MAX_QUESTION_CHARACTERS = 1_000
MAX_ANSWER_CHARACTERS = 1_600
MAX_CITATIONS = 4


class ChatRole(StrEnum):
    """Who wrote a message."""

    PERSON = "person"
    COACH = "coach"


class CitationKind(StrEnum):
    """The kind of place an answer comes from."""

    WEEK = "week"
    TASK = "task"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A place that an answer comes from: a week, a task, or a passage of the playbook."""

    kind: CitationKind
    ref: str
    """The number of the week, the id of the task, or the id of the passage."""
    label: str
    week: int | None = None
    """The week to show; None for a passage."""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMessage:
    """One message of the conversation."""

    id: str
    goal_id: str
    user_id: str
    role: ChatRole
    text: str
    created_at: datetime
    run_id: str | None
    trace_id: str | None
    citations: tuple[Citation, ...] = ()
    edits: tuple[ProposedEdit, ...] = ()
    scores: tuple["AnswerScore", ...] = ()
    author: str = ""
    """The model that wrote the answer; empty for the person's own messages."""
    note: str = ""
    """What the person should know of how the answer came about; mostly empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerScore:
    """The score of an answer on one dimension, 0 to 10; None if it cannot be known by rule."""

    dimension: str
    score: float | None
    reason: str


def accept_question(text: str) -> str:
    """Return the cleaned question. Raises InvalidInput if it is empty or too long."""
    if len(text) > MAX_QUESTION_CHARACTERS:
        raise InvalidInput(
            f"This message has {len(text):,} characters.",
            field="text",
            advice=f"Ask in at most {MAX_QUESTION_CHARACTERS:,}; you can ask again after it.",
        )
    cleaned = clean_text(text)
    if not any(character.isalnum() for character in cleaned):
        raise InvalidInput(
            "There is no question in this yet.",
            field="text",
            advice="Write it in your own words, for example “what should I do today?”.",
        )
    return cleaned
