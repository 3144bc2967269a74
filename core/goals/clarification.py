"""Clarification: the few questions whose answers change the plan, and what the person said to them."""

from dataclasses import dataclass
from enum import StrEnum

MAX_ROUNDS = 3
MAX_QUESTIONS_PER_ROUND = 3


class AnswerKind(StrEnum):
    """How a question is answered."""

    NUMBER = "number"
    CHOICE = "choice"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. It can be skipped; then `assumption` is used, and the person sees that."""

    id: str
    """Stable name of what is asked, such as "baseline" or "hours"; no question is asked twice in a run."""
    text: str
    why: str
    """What changes in the plan with the answer, in one clause."""
    kind: AnswerKind
    options: tuple[str, ...] = ()
    """What can be chosen; empty unless `kind` is CHOICE."""
    unit: str = ""
    assumption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was said to a question; `text` None means it was skipped and the assumption holds."""

    question: Question
    text: str | None


class NeedsAnswers(Exception):
    """A run cannot continue well until these questions are answered or skipped."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        super().__init__(f"{len(questions)} questions are open.")
        self.questions = questions
