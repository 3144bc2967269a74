"""Read what alerts look at: how much of week 1 is done, and the mix of goals."""

from datetime import date

from sqlalchemy import ColumnElement, func, select

from core.quality.intervals import (
    PairedSums,
)
from core.store.database.engine import Database
from core.store.outcomes.read import to_paired
from core.store.outcomes.rollup import EDIT, PAIRED, WEEK_1
from core.store.rollups.tables import rollup_outcomes


def week_1_sums(database: Database, *, since: date, until: date, sample: bool) -> PairedSums:
    """Return the sums of week 1 over the plans for which it got final in a window."""
    sums = [func.coalesce(func.sum(rollup_outcomes.c[name]), 0) for name in ("n", *PAIRED)]
    query = select(*sums).where(*_of_figure(WEEK_1, since, until, sample=sample))
    with database.read() as connection:
        found = connection.execute(query).one()
    return to_paired(dict(zip(("n", *PAIRED), map(int, found), strict=True)))


def count_goal_kinds(
    database: Database, *, since: date, until: date, sample: bool
) -> dict[str, int]:
    """Return the number of plans by kind and language, by the day after they were made."""
    kind, language = rollup_outcomes.c.kind, rollup_outcomes.c.language
    query = (
        select(kind, language, func.sum(rollup_outcomes.c.n))
        .where(*_of_figure(EDIT, since, until, sample=sample))
        .group_by(kind, language)
    )
    with database.read() as connection:
        return {f"{row[0]}, {row[1]}": int(row[2]) for row in connection.execute(query)}


def _of_figure(
    figure: str, since: date, until: date, *, sample: bool
) -> tuple[ColumnElement[bool], ...]:
    table = rollup_outcomes.c
    return (
        table.figure == figure,
        table.sample.is_(sample),
        table.day.between(since, until),
    )
