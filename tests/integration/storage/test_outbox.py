"""Deliveries leave in order, at least once, and one that will never be accepted stays visible."""

from datetime import datetime, timedelta

from sqlalchemy import select

from core.ids import new_id
from core.storage.engine import Database
from core.storage.records.outbox import OutboxRow, OutboxState
from core.storage.tables import outbox
from core.storage.unit_of_work import UnitOfWork
from tests.fakes import NOW

LATER = NOW + timedelta(minutes=5)


def queue(work: UnitOfWork, trace_id: str, *bodies: str, sink: str = "opik") -> None:
    for body in bodies:
        work.outbox.add(sink=sink, kind="trace", trace_id=trace_id, body={"text": body}, now=NOW)


def due(work: UnitOfWork, *, sink: str = "opik", now: datetime = NOW) -> list[str]:
    return [row.body["text"] for row in work.outbox.list_due(sink, now=now)]


def first(work: UnitOfWork) -> OutboxRow:
    return work.outbox.list_due("opik", now=NOW)[0]


def test_of_each_trace_only_the_oldest_delivery_is_due(database: Database) -> None:
    one, two = new_id(), new_id()
    with database.begin() as work:
        queue(work, one, "1a", "1b")
        queue(work, two, "2a")
        queue(work, one, "for another sink", sink="otlp")

        assert due(work) == ["1a", "2a"]
        work.outbox.mark_sent(first(work).id)
        assert due(work) == ["1b", "2a"]


def test_a_delivery_that_was_put_off_holds_back_its_trace_until_then(database: Database) -> None:
    with database.begin() as work:
        queue(work, new_id(), "1a", "1b")

        work.outbox.retry_at(first(work).id, when=LATER, reason="busy")

        assert due(work) == []
        assert due(work, now=LATER) == ["1a"]
        (row,) = work.outbox.list_due("opik", now=LATER)
        assert (row.attempts, row.reason, row.state) == (1, "busy", OutboxState.PENDING)


def test_a_buried_delivery_lets_the_next_one_go_and_stays_visible(database: Database) -> None:
    with database.begin() as work:
        queue(work, new_id(), "1a", "1b")

        work.outbox.bury(first(work).id, reason="refused: 422")

        assert due(work) == ["1b"]
        dead = work.connection.execute(select(outbox).where(outbox.c.state == OutboxState.DEAD)).one()
        assert dead.reason == "refused: 422"
