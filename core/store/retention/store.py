"""Delete old rows and reply texts, in batches."""

from datetime import datetime

from sqlalchemy import Connection, delete, exists, select, update

from core.store.calls.tables import llm_calls
from core.store.exports.tables import outbox
from core.store.exports.values import OutboxState
from core.store.mail.tables import mail_deliveries
from core.store.runs.tables import runs
from core.store.runs.values import RunStatus
from core.store.traces.tables import spans

_UNFINISHED = (RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.NEEDS_ANSWERS)


class RetentionStore:
    """Deletes rows and texts older than a moment, at most `limit` per call."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def remove_sent(self, *, before: datetime, limit: int) -> int:
        """Delete sent deliveries; dead and pending ones stay. Returns the number deleted."""
        old = (outbox.c.state == OutboxState.SENT, outbox.c.created_at < before)
        ids = list(self._connection.execute(select(outbox.c.id).where(*old).limit(limit)).scalars())
        self._connection.execute(delete(outbox).where(outbox.c.id.in_(ids)))
        return len(ids)

    def remove_mails(self, *, before: datetime, limit: int) -> int:
        """Delete what became of mails; no mail of such an old day is sent. Returns the number."""
        old = select(mail_deliveries.c.user_id, mail_deliveries.c.day)
        keys = old.where(mail_deliveries.c.claimed_at < before).limit(limit)
        found = self._connection.execute(keys).all()
        for user_id, day in found:
            of_day = (mail_deliveries.c.user_id == user_id, mail_deliveries.c.day == day)
            self._connection.execute(delete(mail_deliveries).where(*of_day))
        return len(found)

    def remove_replies(self, *, before: datetime, limit: int) -> int:
        """Delete the raw replies of finished runs; the figures stay. Returns the number deleted.

        An unfinished run may still need its replies, so that they are not paid for again. A trace
        that is still stored shows them, and has no other copy.
        """
        unfinished = exists().where(runs.c.id == llm_calls.c.run_id, runs.c.status.in_(_UNFINISHED))
        shown = exists().where(
            spans.c.trace_id == llm_calls.c.trace_id, spans.c.output_call_id == llm_calls.c.id
        )
        old = (llm_calls.c.started_at < before, llm_calls.c.reply.is_not(None))
        ids = list(
            self._connection.execute(
                select(llm_calls.c.id).where(*old, ~unfinished, ~shown).limit(limit)
            ).scalars()
        )
        self._connection.execute(
            update(llm_calls).where(llm_calls.c.id.in_(ids)).values(reply=None)
        )
        return len(ids)
