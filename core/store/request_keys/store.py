"""Write and read idempotency keys."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from core.store.database.upsert import insert
from core.store.request_keys.tables import request_keys
from core.store.request_keys.values import RequestKey


class RequestKeyStore:
    """Knows which requests were begun, and how they were answered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, digest: str, *, user_id: str, request: str, now: datetime) -> bool:
        """Store that a request is begun; return False if one with its key is there."""
        row = {"digest": digest, "user_id": user_id, "request": request, "created_at": now}
        new = insert(self._connection, request_keys).values(row).on_conflict_do_nothing()
        added = self._connection.execute(new.returning(request_keys.c.digest))
        return added.first() is not None

    def find(self, digest: str) -> RequestKey | None:
        """Return what is stored under a key, or None."""
        query = select(request_keys.c.request, request_keys.c.answer).where(
            request_keys.c.digest == digest
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else RequestKey(request=row.request, answer=row.answer)

    def save_answer(self, digest: str, answer: str) -> None:
        """Store the encrypted answer of a request."""
        done = update(request_keys).where(request_keys.c.digest == digest).values(answer=answer)
        self._connection.execute(done)

    def remove(self, digest: str) -> None:
        """Forget a request that changed nothing, so that it can be sent again."""
        self._connection.execute(delete(request_keys).where(request_keys.c.digest == digest))

    def remove_old(self, *, before: datetime, digest: str | None = None) -> int:
        """Forget the requests before a moment, or one of them; return how many."""
        old = delete(request_keys).where(request_keys.c.created_at < before)
        if digest is not None:
            old = old.where(request_keys.c.digest == digest)
        return self._connection.execute(old).rowcount
