"""Cached responses round-trip within the capacity and are deleted with goal and user."""

import random
import threading
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from core.ids import new_id
from core.store.accounts.tables import users
from core.store.calls.ledger import SqlCallLedger
from core.store.calls.tables import llm_calls
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_one
from core.store.database.text_codec import compress_text
from core.store.response_cache.sql_response_cache import MAX_REPLY_PART, SqlResponseCache
from core.store.response_cache.store import size_of
from core.store.response_cache.tables import response_cache
from tests.factories.stored import add_goal
from tests.fakes import NOW
from tests.integration.store.paid import make_entry, make_reply

ROOMY = 10_000_000


def noise(seed: int, characters: int = 4_000) -> str:
    """Text that does not compress to nothing."""
    letters = "abcdefghijklmnopqrstuvwxyz "
    return "".join(random.Random(seed).choices(letters, k=characters))  # noqa: S311 - no secret


def row_of(database: Database, key: str) -> Row | None:
    with database.read() as connection:
        return fetch_one(connection, select(response_cache).where(response_cache.c.key == key))


def keys_in(database: Database) -> set[str]:
    with database.read() as connection:
        return set(connection.execute(select(response_cache.c.key)).scalars())


def bytes_in(database: Database) -> int:
    with database.read() as connection:
        return int(connection.execute(select(func.sum(response_cache.c.size_bytes))).scalar() or 0)


@pytest.mark.parametrize(
    "text", ["{}", "ä\x00\ud800 </data>", noise(1, 200_000)], ids=["short", "odd", "long"]
)
def test_a_cached_response_round_trips(database: Database, text: str) -> None:
    store, reply = SqlResponseCache(database, capacity_bytes=ROOMY), make_reply(text=text)

    store.put(reply)

    assert store.find(reply.key) == reply
    assert store.find("another") is None


def test_a_response_with_the_same_key_replaces_the_earlier_one(database: Database) -> None:
    store = SqlResponseCache(database, capacity_bytes=ROOMY)

    store.put(make_reply(text="old"))
    store.put(make_reply(text="new", cached_at=NOW + timedelta(hours=1)))

    found = store.find("a")
    assert found is not None
    assert (found.text, found.cached_at) == ("new", NOW + timedelta(hours=1))
    assert keys_in(database) == {"a"}


def test_an_evicted_response_is_gone(database: Database) -> None:
    store = SqlResponseCache(database, capacity_bytes=ROOMY)
    store.put(make_reply())

    store.evict("a")
    store.evict("a")

    assert store.find("a") is None


def test_a_hit_is_counted_with_its_row_in_the_ledger(database: Database) -> None:
    store, later = SqlResponseCache(database, capacity_bytes=ROOMY), NOW + timedelta(hours=3)
    store.put(make_reply())

    for _ in range(2):
        SqlCallLedger(database).record_hit(
            make_entry(), make_reply().completion(), finished_at=later, key="a"
        )

    row = row_of(database, "a")
    assert row is not None
    assert (row["hits"], row["used_at"], row["created_at"]) == (2, later, NOW)
    with database.read() as connection:
        hits = connection.execute(select(llm_calls.c.cache_hit, llm_calls.c.cost_usd)).all()
    assert [tuple(hit) for hit in hits] == [(True, 0.0)] * 2


def test_the_least_recently_used_response_is_evicted(database: Database) -> None:
    replies = [
        make_reply(key, noise(n), cached_at=NOW + timedelta(minutes=n))
        for n, key in enumerate("abcdef")
    ]
    size = max(size_of(compress_text(reply.text)) for reply in replies)
    store = SqlResponseCache(database, capacity_bytes=round(5.4 * size))
    for reply in replies[:-1]:
        store.put(reply)
    SqlCallLedger(database).record_hit(
        make_entry(), replies[0].completion(), finished_at=NOW + timedelta(hours=1), key="a"
    )

    store.put(replies[-1])

    assert keys_in(database) == set("acdef")


def test_the_cache_never_exceeds_its_capacity(database: Database) -> None:
    room = 60_000
    store = SqlResponseCache(database, capacity_bytes=room)

    for n in range(80):
        store.put(
            make_reply(str(n), noise(n, 1_000 + 97 * n), cached_at=NOW + timedelta(seconds=n))
        )
        assert bytes_in(database) <= room
        assert str(n) in keys_in(database)

    assert bytes_in(database) > room * 0.6


def test_independent_replicas_stay_near_their_capacity(database: Database) -> None:
    room, replicas = 200_000, 3
    stores = [SqlResponseCache(database, capacity_bytes=room) for _ in range(replicas)]

    for n in range(240):
        stores[n % replicas].put(
            make_reply(str(n), noise(n, 3_000), cached_at=NOW + timedelta(seconds=n))
        )
        assert bytes_in(database) <= room * (1 + replicas / 16) + 3_000

    assert bytes_in(database) > room * 0.7


def test_many_writers_evict_at_once(database: Database) -> None:
    room, threads = 60_000, 6
    stores = [SqlResponseCache(database, capacity_bytes=room) for _ in range(2)]
    failures = list[Exception]()

    def work(start: int) -> None:
        try:
            for n in range(start, start + 20):
                stores[n % 2].put(
                    make_reply(str(n), noise(n, 2_500), cached_at=NOW + timedelta(seconds=n))
                )
        except Exception as error:  # noqa: BLE001 - a thread's failure must reach the test
            failures.append(error)

    workers = [threading.Thread(target=work, args=(100 * n,)) for n in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert failures == []
    stores[0].put(make_reply("last", noise(9_999), cached_at=NOW + timedelta(days=1)))
    assert 0 < bytes_in(database) <= room * 1.5


def test_a_reply_that_would_fill_the_cache_is_not_stored(database: Database) -> None:
    store = SqlResponseCache(database, capacity_bytes=20_000)
    store.put(make_reply("small", "x"))

    store.put(make_reply("large", noise(1, 20_000 // MAX_REPLY_PART * 2)))

    assert keys_in(database) == {"small"}


def test_only_expired_responses_are_purged(database: Database) -> None:
    store = SqlResponseCache(database, capacity_bytes=ROOMY)
    store.put(make_reply("over", expires_at=NOW))
    store.put(make_reply("good", expires_at=NOW + timedelta(seconds=1)))

    with database.begin() as work:
        purged = work.responses.purge_expired(now=NOW)

    assert (purged, keys_in(database)) == (1, {"good"})


def test_a_cached_response_is_deleted_with_its_goal(database: Database) -> None:
    store = SqlResponseCache(database, capacity_bytes=ROOMY)
    with database.begin() as work:
        goal, other = add_goal(work), add_goal(work)
    for key, owner in (("a", goal), ("b", other)):
        store.put(make_reply(key, user_id=owner.user_id, goal_id=owner.id))

    with database.begin() as work:
        work.goals.delete(goal.id)

    assert keys_in(database) == {"b"}


def test_a_cached_response_is_deleted_with_its_user(database: Database) -> None:
    store = SqlResponseCache(database, capacity_bytes=ROOMY)
    with database.begin() as work:
        goal = add_goal(work)
    store.put(make_reply(user_id=goal.user_id))

    with database.begin() as work:
        work.connection.execute(delete(users).where(users.c.id == goal.user_id))

    assert keys_in(database) == set()


def test_no_response_is_cached_for_a_deleted_goal(database: Database) -> None:
    store = SqlResponseCache(database, capacity_bytes=ROOMY)
    with database.begin() as work:
        goal = add_goal(work)

    store.put(make_reply("a", user_id=goal.user_id, goal_id=new_id()))
    store.put(make_reply("b", user_id=new_id()))
    store.put(make_reply("c", user_id=goal.user_id, goal_id=goal.id))

    assert keys_in(database) == {"c"}
