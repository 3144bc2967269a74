"""Insert statements that are compiled once and passed to the driver, for frequent writes.

SQLAlchemy's execution costs more than SQLite takes for the rows of a small trace. The statement
and the conversion of each value still come from SQLAlchemy, once for each dialect.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, CursorResult, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.dml import Insert

from core.store.database.rows import Row

Convert = Callable[[Any], Any]

_COUNTED = {"preserve_rowcount": True}


@dataclass(frozen=True, slots=True)
class PreparedInsert:
    """One compiled INSERT of some columns."""

    text: str
    columns: tuple[tuple[str, Convert | None], ...]
    """Names in the order of the placeholders, each with its conversion to a driver value."""
    positional: bool

    @classmethod
    def compile(
        cls, statement: Insert, table: Table, names: Iterable[str], dialect: Dialect
    ) -> "PreparedInsert":
        """Compile `statement` for rows with these columns of `table`."""
        compiled = statement.inline().compile(dialect=dialect, column_keys=list(names))
        marks = compiled.positiontup if compiled.positiontup is not None else list(compiled.params)
        return cls(
            text=compiled.string,
            columns=tuple((name, _conversion(table, name, dialect)) for name in marks),
            positional=compiled.positiontup is not None,
        )

    def execute(self, connection: Connection, rows: list[Row]) -> CursorResult[Any]:
        """Run the statement for each row; extra columns of a row are ignored."""
        if self.positional:
            return connection.exec_driver_sql(
                self.text, [self._in_order(row) for row in rows], execution_options=_COUNTED
            )
        return connection.exec_driver_sql(
            self.text, [self._by_name(row) for row in rows], execution_options=_COUNTED
        )

    def execute_one(self, connection: Connection, row: Row) -> CursorResult[Any]:
        """Run the statement for one row; returned columns are raw driver values."""
        return connection.exec_driver_sql(
            self.text, self._in_order(row) if self.positional else self._by_name(row)
        )

    # None is NULL for every type, so it skips the conversion; most columns of most rows are None.

    def _in_order(self, row: Row) -> tuple[Any, ...]:
        columns = self.columns
        return tuple(
            [
                value if (value := row[name]) is None or to is None else to(value)
                for name, to in columns
            ]
        )

    def _by_name(self, row: Row) -> Row:
        columns = self.columns
        return {
            name: value if (value := row[name]) is None or to is None else to(value)
            for name, to in columns
        }


def _conversion(table: Table, name: str, dialect: Dialect) -> Convert | None:
    return table.c[name].type.dialect_impl(dialect).bind_processor(dialect)
