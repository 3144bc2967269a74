"""Converts the health of a sink to its row, and back."""

from dataclasses import asdict

from core.store.database.rows import Row
from core.store.exports.values import SinkHealth


def to_sink_health(row: Row) -> SinkHealth:
    """Return the health of a sink from its row."""
    values = dict(row)
    return SinkHealth(schema_version=values.pop("layout"), **values)


def to_sink_row(health: SinkHealth) -> Row:
    """Return the row of a sink's health; the column `layout` holds the schema version."""
    values = asdict(health)
    return {"layout": values.pop("schema_version"), **values}
