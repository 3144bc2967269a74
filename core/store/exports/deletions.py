"""Queue the deletion of traces at the receivers that have them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, or_, select

from core.exports.payload import ExportKind
from core.store.database.rows import Row, fetch_all
from core.store.exports.store import OutboxStore
from core.store.exports.tables import exported_traces, outbox
from core.store.exports.values import OutboxState
from core.store.goals.tables import goals
from core.store.traces.tables import traces


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivers:
    """The sinks that can delete traces, and the time from which they are asked to."""

    sinks: tuple[str, ...]
    now: datetime


def delete_exports(
    connection: Connection, of_traces: ColumnElement[bool], receivers: Receivers
) -> None:
    """Delete the deliveries of traces, and queue deletions of those that may have been sent.

    A deletion names ids alone. It waits until a delivery that is under way has ended.
    """
    found = list(
        connection.execute(select(traces.c.id).where(of_traces, ~traces.c.sample)).scalars()
    )
    theirs = select(traces.c.id).where(of_traces).scalar_subquery()
    rows = fetch_all(connection, select(outbox).where(outbox.c.trace_id.in_(theirs)))
    remote = fetch_all(
        connection, select(exported_traces).where(exported_traces.c.trace_id.in_(theirs))
    )
    tried: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        tried[row["sink"], row["trace_id"]].append(row)
    ids = {(row["sink"], row["trace_id"]): row["exported_id"] for row in remote}
    connection.execute(delete(outbox).where(outbox.c.trace_id.in_(theirs)))
    store = OutboxStore(connection)
    for sink in receivers.sinks:
        for trace_id in found:
            of_sink = tried[sink, trace_id]
            if _was_never_sent(of_sink):
                continue
            claimed = [row["next_attempt_at"] for row in of_sink if _is_claimed(row)]
            store.add(
                sink=sink,
                kind=ExportKind.DELETION,
                trace_id=trace_id,
                body={"exported_id": ids.get((sink, trace_id))},
                now=max([receivers.now, *claimed]),
            )


def list_sent(
    connection: Connection, sink: str, *, user_id: str, goal_id: str | None = None
) -> tuple[str, ...]:
    """Return the traces of a person that a sink has, or may have, oldest first; or of one goal."""
    theirs = goals.c.id == goal_id if goal_id is not None else goals.c.user_id == user_id
    of_goals = traces.c.goal_id.in_(select(goals.c.id).where(theirs))
    of_traces = of_goals if goal_id is not None else or_(traces.c.user_id == user_id, of_goals)
    query = select(traces.c.id).where(of_traces, ~traces.c.sample).order_by(traces.c.id)
    found = list(connection.execute(query).scalars())
    mine = select(traces.c.id).where(of_traces).scalar_subquery()
    waiting = select(outbox).where(outbox.c.trace_id.in_(mine), outbox.c.sink == sink)
    tried: defaultdict[str, list[Row]] = defaultdict(list)
    for row in fetch_all(connection, waiting):
        tried[row["trace_id"]].append(row)
    return tuple(trace_id for trace_id in found if not _was_never_sent(tried[trace_id]))


def _was_never_sent(rows: Sequence[Row]) -> bool:
    """Return whether deliveries of a trace wait, and none of them was ever tried.

    Without a row it may have been sent long ago: rows of what was sent are removed after a time.
    """
    return bool(rows) and all(row["attempts"] == 0 for row in rows)


def _is_claimed(row: Row) -> bool:
    return bool(row["state"] == OutboxState.PENDING and row["attempts"] > 0)
