"""The port of the response cache on the database, within the room it was given.

What the kept replies take is counted in memory and looked up in the database only now and then: before the first write,
when the count says there is no room left, and after a sixteenth of the room was written. One process alone therefore
never exceeds its room; of several replicas, each may by a sixteenth, until it looks again.
"""

from threading import Lock

from sqlalchemy.exc import IntegrityError

from core.llm.wrappers.response_cache import KeptReply
from core.store.database.engine import Database
from core.store.response_cache.store import ResponseStore, packed, size_of
from core.store.unit_of_work import UnitOfWork

STEP = 16
"""Parts of the room: one is freed at a time and one is written between two looks, so that neither happens each time."""
LARGEST = 4
"""A reply that would take more than this part of all room is not kept."""


class SqlReplyStore:
    """Implements core.llm.wrappers.response_cache.ReplyStore; every method is one short transaction of its own."""

    def __init__(self, database: Database, *, room_bytes: int) -> None:
        self._database = database
        self._room = room_bytes
        self._lock = Lock()
        self._taken: int | None = None
        """At most this much is taken, as far as this process knows; None before it has looked."""
        self._since_look = 0

    def find(self, key: str) -> KeptReply | None:
        with self._database.read() as connection:
            return ResponseStore(connection).find(key)

    def keep(self, reply: KeptReply) -> None:
        content = packed(reply.text)
        size = size_of(content)
        if size > self._room // LARGEST:
            return
        try:
            with self._database.begin() as work:
                work.responses.keep(reply, content)
                if self._must_look(size):
                    self._make_room(work, spare=reply.key)
        except IntegrityError:  # the goal or the person it was written for was deleted meanwhile
            return

    def forget(self, key: str) -> None:
        with self._database.begin() as work:
            work.responses.forget(key)

    def _must_look(self, size: int) -> bool:
        """Count what was written. Returns whether the database must be asked what is really taken."""
        with self._lock:
            self._since_look += size
            if self._taken is None:
                return True
            self._taken += size
            return self._taken > self._room or self._since_look > self._room // STEP

    def _make_room(self, work: UnitOfWork, *, spare: str) -> None:
        taken = work.responses.count_bytes()
        if taken > self._room:
            taken -= work.responses.make_room(taken - self._room + self._room // STEP, spare=spare)
        with self._lock:
            self._taken, self._since_look = taken, 0
