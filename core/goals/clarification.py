"""Clarification: the few questions whose answers change the plan, and the answers given."""

from dataclasses import dataclass
from enum import StrEnum

MAX_ROUNDS = 1
MAX_QUESTIONS = 3


class AnswerKind(StrEnum):
    """How a question is answered."""

    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question to the person; if it is skipped, `assumption` is used and shown."""

    id: str
    """Stable name of the topic, such as "baseline" or "hours"; a run asks each id once."""
    text: str
    why: str
    """What the answer changes in the plan, in one clause."""
    kind: AnswerKind
    options: tuple[str, ...] = ()
    """The choices; for another kind, answers to begin with."""
    unit: str = ""
    example: str = ""
    """An answer as a person would write it, shown in the empty field."""
    assumption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a question; `text` is None if it was skipped and the assumption applies."""

    question: Question
    text: str | None


class NeedsAnswers(Exception):
    """A run cannot continue well until these questions are answered or skipped."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        super().__init__(f"{len(questions)} questions are open.")
        self.questions = questions
