"""A person's rating of one answer: four questions, each answered yes or no."""

from dataclasses import dataclass

ANSWER_QUESTIONS = {
    "helpfulness": "Did it help?",
    "relevance": "Was it about your question?",
    "motivation": "Does it make you want to go on?",
    "actionability": "Do you know what to do now?",
}
"""The dimensions of an answer's rating, with the question a person is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRating:
    """The answers that were given; None where none was."""

    helpfulness: bool | None = None
    relevance: bool | None = None
    motivation: bool | None = None
    actionability: bool | None = None

    @property
    def empty(self) -> bool:
        """Return whether no question was answered."""
        return all(getattr(self, name) is None for name in ANSWER_QUESTIONS)
