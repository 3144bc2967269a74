"""The query of a filtered and ordered list of traces.

Each order is one scan of an index, from the place where the page before it ended.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    or_,
    select,
)

from core.store.database.pagination import decode_cursor
from core.store.database.rows import Row
from core.store.goals.tables import goals
from core.store.traces.list_rows import TraceFilter, TraceOrder
from core.store.traces.matching import ORDERS, Sorted, matching_numbers
from core.store.traces.search import split_words
from core.store.traces.tables import traces

MOST_SORTED = 1_000
"""With a search, an order other than newest first sorts the newest this many that match."""

_LIST_COLUMNS = [column for column in traces.columns if column.name != "search_text"]


def select_traces(source: FromClause = traces) -> Select[Any]:
    """Return the select of the columns of a list, with the words of the goal."""
    with_goal = source.outerjoin(goals, goals.c.id == traces.c.goal_id)
    return select(*_LIST_COLUMNS, goals.c.text.label("goal_text")).select_from(with_goal)


def page_query(
    connection: Connection,
    wanted: TraceFilter,
    order: TraceOrder,
    cursor: str | None,
    *,
    backward: bool = False,
) -> Select[Any]:
    """Return the select of the traces from the cursor on, or `backward`, of those before it.

    Raises InvalidInput for a cursor of another list.
    """
    matching = matching_numbers(connection, wanted, order=order)
    if order is TraceOrder.NEWEST:
        number = matching.number
        if cursor is not None:
            at = decode_cursor(cursor, int)[0]
            matching.conditions.append(number > at if backward else number < at)
        query = select_traces(matching.source).where(*matching.conditions)
        return query.order_by(number if backward else number.desc())
    by = ORDERS[order]
    value, number = traces.c[by.name], traces.c.number
    conditions = has_figure(order)
    if cursor is not None:
        conditions += _after(by, cursor, backward=backward)
    if split_words(wanted.search):
        newest = matching.newest(MOST_SORTED)
        query = select_traces().where(number.in_(newest), *conditions)
    else:
        query = select_traces().where(*matching.conditions, *conditions)
    descending = by.descending is not backward
    return query.order_by(
        value.desc() if descending else value, number if backward else number.desc()
    )


def has_figure(order: TraceOrder) -> list[ColumnElement[bool]]:
    """Return the condition that a trace has the figure of an order; none for the newest first."""
    return [] if order is TraceOrder.NEWEST else [traces.c[ORDERS[order].name].is_not(None)]


def cursor_position(order: TraceOrder, row: Row) -> tuple[int | float, ...] | None:
    """Return the place of a row in its list, or None if this list leaves it out."""
    if order is TraceOrder.NEWEST:
        return (row["number"],)
    value = row[ORDERS[order].name]
    return None if value is None else (value, row["number"])


def _after(by: Sorted, cursor: str, *, backward: bool) -> list[ColumnElement[bool]]:
    value, at = decode_cursor(cursor, by.kind, int)
    column, number = traces.c[by.name], traces.c.number
    falling = by.descending is not backward
    equal = and_(column == value, number > at if backward else number < at)
    # The first condition is the range of the index; the second leaves out what was shown.
    return [
        column <= value if falling else column >= value,
        or_(column < value if falling else column > value, equal),
    ]
