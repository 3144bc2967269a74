"""The condition under which a row of a table is about a person."""

from sqlalchemy import ColumnElement, Table, or_, select

from core.store.personal.declaration import HELD
from core.store.schema import metadata


def about(name: str, user_id: str) -> ColumnElement[bool]:
    """Return the condition that a row of the table is about the person. Raises KeyError."""
    table = metadata.tables[name]
    return or_(*(_condition(table, path, user_id) for path in HELD[name].by))


def _condition(table: Table, path: str, user_id: str) -> ColumnElement[bool]:
    column, _, target = path.partition(" > ")
    if not target:
        return table.c[column] == user_id
    owner, _, key = target.partition(".")
    theirs = select(metadata.tables[owner].c[key]).where(about(owner, user_id))
    return table.c[column].in_(theirs)
