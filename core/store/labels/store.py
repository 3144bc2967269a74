"""Write labels: one for each person and reply, with a history of its states."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from core.errors import NotFound
from core.ids import new_id
from core.store.database.rows import Row, fetch_one
from core.store.database.upsert import replace_rows
from core.store.labels.tables import label_history, label_skips, labels
from core.store.labels.values import LabelRecord

_STATED = ("overall", "answers", "note")


class LabelStore:
    """Writes labels; the caller checks rights, and the accounts of labellers exist."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, record: LabelRecord, *, now: datetime) -> str:
        """Save a label, or change the earlier one of the same person; return its id.

        How the item came to the person is of the first time: a later look is not by lot.
        """
        before = self._find(record.subject, record.user_id)
        verdict = record.verdict
        stated: Row = {
            "overall": verdict.overall,
            "answers": dict(sorted(verdict.answers.items())),
            "note": verdict.note,
            "changed_at": now,
            "withdrawn_at": None,
        }
        if before is not None and before["withdrawn_at"] is None:
            # The scores are shown after the first answer, so a change is blind only if both were.
            blind = before["blind"] and record.blind
            return self._write(before | stated | {"blind": blind})
        row: Row = {
            "id": new_id() if before is None else before["id"],
            "subject": record.subject,
            "user_id": record.user_id,
            "goal_id": record.goal_id,
            "trace_id": record.trace_id,
            "dataset_id": record.dataset_id,
            "came_by": record.came_by,
            "blind": record.blind,
            "sample": record.sample,
            "created_at": now,
        }
        return self._write(row | stated)

    def withdraw(self, subject: str, *, user_id: str, now: datetime) -> None:
        """Withdraw a label; its history stays. Raises NotFound if there is none to withdraw."""
        before = self._find(subject, user_id)
        if before is None or before["withdrawn_at"] is not None:
            raise NotFound("There is no label of yours to take back.")
        self._write(before | {"changed_at": now, "withdrawn_at": now})

    def skip(self, item_id: str, *, user_id: str, now: datetime) -> None:
        """Put an item at the end of a person's queue."""
        row = {"user_id": user_id, "item_id": item_id, "skipped_at": now}
        replace_rows(self._connection, label_skips, [row])

    def unskip(self, item_id: str, *, user_id: str) -> None:
        """Put an item back to its place; nothing happens if it was not put off."""
        mine = (label_skips.c.item_id == item_id, label_skips.c.user_id == user_id)
        self._connection.execute(delete(label_skips).where(*mine))

    def _find(self, subject: str, user_id: str) -> Row | None:
        mine = (labels.c.subject == subject, labels.c.user_id == user_id)
        return fetch_one(self._connection, select(labels).where(*mine).with_for_update())

    def _write(self, row: Row) -> str:
        replace_rows(self._connection, labels, [row])
        state = {name: row[name] for name in (*_STATED, "changed_at")}
        state |= {"label_id": row["id"], "withdrawn": row["withdrawn_at"] is not None}
        self._connection.execute(label_history.insert(), state)
        label_id: str = row["id"]
        return label_id
