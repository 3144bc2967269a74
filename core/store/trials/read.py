"""Read trials and count what people did in them.

The counts are made from the rows of ratings each time, so that a rating that was changed, withdrawn
or deleted counts as it is now.
"""

from datetime import datetime

from sqlalchemy import Connection, Select, and_, func, select

from core.experiments.arm import Arm
from core.experiments.decision import Outcome
from core.experiments.outcome import OutcomeScale, Segment
from core.store.database.rows import fetch_all, fetch_one
from core.store.ratings.tables import ratings
from core.store.traces.tables import traces
from core.store.trials.arm_means import read_costs
from core.store.trials.measures import count_values
from core.store.trials.rows import to_trial
from core.store.trials.tables import trial_people, trial_results, trials
from core.store.trials.values import Counts, FirstRating, People, Trial


def find_trial(connection: Connection, trial_id: str) -> Trial | None:
    """Return a trial, or None."""
    row = fetch_one(connection, select(trials).where(trials.c.id == trial_id))
    return None if row is None else to_trial(row)


def list_trials(connection: Connection, *, sample: bool = False) -> tuple[Trial, ...]:
    """Return all trials, newest first; they are started by hand, so they are few."""
    query = (
        select(trials)
        .where(trials.c.sample.is_(sample))
        .order_by(trials.c.started_at.desc(), trials.c.id.desc())
    )
    return tuple(map(to_trial, fetch_all(connection, query)))


def find_unseen_result(connection: Connection, trace_id: str) -> bool:
    """Return whether a trace is the result of a running trial that was not shown yet."""
    query = (
        select(trial_results.c.trial_id)
        .join(trials, trials.c.id == trial_results.c.trial_id)
        .where(
            trial_results.c.trace_id == trace_id,
            trial_results.c.shown_at.is_(None),
            trials.c.outcome == Outcome.RUNNING,
        )
        .limit(1)
    )
    return connection.execute(query).first() is not None


def count_trial(connection: Connection, trial: Trial) -> Counts:
    """Return the counts of a trial as they are now."""
    return Counts(
        people=_count_people(connection, trial.id),
        shown=_count_people(connection, trial.id, shown=True),
        stars=_count_stars(connection, trial),
        guardrails={
            one.scale.name: count_values(connection, trial.id, one.scale)
            for one in trial.rule.guardrails
        },
        costs=read_costs(connection, trial.id),
    )


def list_first_ratings(connection: Connection, trial: Trial) -> tuple[FirstRating, ...]:
    """Return the first rating of each person who was shown a result, in the order of time."""
    first = first_ratings(trial).subquery()
    query = (
        select(trial_people.c.share, trial_people.c.arm, first.c.half_stars, first.c.created_at)
        .join(
            trial_people,
            and_(trial_people.c.trial_id == trial.id, trial_people.c.user_id == first.c.user_id),
        )
        .where(first.c.place == 1)
        .order_by(first.c.created_at, first.c.user_id)
    )
    return tuple(
        FirstRating(
            share=row["share"],
            arm=Arm(row["arm"]),
            stars=row["half_stars"] / 2,
            at=row["created_at"],
        )
        for row in fetch_all(connection, query)
    )


def count_since(
    connection: Connection,
    *,
    since: datetime,
    scale: OutcomeScale,
    until: datetime | None = None,
    sample: bool = False,
) -> tuple[int, ...]:
    """Return how many people first rated a result that was begun later, by value of the scale."""
    place = func.row_number().over(
        partition_by=ratings.c.user_id, order_by=(ratings.c.created_at, ratings.c.trace_id)
    )
    first = (
        select(ratings.c.half_stars, place.label("place"))
        .join(traces, traces.c.id == ratings.c.trace_id)
        .where(
            ratings.c.sample.is_(sample),
            ratings.c.created_at > since,
            *(() if until is None else (ratings.c.created_at <= until,)),
            ratings.c.withdrawn_at.is_(None),
            ratings.c.user_id == traces.c.user_id,
            traces.c.started_at > since,
        )
        .subquery()
    )
    query = (
        select(first.c.half_stars, func.count().label("n"))
        .where(first.c.place == 1)
        .group_by(first.c.half_stars)
    )
    counts = [0] * len(scale.values)
    for row in fetch_all(connection, query):
        counts[scale.place(row["half_stars"] / 2)] += row["n"]
    return tuple(counts)


def star_moments(
    connection: Connection,
    *,
    since: datetime,
    until: datetime | None = None,
    sample: bool = False,
) -> tuple[int, float, float]:
    """Return number, mean and variance of the stars that were given since a time."""
    stars = ratings.c.half_stars / 2.0
    query = select(func.count(), func.avg(stars), func.avg(stars * stars)).where(
        ratings.c.sample.is_(sample),
        ratings.c.created_at >= since,
        *(() if until is None else (ratings.c.created_at <= until,)),
        ratings.c.withdrawn_at.is_(None),
    )
    n, mean, square = connection.execute(query).one()
    if not n:
        return 0, 0.0, 0.0
    return n, float(mean), max(0.0, float(square) - float(mean) ** 2)


def _count_people(
    connection: Connection, trial_id: str, *, shown: bool = False
) -> tuple[People, ...]:
    query = (
        select(trial_people.c.share, trial_people.c.arm, func.count().label("n"))
        .where(trial_people.c.trial_id == trial_id)
        .group_by(trial_people.c.share, trial_people.c.arm)
    )
    if shown:
        seen = select(trial_results.c.user_id).where(
            trial_results.c.trial_id == trial_id, trial_results.c.shown_at.is_not(None)
        )
        query = query.where(trial_people.c.user_id.in_(seen.scalar_subquery()))
    found: dict[float, dict[str, int]] = {}
    for row in fetch_all(connection, query):
        found.setdefault(row["share"], {})[row["arm"]] = row["n"]
    return tuple(
        People(share=share, champion=n.get(Arm.CHAMPION, 0), candidate=n.get(Arm.CANDIDATE, 0))
        for share, n in sorted(found.items())
    )


def _count_stars(connection: Connection, trial: Trial) -> tuple[Segment, ...]:
    first = list_first_ratings(connection, trial)
    return Segment.count_by_share(trial.scale, ((one.share, one.arm, one.stars) for one in first))


def first_ratings(trial: Trial) -> Select[*tuple[object, ...]]:
    """Return the ratings of shown results, numbered within each person."""
    place = func.row_number().over(
        partition_by=ratings.c.user_id, order_by=(ratings.c.created_at, ratings.c.trace_id)
    )
    query = (
        select(ratings.c.user_id, ratings.c.half_stars, ratings.c.created_at, place.label("place"))
        .join(
            trial_results,
            and_(
                trial_results.c.trace_id == ratings.c.trace_id,
                trial_results.c.user_id == ratings.c.user_id,
            ),
        )
        .where(
            trial_results.c.trial_id == trial.id,
            trial_results.c.shown_at.is_not(None),
            ratings.c.withdrawn_at.is_(None),
        )
    )
    if trial.ended_at is not None:
        query = query.where(ratings.c.created_at <= trial.ended_at)
    return query
