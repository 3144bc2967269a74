"""Read what the runs of each arm of a trial cost, and how long they took."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select

from core.experiments.arm import Arm
from core.experiments.arm_means import ArmMeans, Moments
from core.store.database.rows import Row, fetch_all
from core.store.traces.tables import traces
from core.store.trials.tables import trial_people, trial_results
from core.tracing.span_record import SpanStatus

_US = 1_000_000.0


def read_costs(connection: Connection, trial_id: str) -> ArmMeans:
    """Return US dollars a run; a run with a call of unknown price is left out."""
    paid = func.coalesce(traces.c.cost_usd, 0.0)
    return _means(connection, trial_id, paid, traces.c.cost_known.is_(True))


def read_seconds(connection: Connection, trial_id: str) -> ArmMeans:
    """Return the seconds a run took from its start to its end."""
    lasted = traces.c.duration_us / _US
    return _means(connection, trial_id, lasted, traces.c.duration_us.is_not(None))


def _means(
    connection: Connection, trial_id: str, value: ColumnElement[Any], known: ColumnElement[bool]
) -> ArmMeans:
    """Return the moments of each person's first finished run, so that people count once."""
    place = func.row_number().over(
        partition_by=trial_results.c.user_id, order_by=(traces.c.started_at, traces.c.id)
    )
    first = (
        select(
            trial_results.c.user_id,
            value.label("value"),
            known.label("known"),
            place.label("place"),
        )
        .join(traces, traces.c.id == trial_results.c.trace_id)
        .where(trial_results.c.trial_id == trial_id, traces.c.status == SpanStatus.OK)
        .subquery()
    )
    query = (
        select(
            trial_people.c.arm,
            func.count().label("n"),
            func.sum(first.c.value).label("total"),
            func.sum(first.c.value * first.c.value).label("squares"),
        )
        .join(
            trial_people,
            and_(trial_people.c.trial_id == trial_id, trial_people.c.user_id == first.c.user_id),
        )
        .where(first.c.place == 1, first.c.known)
        .group_by(trial_people.c.arm)
    )
    found = {Arm(row["arm"]): _moments(row) for row in fetch_all(connection, query)}
    return ArmMeans(
        champion=found.get(Arm.CHAMPION, Moments()), candidate=found.get(Arm.CANDIDATE, Moments())
    )


def _moments(row: Row) -> Moments:
    return Moments(n=row["n"], total=float(row["total"]), squares=float(row["squares"]))
