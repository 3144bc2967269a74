"""Store the circuit breaker state of each model, one row each, changed by compare and swap."""

from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import Connection, select, update

from core.llm.wrappers.circuit_state import CLOSED, CircuitState
from core.store.circuit_breakers.tables import model_breakers
from core.store.database.rows import Row, fetch_one
from core.store.database.upsert import insert

_RENAMED = {"open_until": "rests_until", "consecutive_opens": "rests"}
"""Fields whose columns have another name."""
_COLUMNS = {field.name: _RENAMED.get(field.name, field.name) for field in fields(CircuitState)}


def to_circuit_state(row: Row) -> CircuitState:
    """Return a row of model_breakers as a value."""
    return CircuitState(**{name: row[column] for name, column in _COLUMNS.items()})


def _to_row(state: CircuitState) -> Row:
    return {_COLUMNS[name]: value for name, value in asdict(state).items()}


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
        values = _to_row(state) | {"revision": revision + 1, "changed_at": now}
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
