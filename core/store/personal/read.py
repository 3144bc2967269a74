"""Read all rows about a person as plain values, table by table."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, select

from core.store.database.rows import Row
from core.store.database.text_codec import decompress_text
from core.store.personal.conditions import about
from core.store.personal.declaration import ACCOUNT_COLUMNS, HELD
from core.store.schema import metadata

ANOTHER_ACCOUNT = "another account"
"""Stands in place of the id of another person."""
_BATCH = 200
_UUID_CHARACTERS = 36


def rows_about(connection: Connection, name: str, user_id: str) -> Iterator[Row]:
    """Yield the rows of a table about a person, in the order of their keys, without secrets."""
    table = metadata.tables[name]
    shown = [column for column in table.columns if column.name not in HELD[name].secrets]
    query = select(*shown).where(about(name, user_id)).order_by(*table.primary_key)
    found = connection.execute(query, execution_options={"yield_per": _BATCH})
    for row in found.mappings():
        yield {column: _plain(column, value, user_id) for column, value in row.items()}


def _plain(column: str, value: Any, user_id: str) -> Any:  # noqa: ANN401 - a value of any column
    """Return a value as JSON has it."""
    if isinstance(value, bytes | memoryview):
        return decompress_text(bytes(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if column in ACCOUNT_COLUMNS and _is_another(value, user_id):
        return ANOTHER_ACCOUNT
    return value


def _is_another(value: object, user_id: str) -> bool:
    return isinstance(value, str) and len(value) == _UUID_CHARACTERS and value != user_id
