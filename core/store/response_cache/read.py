"""Read which stages of a goal were answered from the response cache, from its spans."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from core.ports import Purpose
from core.store.database.rows import fetch_all
from core.store.traces.tables import spans
from core.tracing import attributes as keys
from core.tracing.names import llm_call

_STAGES = {llm_call(purpose): purpose.value for purpose in Purpose}


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheHit:
    """A stage answered from the response cache."""

    at: datetime | None
    """When the reply was cached; None if the trace does not record it."""


def find_cache_hits(connection: Connection, trace_id: str) -> dict[str, CacheHit]:
    """Return the cache hits by stage; a stage that called a model afterwards has none."""
    query = (
        select(spans.c.name, spans.c.cache_hit, spans.c.attributes)
        .where(spans.c.trace_id == trace_id, spans.c.name.in_(_STAGES))
        .order_by(spans.c.started_at)
    )
    newest = {_STAGES[row["name"]]: row for row in fetch_all(connection, query)}
    return {
        stage: CacheHit(at=_moment(row["attributes"]))
        for stage, row in newest.items()
        if row["cache_hit"]
    }


def _moment(attributes: dict[str, object]) -> datetime | None:
    at = attributes.get(keys.CACHED_AT)
    return datetime.fromisoformat(at) if isinstance(at, str) else None
