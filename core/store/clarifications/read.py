"""Read the questions of a run that are open, and the answers so far."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from core.goals.clarification import Answer, Question
from core.goals.codec import QUESTION_CODEC
from core.store.clarifications.tables import clarifications


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarifications:
    """The clarifying questions of a run, in the order in which they were asked."""

    questions: tuple[Question, ...] = ()
    """Questions without an answer."""
    answers: tuple[Answer, ...] = ()
    """Answers, including skipped questions."""


def find_clarifications(connection: Connection, run_id: str) -> Clarifications:
    """Return the open questions and the answers of a run, with one query."""
    columns = (clarifications.c.question, clarifications.c.answer, clarifications.c.answered_at)
    query = select(*columns).where(clarifications.c.run_id == run_id)
    questions = list[Question]()
    answers = list[Answer]()
    ordered = query.order_by(clarifications.c.round, clarifications.c.position)
    for row in connection.execute(ordered):
        question = QUESTION_CODEC.load(row.question)
        if row.answered_at is None:
            questions.append(question)
        else:
            answers.append(Answer(question=question, text=row.answer))
    return Clarifications(questions=tuple(questions), answers=tuple(answers))
