"""The response cache on the database, with a limited capacity.

The used size is counted in memory and read from the database only before the first write, when
the count exceeds the capacity, and after a sixteenth of the capacity was written. One process
therefore never exceeds the capacity; each of several replicas may exceed it by a sixteenth.
"""

from threading import Lock

from sqlalchemy.exc import IntegrityError

from core.llm.wrappers.response_cache import CachedResponse
from core.store.database.engine import Database
from core.store.database.text_codec import compress_text
from core.store.response_cache.store import ResponseStore, size_of
from core.store.unit_of_work import UnitOfWork

EVICTION_PARTS = 16
"""Parts of the capacity: one is freed per eviction, and written between two recounts."""
MAX_REPLY_PART = 4
"""A reply larger than the capacity divided by this is not cached."""


class SqlResponseCache:
    """Implements core.llm.wrappers.response_cache.ResponseCache; each method is a transaction."""

    def __init__(self, database: Database, *, capacity_bytes: int) -> None:
        self._database = database
        self._capacity = capacity_bytes
        self._lock = Lock()
        self._used: int | None = None
        """Upper bound of the used bytes known to this process; None before the first count."""
        self._written_since_count = 0

    def find(self, key: str) -> CachedResponse | None:
        with self._database.read() as connection:
            return ResponseStore(connection).find(key)

    def put(self, reply: CachedResponse) -> None:
        content = compress_text(reply.text)
        size = size_of(content)
        if size > self._capacity // MAX_REPLY_PART:
            return
        try:
            with self._database.begin() as work:
                work.responses.put(reply, content)
                if self._must_recount(size):
                    self._free_capacity(work, spare=reply.key)
        except IntegrityError:  # its goal or user was deleted meanwhile
            return

    def evict(self, key: str) -> None:
        with self._database.begin() as work:
            work.responses.evict(key)

    def _must_recount(self, size: int) -> bool:
        """Add to the count. Returns whether the used bytes must be read from the database."""
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
