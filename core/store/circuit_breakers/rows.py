"""Convert circuit breaker states to rows and back."""

from dataclasses import asdict, fields

from core.llm.wrappers.circuit_state import CircuitState
from core.store.database.rows import Row

_RENAMED = {"open_until": "rests_until", "consecutive_opens": "rests"}
"""Fields whose columns have another name."""
_COLUMNS = {field.name: _RENAMED.get(field.name, field.name) for field in fields(CircuitState)}


def to_circuit_state(row: Row) -> CircuitState:
    """Return a row of model_breakers as a value."""
    return CircuitState(**{name: row[column] for name, column in _COLUMNS.items()})


def to_row(state: CircuitState) -> Row:
    """Return a state as column values."""
    return {_COLUMNS[name]: value for name, value in asdict(state).items()}
