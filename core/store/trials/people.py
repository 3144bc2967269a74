"""Every person of a trial with what is counted of them, for the proof of the trial."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, select

from core.experiments.arm import Arm
from core.store.database.rows import fetch_all
from core.store.trials.measures import list_values
from core.store.trials.primary import first_outcomes
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
    value: float | None
    """What decides the trial; None if it is not known of them."""
    known_at: datetime | None


def list_people(
    connection: Connection, trial: Trial, *, now: datetime
) -> tuple[PersonOutcome, ...]:
    """Return the people of a trial."""
    known: dict[str, dict[str, float]] = {}
    for guardrail in trial.rule.guardrails:
        for one in list_values(connection, trial.id, guardrail.scale.name):
            known.setdefault(one.user_id, {})[guardrail.scale.name] = one.value
    known_of = first_outcomes(trial, now=now)
    people = trial_people.c
    seen = select(trial_results.c.user_id).where(
        trial_results.c.trial_id == trial.id, trial_results.c.shown_at.is_not(None)
    )
    first = and_(known_of.c.user_id == people.user_id, known_of.c.place == 1)
    query = (
        select(
            *(people.user_id, people.arm, people.share),
            people.user_id.in_(seen.scalar_subquery()).label("shown"),
            *(known_of.c.value, known_of.c.at),
        )
        .select_from(trial_people.outerjoin(known_of, first))
        .where(people.trial_id == trial.id)
    )
    return tuple(
        PersonOutcome(
            user_id=row["user_id"],
            arm=Arm(row["arm"]),
            share=row["share"],
            shown=bool(row["shown"]),
            values=known.get(row["user_id"], {}),
            value=None if row["value"] is None else float(row["value"]),
            known_at=row["at"],
        )
        for row in fetch_all(connection, query)
    )
