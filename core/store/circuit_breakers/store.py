"""Store the circuit breaker state of each model, one row each, changed by compare and swap."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from core.llm.wrappers.circuit_state import CLOSED, CircuitState
from core.store.circuit_breakers.rows import to_circuit_state, to_row
from core.store.circuit_breakers.tables import model_breakers
from core.store.database.rows import fetch_one
from core.store.database.upsert import insert


class CircuitStateStore:
    """Reads and writes circuit breaker states."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, model: str) -> tuple[CircuitState, int]:
        """Return a model's state and revision; closed at revision 0 if there is none."""
        row = fetch_one(
            self._connection, select(model_breakers).where(model_breakers.c.model == model)
        )
        if row is None:
            return CLOSED, 0
        return to_circuit_state(row), row["revision"]

    def swap(self, model: str, state: CircuitState, *, revision: int, now: datetime) -> bool:
        """Write a state if `revision` is the newest. Returns whether it was written."""
        values = to_row(state) | {"revision": revision + 1, "changed_at": now}
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
