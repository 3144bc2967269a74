"""Store the clarifying questions of runs and their answers."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from core.errors import Conflict
from core.goals.clarification import Answer, Question
from core.goals.codec import QUESTION_CODEC
from core.store.clarifications.tables import clarifications
from core.store.database.upsert import insert

UNASKED = 0
"""The round of what the person set without being asked."""


class ClarificationStore:
    """Writes and reads the questions of runs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, run_id: str, questions: tuple[Question, ...], *, now: datetime) -> int:
        """Add questions as the run's next round and return its number. Known ones do not change."""
        number = self.count_rounds(run_id) + 1
        rows = [
            {
                "run_id": run_id,
                "question_id": question.id,
                "round": number,
                "position": position,
                "question": QUESTION_CODEC.dump(question),
                "asked_at": now,
            }
            for position, question in enumerate(questions)
        ]
        statement = insert(self._connection, clarifications)
        self._connection.execute(
            statement.on_conflict_do_nothing(index_elements=["run_id", "question_id"]), rows
        )
        return number

    def answer(self, run_id: str, question_id: str, text: str | None, *, now: datetime) -> None:
        """Save the answer to an open question; None skips it. Raises Conflict if it is not open."""
        open_question = (
            (clarifications.c.run_id == run_id)
            & (clarifications.c.question_id == question_id)
            & clarifications.c.answered_at.is_(None)
        )
        change = update(clarifications).where(open_question).values(answer=text, answered_at=now)
        if self._connection.execute(change).rowcount == 0:
            raise Conflict(
                "This question has been answered already.",
                advice="Reload the page to see the answer.",
            )

    def record(self, run_id: str, answers: Iterable[Answer], *, now: datetime) -> None:
        """Save what the person answered or set by themselves; of one question, the newest wins."""
        for position, answer in enumerate(answers):
            row = {
                "run_id": run_id,
                "question_id": answer.question.id,
                "round": UNASKED,
                "position": position,
                "question": QUESTION_CODEC.dump(answer.question),
                "answer": answer.text,
                "asked_at": now,
                "answered_at": now,
            }
            statement = insert(self._connection, clarifications).values(row)
            self._connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["run_id", "question_id"],
                    set_={"answer": answer.text, "answered_at": now},
                )
            )

    def list_open(self, run_id: str) -> tuple[Question, ...]:
        """Return the questions without an answer, in order."""
        query = (
            select(clarifications.c.question)
            .where(clarifications.c.run_id == run_id, clarifications.c.answered_at.is_(None))
            .order_by(clarifications.c.round, clarifications.c.position)
        )
        return tuple(
            QUESTION_CODEC.load(stored) for stored in self._connection.execute(query).scalars()
        )

    def list_answers(self, run_id: str) -> tuple[Answer, ...]:
        """Return the answers, including skipped questions, in order."""
        query = (
            select(clarifications.c.question, clarifications.c.answer)
            .where(clarifications.c.run_id == run_id, clarifications.c.answered_at.is_not(None))
            .order_by(clarifications.c.round, clarifications.c.position)
        )
        return tuple(
            Answer(question=QUESTION_CODEC.load(stored), text=text)
            for stored, text in self._connection.execute(query)
        )

    def count_rounds(self, run_id: str) -> int:
        """Return the number of rounds the run has asked."""
        query = select(func.max(clarifications.c.round)).where(clarifications.c.run_id == run_id)
        return int(self._connection.execute(query).scalar() or 0)
