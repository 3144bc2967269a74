"""Fetch rows as dictionaries."""

from typing import Any

from sqlalchemy import Connection, Select

Row = dict[str, Any]
"""Column values by name."""


def fetch_all(connection: Connection, query: Select[*tuple[Any, ...]]) -> list[Row]:
    """Return all rows of a select."""
    return [dict(row) for row in connection.execute(query).mappings()]


def fetch_one(
    connection: Connection, query: Select[*tuple[Any, ...]], values: Row | None = None
) -> Row | None:
    """Return the only row of a select, or None; `values` bind its parameters."""
    row = connection.execute(query, values).mappings().one_or_none()
    return None if row is None else dict(row)
