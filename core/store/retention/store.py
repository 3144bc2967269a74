"""Delete old rows and reply texts, in batches."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, exists, select, update

from core.store.calls.tables import llm_calls
from core.store.exports.tables import outbox
from core.store.exports.values import OutboxState
from core.store.goals.tables import goals
from core.store.mail.tables import mail_deliveries
from core.store.ratings.tables import ratings
from core.store.retention.seal import seal_days_of
from core.store.runs.tables import runs
from core.store.runs.values import RunStatus
from core.store.scores.tables import evaluations
from core.store.traces.rows import min_number_at
from core.store.traces.tables import spans, traces
from core.tracing.span_record import SpanStatus

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

    def find_old_traces(
        self, *, before: datetime, after: int, limit: int
    ) -> tuple[tuple[int, str], ...]:
        """Return number and id of the oldest ended traces that no goal shows, after a number.

        Traces that a goal shows, that a person rated, and those of the sample stay.
        """
        old = (
            traces.c.sample.is_(False),
            traces.c.number > after,
            traces.c.number < min_number_at(before),
            traces.c.status != SpanStatus.RUNNING,
        )
        query = select(traces.c.number, traces.c.id).where(*old, *_UNSEEN)
        found = self._connection.execute(query.order_by(traces.c.number).limit(limit))
        return tuple((row.number, row.id) for row in found)

    def remove_traces(self, ids: Sequence[str], *, now: datetime) -> int:
        """Delete traces with their scores, unless a goal shows them by now. Returns the number.

        The daily sums stay as they were counted, and their days are sealed.
        """
        still_unseen = select(traces.c.id).where(traces.c.id.in_(ids), *_UNSEEN)
        removed = list(self._connection.execute(still_unseen.with_for_update()).scalars())
        if removed:
            seal_days_of(self._connection, removed, now=now)
            self._connection.execute(delete(outbox).where(outbox.c.trace_id.in_(removed)))
            self._connection.execute(delete(traces).where(traces.c.id.in_(removed)))
        return len(removed)


_newer = evaluations.alias()
_UNSEEN = (
    ~exists().where(goals.c.trace_id == traces.c.id),
    ~exists().where(ratings.c.trace_id == traces.c.id),
    # The newest evaluation of a goal is what its page shows.
    ~exists().where(
        evaluations.c.trace_id == traces.c.id,
        evaluations.c.goal_id.is_not(None),
        ~exists().where(_newer.c.goal_id == evaluations.c.goal_id, _newer.c.id > evaluations.c.id),
    ),
)
"""Conditions that nothing of a trace is on the page of a goal."""
