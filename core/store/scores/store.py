"""Write evaluations; stored ones are immutable, and a later verdict is a new row."""

from sqlalchemy import Connection, update

from core.ids import new_id
from core.store.database.upsert import insert_rows
from core.store.goals.traits import find_traits
from core.store.rollups.incremental import update_rollups
from core.store.scores.rows import to_item_rows, to_row
from core.store.scores.tables import evaluation_items, evaluations
from core.store.scores.values import EvaluationRecord


class EvaluationStore:
    """Writes evaluations with their items."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, record: EvaluationRecord) -> str:
        """Add an evaluation of an open trace and count it; return its id."""
        evaluation_id = new_id()
        row = to_row(record.evaluation) | {
            "id": evaluation_id,
            "trace_id": record.trace_id,
            "goal_id": record.goal_id,
            "run_id": record.run_id,
            "judge_model": record.judge_model,
            "judge_provider": record.judge_provider,
            "judge_prompt_name": record.judge_prompt_name,
            "judge_prompt_version": record.judge_prompt_version,
            "writer_model": record.writer_model,
            "prompt_version": record.prompt_version,
            **find_traits(self._connection, record.goal_id),
            "sample": record.sample,
            "day": record.created_at.date(),
            "created_at": record.created_at,
        }
        insert_rows(self._connection, evaluations, [row])
        items = to_item_rows(record.evaluation, evaluation_id)
        insert_rows(self._connection, evaluation_items, items)
        update_rollups(self._connection, evaluations, new=[row])
        update_rollups(self._connection, evaluation_items, new=[row | item for item in items])
        return evaluation_id

    def set_fingerprint(self, trace_id: str, fingerprint: str) -> None:
        """Mark the evaluations of a trace with the prompts and models of its run."""
        theirs = evaluations.c.trace_id == trace_id
        self._connection.execute(update(evaluations).where(theirs).values(fingerprint=fingerprint))
