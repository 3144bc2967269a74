"""Deliveries are sent in order, at least once, and a dead one stays visible."""

from datetime import datetime, timedelta

from sqlalchemy import select

from core.ids import new_id
from core.store.database.engine import Database
from core.store.exports.tables import outbox
from core.store.exports.values import OutboxState, SinkHealth
from core.store.unit_of_work import UnitOfWork
from tests.fakes import NOW

LATER = NOW + timedelta(minutes=5)
LEASE = timedelta(seconds=60)


def queue(work: UnitOfWork, trace_id: str, *bodies: str, sink: str = "opik") -> None:
    for body in bodies:
        work.outbox.add(sink=sink, kind="trace", trace_id=trace_id, body={"text": body}, now=NOW)


def claim(work: UnitOfWork, *, now: datetime = NOW) -> dict[str, tuple[int, int]]:
    rows = work.deliveries.claim("opik", now=now, lease=LEASE, limit=50)
    return {row.body["text"]: (row.id, row.attempts) for row in rows}


def test_of_each_trace_only_the_oldest_delivery_is_due(database: Database) -> None:
    one, two = new_id(), new_id()
    with database.begin() as work:
        queue(work, one, "1a", "1b")
        queue(work, two, "2a")
        queue(work, one, "for another sink", sink="otlp")

        claimed = claim(work)
        assert list(claimed) == ["1a", "2a"]
        work.deliveries.mark_sent([claimed["1a"]])
        assert list(claim(work)) == ["1b"]


def test_an_unsettled_claim_expires_with_its_lease(database: Database) -> None:
    with database.begin() as work:
        queue(work, new_id(), "1a")
        claim(work)

        assert claim(work, now=NOW + LEASE - timedelta(seconds=1)) == {}
        assert [attempt for _, attempt in claim(work, now=NOW + LEASE).values()] == [2]


def test_a_delayed_delivery_delays_its_trace(database: Database) -> None:
    with database.begin() as work:
        queue(work, new_id(), "1a", "1b")

        work.deliveries.release([claim(work)["1a"]], when=LATER, reason="busy")

        assert claim(work) == {}
        row = work.connection.execute(select(outbox).where(outbox.c.reason == "busy")).one()
        assert (row.attempts, row.state) == (1, OutboxState.PENDING)
        assert list(claim(work, now=LATER)) == ["1a"]


def test_a_dead_delivery_does_not_block_the_next_one_and_stays_visible(database: Database) -> None:
    with database.begin() as work:
        queue(work, new_id(), "1a", "1b")

        work.deliveries.mark_dead(claim(work)["1a"], reason="refused: 422")

        assert list(claim(work)) == ["1b"]
        dead = work.connection.execute(
            select(outbox).where(outbox.c.state == OutboxState.DEAD)
        ).one()
        assert dead.reason == "refused: 422"


def test_the_health_of_a_sink_is_shared_by_all_senders(database: Database) -> None:
    paused = SinkHealth(
        name="opik", failures=2, paused=True, reason="401", waits_since=NOW, waits_until=LATER
    )
    with database.begin() as work:
        work.deliveries.save_sink_health(paused)

    with database.begin() as work:
        found = work.deliveries.sink_health("opik")
        assert work.deliveries.sink_health("otlp") == SinkHealth(name="otlp")

    assert found == paused
    assert [found.wait_s(NOW), found.wait_s(LATER), found.wait_s(NOW - timedelta(hours=1))] == [
        300,
        0,
        0,
    ]
