"""Read the figure that decides a trial: one a person, the first that is known.

It is read from the rows of ratings and of plans each time, so that what was changed, withdrawn or
deleted counts as it is now. A first week counts once it is over, and only for a plan that the
person saw before it was.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, func, select

from core.experiments.arm import Arm
from core.experiments.outcome import OutcomeScale, Segment
from core.experiments.primary import Primary, primary_of
from core.store.database.rows import fetch_all
from core.store.outcomes.tables import plan_outcomes
from core.store.ratings.tables import ratings
from core.store.traces.tables import traces
from core.store.trials.tables import trial_people, trial_results
from core.store.trials.values import KnownOutcome, Trial

_STARS = ratings.c.half_stars / 2.0
_DONE = plan_outcomes.c.week_1_done * 1.0 / plan_outcomes.c.week_1_planned
_HAS_WEEK = and_(plan_outcomes.c.week_1_counts.is_(True), plan_outcomes.c.week_1_planned > 0)


def list_outcomes(
    connection: Connection, trial: Trial, *, now: datetime
) -> tuple[KnownOutcome, ...]:
    """Return what is known of each person who was shown a result, in the order of time."""
    return _list(connection, trial.id, first_outcomes(trial, now=now))


def count_outcomes(connection: Connection, trial: Trial, *, now: datetime) -> tuple[Segment, ...]:
    """Return how many people of each arm and share had each value."""
    return count_figure(connection, trial.id, trial.scale, until=trial.ended_at or now)


def count_figure(
    connection: Connection, trial_id: str, scale: OutcomeScale, *, until: datetime
) -> tuple[Segment, ...]:
    """Return how many people of each arm and share had each value at a moment."""
    first = _outcomes_of(trial_id, primary_of(scale), until=until).subquery()
    found = _list(connection, trial_id, first)
    return Segment.count_by_share(scale, ((one.share, one.arm, one.value) for one in found))


def first_outcomes(trial: Trial, *, now: datetime) -> Subquery:
    """Return the outcomes of a trial up to its end, numbered within each person."""
    until = trial.ended_at or now
    return _outcomes_of(trial.id, primary_of(trial.scale), until=until).subquery()


def _list(connection: Connection, trial_id: str, first: Subquery) -> tuple[KnownOutcome, ...]:
    query = (
        select(trial_people.c.share, trial_people.c.arm, first.c.value, first.c.at)
        .join(
            trial_people,
            and_(trial_people.c.trial_id == trial_id, trial_people.c.user_id == first.c.user_id),
        )
        .where(first.c.place == 1)
        .order_by(first.c.at, first.c.user_id)
    )
    return tuple(
        KnownOutcome(
            share=row["share"], arm=Arm(row["arm"]), value=float(row["value"]), at=row["at"]
        )
        for row in fetch_all(connection, query)
    )


def _outcomes_of(
    trial_id: str, primary: Primary, *, until: datetime
) -> Select[*tuple[object, ...]]:
    """Return person, value, time and place of all that is known at a moment."""
    query = _known(primary, until=until)
    of = plan_outcomes.c if primary is Primary.WEEK_1 else ratings.c
    result = trial_results.c
    return query.join(
        trial_results, and_(result.trace_id == of.trace_id, result.user_id == of.user_id)
    ).where(
        result.trial_id == trial_id,
        result.shown_at.is_not(None),
        *([result.shown_at < of.week_1_until] if primary is Primary.WEEK_1 else []),
    )


def count_since(
    connection: Connection,
    *,
    since: datetime,
    scale: OutcomeScale,
    until: datetime,
    sample: bool = False,
) -> tuple[int, ...]:
    """Return how many people's first outcome of a result begun later had each value of a scale."""
    primary = primary_of(scale)
    of = plan_outcomes if primary is Primary.WEEK_1 else ratings
    first = (
        _known(primary, until=until)
        .join(traces, and_(traces.c.id == of.c.trace_id, traces.c.user_id == of.c.user_id))
        .where(
            of.c.sample.is_(sample),
            traces.c.started_at > since,
            *([of.c.created_at > since] if primary is Primary.STARS else []),
        )
        .subquery()
    )
    query = (
        select(first.c.value, func.count().label("n"))
        .where(first.c.place == 1)
        .group_by(first.c.value)
    )
    counts = [0] * len(scale.values)
    for row in fetch_all(connection, query):
        counts[scale.place(float(row["value"]))] += row["n"]
    return tuple(counts)


def recent_moments(
    connection: Connection,
    primary: Primary,
    *,
    since: datetime,
    until: datetime,
    sample: bool = False,
) -> tuple[int, float, float]:
    """Return number, mean and variance of the ratings or first weeks between two moments."""
    weeks = primary is Primary.WEEK_1
    value: ColumnElement[Any] = _DONE if weeks else _STARS
    at = plan_outcomes.c.week_1_until if weeks else ratings.c.created_at
    of = plan_outcomes.c if weeks else ratings.c
    counts = _HAS_WEEK if weeks else ratings.c.withdrawn_at.is_(None)
    query = select(func.count(), func.avg(value), func.avg(value * value)).where(
        of.sample.is_(sample), at >= since, at <= until, counts
    )
    n, mean, square = connection.execute(query).one()
    if not n:
        return 0, 0.0, 0.0
    return n, float(mean), max(0.0, float(square) - float(mean) ** 2)


def _known(primary: Primary, *, until: datetime) -> Select[*tuple[object, ...]]:
    """Return all that is known at a moment, of any result, numbered within each person."""
    if primary is Primary.WEEK_1:
        week, plan = plan_outcomes.c.week_1_until, plan_outcomes.c.plan_id
        return select(
            plan_outcomes.c.user_id,
            _DONE.label("value"),
            week.label("at"),
            _place(plan_outcomes.c.user_id, week, plan),
        ).where(_HAS_WEEK, week <= until)
    rated, trace = ratings.c.created_at, ratings.c.trace_id
    return select(
        ratings.c.user_id,
        _STARS.label("value"),
        rated.label("at"),
        _place(ratings.c.user_id, rated, trace),
    ).where(ratings.c.withdrawn_at.is_(None), rated <= until)


def _place(person: ColumnElement[Any], *order: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.row_number().over(partition_by=person, order_by=order).label("place")
