"""Values computed from one fact: in Python from its row, and in SQL from its table.

Each expression is defined once with both forms, so that incremental deltas and a recount agree.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Text,
    and_,
    case,
    cast,
    extract,
    func,
    literal,
    null,
    true,
)

from core.store.rollups.histograms import SCORE_BIN_COUNT, score_bin

Fact = Mapping[str, Any]
"""A row of a fact table by column name."""

_MICRO = 1_000_000
_SECONDS_LENGTH = len("2027-01-04 09:00:00")


@dataclass(frozen=True, slots=True)
class Expression:
    """One value of a fact. A condition is an expression with a boolean value."""

    compute: Callable[[Fact], Any]
    """Computes the value from a row."""
    sql: Callable[[FromClause, str], Any]
    """Returns the SQL expression for the rows of facts and the name of a dialect."""
    is_constant: bool = False


def column(name: str) -> Expression:
    """Return the value of a column."""
    return Expression(lambda fact: fact[name], lambda table, _: table.c[name])


def constant(value: str | int) -> Expression:
    """Return the same value for every fact."""
    return Expression(lambda _: value, lambda _, __: literal(value), is_constant=True)


def concatenated(*parts: Expression) -> Expression:
    """Return the texts of several values, joined."""
    return Expression(
        lambda fact: "".join(str(part.compute(fact)) for part in parts),
        lambda table, dialect: reduce(
            operator.add, (cast(part.sql(table, dialect), Text) for part in parts)
        ),
    )


def or_zero(name: str) -> Expression:
    """Return the value of a column, or 0 for NULL."""
    return Expression(
        lambda fact: fact[name] or 0, lambda table, _: func.coalesce(table.c[name], 0)
    )


def or_empty(name: str) -> Expression:
    """Return the text of a column, or an empty one for NULL."""
    return Expression(
        lambda fact: fact[name] or "", lambda table, _: func.coalesce(table.c[name], "")
    )


def product(one: str, other: str) -> Expression:
    """Return the product of two columns that are never NULL."""
    return Expression(
        lambda fact: fact[one] * fact[other], lambda table, _: table.c[one] * table.c[other]
    )


def squared(name: str) -> Expression:
    """Return the square of a column, or 0 for NULL."""
    return Expression(
        lambda fact: (fact[name] or 0) ** 2,
        lambda table, _: func.coalesce(table.c[name] * table.c[name], 0),
    )


def sum_of(*names: str) -> Expression:
    """Return the sum of several columns that are never NULL."""
    return Expression(
        lambda fact: sum(fact[name] for name in names),
        lambda table, _: reduce(operator.add, (table.c[name] for name in names)),
    )


def count_if(condition: Expression) -> Expression:
    """Return 1 if a condition is true, else 0."""
    return Expression(
        lambda fact: int(condition.compute(fact)),
        lambda table, dialect: case((condition.sql(table, dialect), 1), else_=0),
    )


def duration_us(start: str, end: str) -> Expression:
    """Return the microseconds between two columns; 0 if the end is NULL."""
    return Expression(
        lambda fact: _microseconds(fact[end] - fact[start]) if fact[end] is not None else 0,
        lambda table, dialect: func.coalesce(
            _sql_duration_us(table.c[start], table.c[end], dialect), 0
        ),
    )


always = Expression(lambda _: True, lambda _, __: true(), is_constant=True)
"""A condition that is true for every fact."""


def equals(name: str, value: str | int) -> Expression:
    """Return whether a column has a value."""
    return Expression(lambda fact: fact[name] == value, lambda table, _: table.c[name] == value)


def differs(name: str, value: str) -> Expression:
    """Return whether a column has another value."""
    return Expression(lambda fact: fact[name] != value, lambda table, _: table.c[name] != value)


def is_null(name: str) -> Expression:
    """Return whether a column is NULL."""
    return Expression(lambda fact: fact[name] is None, lambda table, _: table.c[name].is_(null()))


def is_set(name: str) -> Expression:
    """Return whether a column is not NULL."""
    return Expression(
        lambda fact: fact[name] is not None, lambda table, _: table.c[name].is_not(null())
    )


def is_true(name: str) -> Expression:
    """Return whether a boolean column is true."""
    return Expression(lambda fact: bool(fact[name]), lambda table, _: table.c[name].is_(True))


def is_false(name: str) -> Expression:
    """Return whether a boolean column, which is never NULL, is false."""
    return Expression(lambda fact: not fact[name], lambda table, _: table.c[name].is_(False))


def at_least(name: str, limit: float) -> Expression:
    """Return whether a column is not NULL and not below a limit."""
    return Expression(
        lambda fact: fact[name] is not None and fact[name] >= limit,
        lambda table, _: and_(table.c[name].is_not(null()), table.c[name] >= limit),
    )


def in_score_bin(name: str, number: int) -> Expression:
    """Return whether a score lies in a bin of the histogram; the outer bins are open."""
    return Expression(
        lambda fact: fact[name] is not None and score_bin(fact[name]) == number,
        lambda table, _: _sql_in_score_bin(table.c[name], number),
    )


def all_of(*conditions: Expression) -> Expression:
    """Return whether all conditions are true."""
    return Expression(
        lambda fact: all(condition.compute(fact) for condition in conditions),
        lambda table, dialect: and_(true(), *(each.sql(table, dialect) for each in conditions)),
    )


def _microseconds(duration: timedelta) -> int:
    return duration // timedelta(microseconds=1)


def _sql_in_score_bin(score: ColumnElement[Any], number: int) -> ColumnElement[bool]:
    above = score >= number if number else score.is_not(null())
    return and_(above, score < number + 1) if number < SCORE_BIN_COUNT - 1 else above


def _sql_duration_us(
    start: ColumnElement[Any], end: ColumnElement[Any], dialect: str
) -> ColumnElement[int]:
    """Return a duration. SQLite's Julian days are not exact to the microsecond."""
    if dialect == "postgresql":
        return cast(extract("epoch", end - start) * _MICRO, BigInteger)
    return _sqlite_us(end) - _sqlite_us(start)


def _sqlite_us(moment: ColumnElement[Any]) -> ColumnElement[int]:
    # strftime would round the fraction up, so it gets whole seconds only.
    whole = func.strftime("%s", func.substr(moment, 1, _SECONDS_LENGTH))
    fraction = func.substr(moment, _SECONDS_LENGTH + 2, 6)
    return cast(whole, BigInteger) * _MICRO + cast(fraction, BigInteger)
