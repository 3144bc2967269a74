"""Declare a rollup once: its table, its deltas and its recount follow from the declaration.

A rollup sums measures of the rows of a fact table, grouped by dimensions. A new dimension or
measure is one line in the declaration and a migration.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Column, Double, FromClause, MetaData, Select, Table, func, select, text, true
from sqlalchemy.types import TypeEngine

from core.store.database.column_types import WIDE_INTEGER
from core.store.database.rows import Row
from core.store.rollups.expressions import Expression, Fact, all_of, always

ColumnType = TypeEngine[Any] | type[TypeEngine[Any]]


@dataclass(frozen=True, slots=True)
class Dimension:
    """A column of the key. If it has no value, each part provides one."""

    name: str
    type: ColumnType
    value: Expression | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A column that is summed. If it has no value, a part may provide one."""

    name: str
    value: Expression | None = None
    type: ColumnType = WIDE_INTEGER


@dataclass(frozen=True, slots=True)
class Part:
    """One row that a fact adds, such as one of the answers of a rating."""

    dimensions: Mapping[str, Expression] = field(default_factory=dict)
    measures: Mapping[str, Expression] = field(default_factory=dict)
    where: Expression = always


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollup:
    """Daily sums over the rows of a fact table."""

    name: str
    fact: Table
    where: Expression = always
    """Which facts count."""
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    parts: tuple[Part, ...] = (Part(),)
    joined: FromClause | None = None
    """The facts with columns of other tables; None if the fact table has all that is needed."""

    @property
    def source(self) -> FromClause:
        """The rows that a recount reads; a delta is given the same columns."""
        return self.fact if self.joined is None else self.joined

    def build_table(self, metadata: MetaData) -> Table:
        """Return the table of the rollup, added to `metadata`."""
        return Table(
            self.name,
            metadata,
            *(
                Column(d.name, d.type, primary_key=True, autoincrement=False)
                for d in self.dimensions
            ),
            *(_measure_column(measure) for measure in self.measures),
            sqlite_with_rowid=False,
        )

    def deltas_of(self, fact: Fact) -> Iterator[Row]:
        """Return the rows that one fact adds to the rollup."""
        if self.where.compute(fact):
            for part in self.parts:
                if part.where.compute(fact):
                    columns = self._keys_of(part) | self._sums_of(part)
                    yield {name: value.compute(fact) for name, value in columns.items()}

    def selects(
        self,
        dialect: str,
        *,
        days: Sequence[date] | None = None,
        without_days: Sequence[date] = (),
    ) -> Iterator[Select[Any]]:
        """Return the queries that compute the rollup from its facts, all of it or some days."""
        for part in self.parts:
            keys = {
                name: (value.sql(self.source, dialect), value.is_constant)
                for name, value in self._keys_of(part).items()
            }
            sums = {
                name: func.coalesce(func.sum(value.sql(self.source, dialect)), 0)
                for name, value in self._sums_of(part).items()
            }
            columns = {name: key for name, (key, _) in keys.items()} | sums
            in_days = true() if days is None else columns["day"].in_(days)
            if without_days:
                in_days &= columns["day"].not_in(without_days)
            yield (
                select(*(column.label(name) for name, column in columns.items()))
                .select_from(self.source)
                .where(all_of(self.where, part.where).sql(self.source, dialect), in_days)
                .group_by(*(key for key, is_constant in keys.values() if not is_constant))
            )

    def _keys_of(self, part: Part) -> dict[str, Expression]:
        own = {d.name: d.value for d in self.dimensions if d.value is not None}
        return own | dict(part.dimensions)

    def _sums_of(self, part: Part) -> dict[str, Expression]:
        own = {m.name: m.value for m in self.measures if m.value is not None}
        return own | dict(part.measures)


def amount(name: str, value: Expression | None = None) -> Measure:
    """Return a measure with fractions, such as a sum of money."""
    return Measure(name, value, Double())


def _measure_column(measure: Measure) -> Column[Any]:
    return Column(measure.name, measure.type, nullable=False, server_default=text("0"))
