"""How each model stands, for all replicas: one row for each model, changed only by who has seen its newest state."""

from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import Connection, select, update

from core.llm.wrappers.circuit_state import HEALTHY, Breaker
from core.store.circuit_breakers.tables import model_breakers
from core.store.database.rows import fetch_one
from core.store.database.upsert import insert

_FIELDS = tuple(field.name for field in fields(Breaker))


class BreakerRows:
    """Reads and writes the states of breakers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, model: str) -> tuple[Breaker, int]:
        """Return a model's state and its revision; a model nobody wrote about is healthy, at revision 0."""
        row = fetch_one(
            self._connection, select(model_breakers).where(model_breakers.c.model == model)
        )
        if row is None:
            return HEALTHY, 0
        return Breaker(**{name: row[name] for name in _FIELDS}), row["revision"]

    def swap(self, model: str, state: Breaker, *, revision: int, now: datetime) -> bool:
        """Write a state if `revision` is still the newest. Returns whether it was written."""
        values = asdict(state) | {"revision": revision + 1, "changed_at": now}
        if revision == 0:
            added = (
                insert(self._connection, model_breakers)
                .values(model=model, **values)
                .on_conflict_do_nothing()
            )
            return (
                self._connection.execute(added.returning(model_breakers.c.model)).first()
                is not None
            )
        unchanged = (model_breakers.c.model == model) & (model_breakers.c.revision == revision)
        return (
            self._connection.execute(
                update(model_breakers).where(unchanged).values(**values)
            ).rowcount
            > 0
        )
