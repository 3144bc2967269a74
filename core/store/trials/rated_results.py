"""Read the rated results of a trial one by one."""

from sqlalchemy import Connection, Select, and_, select

from core.experiments.arm import Arm
from core.store.database.rows import fetch_all
from core.store.ratings.tables import ratings
from core.store.trials.tables import trial_people, trial_results
from core.store.trials.values import RatedResult


def list_rated_results(
    connection: Connection, trial_id: str, *, but: str, limit: int
) -> tuple[RatedResult, ...]:
    """Return the newest rated results that were shown, except those of one person."""
    query = _rated(trial_id, but=but).limit(limit)
    return tuple(
        RatedResult(
            trace_id=row["trace_id"],
            user_id=row["user_id"],
            arm=Arm(row["arm"]),
            stars=row["half_stars"] / 2,
            at=row["created_at"],
        )
        for row in fetch_all(connection, query)
    )


def _rated(trial_id: str, *, but: str) -> Select[*tuple[object, ...]]:
    return (
        select(
            ratings.c.trace_id,
            ratings.c.user_id,
            trial_people.c.arm,
            ratings.c.half_stars,
            ratings.c.created_at,
        )
        .join(
            trial_results,
            and_(
                trial_results.c.trace_id == ratings.c.trace_id,
                trial_results.c.user_id == ratings.c.user_id,
            ),
        )
        .join(
            trial_people,
            and_(
                trial_people.c.trial_id == trial_results.c.trial_id,
                trial_people.c.user_id == trial_results.c.user_id,
            ),
        )
        .where(
            trial_results.c.trial_id == trial_id,
            trial_results.c.shown_at.is_not(None),
            trial_results.c.user_id != but,
            ratings.c.withdrawn_at.is_(None),
        )
        .order_by(ratings.c.created_at.desc(), ratings.c.trace_id.desc())
    )
