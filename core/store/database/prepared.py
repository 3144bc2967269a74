"""Inserts that are compiled once and then handed to the driver, for what is written many times in every run.

SQLAlchemy's own way through an execution costs more than SQLite takes for the rows of a small trace. The statement and
the conversion of each value are still SQLAlchemy's, taken once for each dialect.
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
    """One INSERT of some columns, as the driver takes it."""

    text: str
    columns: tuple[tuple[str, Convert | None], ...]
    """The values in the order of the statement's marks, and how each becomes what the driver stores."""
    positional: bool

    @classmethod
    def compile(
        cls, statement: Insert, table: Table, names: Iterable[str], dialect: Dialect
    ) -> "PreparedInsert":
        """Compile `statement` for rows that bring these columns of `table`."""
        compiled = statement.inline().compile(dialect=dialect, column_keys=list(names))
        marks = compiled.positiontup if compiled.positiontup is not None else list(compiled.params)
        return cls(
            text=compiled.string,
            columns=tuple((name, _conversion(table, name, dialect)) for name in marks),
            positional=compiled.positiontup is not None,
        )

    def execute(self, connection: Connection, rows: list[Row]) -> CursorResult[Any]:
        """Run the statement for each row; a row may bring more than its columns."""
        if self.positional:
            return connection.exec_driver_sql(
                self.text, [self._in_order(row) for row in rows], execution_options=_COUNTED
            )
        return connection.exec_driver_sql(
            self.text, [self._by_name(row) for row in rows], execution_options=_COUNTED
        )

    def execute_one(self, connection: Connection, row: Row) -> CursorResult[Any]:
        """Run the statement for one row; what it returns can be read as the driver gives it."""
        return connection.exec_driver_sql(
            self.text, self._in_order(row) if self.positional else self._by_name(row)
        )

    # What is not there is stored as NULL whatever its type, and most columns of most rows are not there.

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
