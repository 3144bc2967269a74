"""Store cached responses and evict them when they expire or the capacity is used up."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy import Row as SqlRow

from core.llm.wrappers.response_cache import CachedResponse
from core.store.calls.tables import llm_calls
from core.store.database.rows import Row
from core.store.database.text_codec import decompress_text
from core.store.database.upsert import replace_rows
from core.store.response_cache.tables import response_cache

ROW_BYTES = 500
"""Size of a row without its reply, including its index entries."""
EVICTION_BATCH = 200
"""Rows read per step of an eviction."""


_COLUMNS = [column for column in response_cache.columns if column.name != "reply"]
_FIND = (
    select(*_COLUMNS, func.coalesce(response_cache.c.reply, llm_calls.c.reply).label("reply"))
    .select_from(response_cache.outerjoin(llm_calls, llm_calls.c.id == response_cache.c.call_id))
    .where(response_cache.c.key == bindparam("asked"))
)
"""Built once, because every call runs it."""
_USED = (
    update(response_cache)
    .where(response_cache.c.key == bindparam("asked"))
    .values(hits=response_cache.c.hits + 1, used_at=bindparam("at"))
)


class ResponseStore:
    """Writes and reads cached responses. The reply text is compressed and never listed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, key: str) -> CachedResponse | None:
        """Return the cached response for a key, or None. It may have expired.

        There is none either if the ledger no longer has its reply.
        """
        row = self._connection.execute(_FIND, {"asked": key}).one_or_none()
        return None if row is None or row.reply is None else _reply(row)

    def put(self, reply: CachedResponse, content: bytes) -> None:
        """Write a response, replacing one with the same key; `content` is its compressed text.

        Raises SQLAlchemy's IntegrityError if its goal or user was deleted.
        """
        replace_rows(self._connection, response_cache, [_row(reply, content)])

    def evict(self, key: str) -> None:
        """Remove a response."""
        self._connection.execute(delete(response_cache).where(response_cache.c.key == key))

    def mark_used(self, key: str, *, now: datetime) -> None:
        """Count a cache hit and set the time of use, by which responses are evicted."""
        self._connection.execute(_USED, {"asked": key, "at": now})

    def count_bytes(self) -> int:
        """Return the size of all cached responses; reads every row."""
        return int(
            self._connection.execute(select(func.sum(response_cache.c.size_bytes))).scalar() or 0
        )

    def evict_least_used(self, size: int, *, spare: str) -> int:
        """Remove the least recently used responses until `size` bytes are free; return the bytes.

        The response of key `spare` stays. Rows that another transaction locks are skipped.
        """
        given = 0
        while given < size:
            oldest = (
                select(response_cache.c.key, response_cache.c.size_bytes)
                .where(response_cache.c.key != spare)
                .order_by(response_cache.c.used_at)
                .limit(EVICTION_BATCH)
                .with_for_update(skip_locked=True)
            )
            leaving = list[str]()
            for key, bytes_ in self._connection.execute(oldest).all():
                if given >= size:
                    break
                leaving.append(key)
                given += bytes_
            if not leaving:
                break
            self._connection.execute(
                delete(response_cache).where(response_cache.c.key.in_(leaving))
            )
        return given

    def purge_expired(self, *, now: datetime) -> int:
        """Remove the expired responses; return how many."""
        return self._connection.execute(
            delete(response_cache).where(response_cache.c.expires_at <= now)
        ).rowcount


def size_of(content: bytes) -> int:
    """Return the size of a compressed reply in the database."""
    return len(content) + ROW_BYTES


def _row(reply: CachedResponse, content: bytes) -> Row:
    return {
        "key": reply.key,
        "user_id": reply.user_id,
        "goal_id": reply.goal_id,
        "provider": reply.provider,
        "model": reply.model,
        "prompt_name": reply.prompt_name,
        "prompt_version": reply.prompt_version,
        "answered_by": reply.answered_by,
        "finish_reason": reply.finish_reason,
        "call_id": reply.call_id,
        "reply": content if reply.call_id is None else None,
        "size_bytes": size_of(content),
        "cost_usd": reply.cost_usd,
        "created_at": reply.cached_at,
        "expires_at": reply.expires_at,
        "used_at": reply.cached_at,
        "hits": 0,
    }


def _reply(row: SqlRow[*tuple[Any, ...]]) -> CachedResponse:
    return CachedResponse(
        key=row.key,
        user_id=row.user_id,
        goal_id=row.goal_id,
        provider=row.provider,
        model=row.model,
        prompt_name=row.prompt_name,
        prompt_version=row.prompt_version,
        text=decompress_text(row.reply),
        call_id=row.call_id,
        answered_by=row.answered_by,
        finish_reason=row.finish_reason,
        cost_usd=row.cost_usd,
        cached_at=row.created_at,
        expires_at=row.expires_at,
    )
