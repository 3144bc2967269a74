"""The port of the response cache on the database, within the room it was given.

What the kept replies take is counted in memory and looked up in the database only now and then: before the first write,
when the count says there is no room left, and after a sixteenth of the room was written. One process alone therefore
never exceeds its room; of several replicas, each may by a sixteenth, until it looks again.
"""

from threading import Lock

from sqlalchemy.exc import IntegrityError

from core.llm.wrappers.response_cache import CachedResponse
from core.store.database.engine import Database
from core.store.response_cache.store import ResponseStore, packed, size_of
from core.store.unit_of_work import UnitOfWork

EVICTION_PARTS = 16
"""Parts of the room: one is freed at a time and one is written between two looks, so that neither happens each time."""
MAX_REPLY_PART = 4
"""A reply that would take more than this part of all room is not kept."""


class SqlResponseCache:
    """Implements core.llm.wrappers.response_cache.ResponseCache; every method is one short transaction of its own."""

    def __init__(self, database: Database, *, room_bytes: int) -> None:
        self._database = database
        self._capacity = room_bytes
        self._lock = Lock()
        self._used: int | None = None
        """At most this much is taken, as far as this process knows; None before it has looked."""
        self._written_since_count = 0

    def find(self, key: str) -> CachedResponse | None:
        with self._database.read() as connection:
            return ResponseStore(connection).find(key)

    def put(self, reply: CachedResponse) -> None:
        content = packed(reply.text)
        size = size_of(content)
        if size > self._capacity // MAX_REPLY_PART:
            return
        try:
            with self._database.begin() as work:
                work.responses.put(reply, content)
                if self._must_recount(size):
                    self._free_capacity(work, spare=reply.key)
        except IntegrityError:  # the goal or the person it was written for was deleted meanwhile
            return

    def evict(self, key: str) -> None:
        with self._database.begin() as work:
            work.responses.evict(key)

    def _must_recount(self, size: int) -> bool:
        """Count what was written. Returns whether the database must be asked what is really taken."""
        with self._lock:
            self._written_since_count += size
            if self._used is None:
                return True
            self._used += size
            return (
                self._used > self._capacity
                or self._written_since_count > self._capacity // EVICTION_PARTS
            )

    def _free_capacity(self, work: UnitOfWork, *, spare: str) -> None:
        taken = work.responses.count_bytes()
        if taken > self._capacity:
            taken -= work.responses.evict_least_used(
                taken - self._capacity + self._capacity // EVICTION_PARTS, spare=spare
            )
        with self._lock:
            self._used, self._written_since_count = taken, 0
