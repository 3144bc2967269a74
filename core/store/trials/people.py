"""Every person of a trial with what is counted of them, for the proof of the trial."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, select

from core.experiments.arm import Arm
from core.store.database.rows import fetch_all
from core.store.trials.read import MADE, SCORED, first_ratings, first_runs
from core.store.trials.tables import trial_people, trial_results
from core.store.trials.values import Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOutcome:
    """One person of a trial."""

    user_id: str
    arm: Arm
    share: float
    """The candidate's share when they were placed."""
    shown: bool
    """True if they were shown a result."""
    made: int | None
    """1 if their first run made a result, 0 if it failed; None if none has ended."""
    scored: int | None
    stars: float | None
    """Their first rating of a result they were shown; None if there is none."""
    rated_at: datetime | None


def list_people(connection: Connection, trial: Trial) -> tuple[PersonOutcome, ...]:
    """Return the people of a trial."""
    made, scored = (first_runs(trial, scale).subquery() for scale in (MADE, SCORED))
    rating = first_ratings(trial).subquery()
    people = trial_people.c
    seen = select(trial_results.c.user_id).where(
        trial_results.c.trial_id == trial.id, trial_results.c.shown_at.is_not(None)
    )
    joined = trial_people
    for each in (made, scored, rating):
        first = and_(each.c.user_id == people.user_id, each.c.place == 1)
        joined = joined.outerjoin(each, first)  # type: ignore[assignment]
    query = (
        select(
            *(people.user_id, people.arm, people.share),
            people.user_id.in_(seen.scalar_subquery()).label("shown"),
            made.c.good.label("made"),
            scored.c.good.label("scored"),
            *(rating.c.half_stars, rating.c.created_at),
        )
        .select_from(joined)
        .where(people.trial_id == trial.id)
    )
    return tuple(
        PersonOutcome(
            user_id=row["user_id"],
            arm=Arm(row["arm"]),
            share=row["share"],
            shown=bool(row["shown"]),
            made=row["made"],
            scored=row["scored"],
            stars=None if row["half_stars"] is None else row["half_stars"] / 2,
            rated_at=row["created_at"],
        )
        for row in fetch_all(connection, query)
    )
