"""Every person of a trial with what is counted of them, for the proof of the trial."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, select

from core.experiments.arm import Arm
from core.store.database.rows import fetch_all
from core.store.trials.measures import list_values
from core.store.trials.read import first_ratings
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
    values: Mapping[str, float]
    """What is known of each guardrail, by the name of its scale."""
    stars: float | None
    """Their first rating of a result they were shown; None if there is none."""
    rated_at: datetime | None


def list_people(connection: Connection, trial: Trial) -> tuple[PersonOutcome, ...]:
    """Return the people of a trial."""
    known: dict[str, dict[str, float]] = {}
    for guardrail in trial.rule.guardrails:
        for one in list_values(connection, trial.id, guardrail.scale.name):
            known.setdefault(one.user_id, {})[guardrail.scale.name] = one.value
    rating = first_ratings(trial).subquery()
    people = trial_people.c
    seen = select(trial_results.c.user_id).where(
        trial_results.c.trial_id == trial.id, trial_results.c.shown_at.is_not(None)
    )
    first = and_(rating.c.user_id == people.user_id, rating.c.place == 1)
    query = (
        select(
            *(people.user_id, people.arm, people.share),
            people.user_id.in_(seen.scalar_subquery()).label("shown"),
            *(rating.c.half_stars, rating.c.created_at),
        )
        .select_from(trial_people.outerjoin(rating, first))
        .where(people.trial_id == trial.id)
    )
    return tuple(
        PersonOutcome(
            user_id=row["user_id"],
            arm=Arm(row["arm"]),
            share=row["share"],
            shown=bool(row["shown"]),
            values=known.get(row["user_id"], {}),
            stars=None if row["half_stars"] is None else row["half_stars"] / 2,
            rated_at=row["created_at"],
        )
        for row in fetch_all(connection, query)
    )
