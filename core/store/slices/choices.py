"""What there is to choose from: the values that the traces have."""

from sqlalchemy import Connection, Select, null, select

from core.store.traces.tables import traces


def list_values(connection: Connection, name: str, *, sample: bool) -> tuple[str, ...]:
    """Return the values of an indexed column of the traces, in order, without "".

    Each value is one step in the index (a loose index scan): a DISTINCT would read every trace.
    """
    column = traces.c[name]
    start: Select[tuple[str]] = select(column).where(traces.c.sample.is_(sample), column > "")
    start = start.order_by(column).limit(1)
    found = select(start.scalar_subquery().label("value")).cte("found", recursive=True)
    after = select(column).where(traces.c.sample.is_(sample), column > found.c.value)
    step = select(after.order_by(column).limit(1).scalar_subquery())
    found = found.union_all(step.where(found.c.value.is_not(null())))
    query = select(found.c.value).where(found.c.value.is_not(null()))
    return tuple(connection.execute(query).scalars())
