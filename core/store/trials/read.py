"""Read trials and count what people did in them."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from core.experiments.arm import Arm
from core.experiments.decision import Outcome
from core.store.database.rows import fetch_all, fetch_one
from core.store.trials.arm_means import read_costs
from core.store.trials.measures import count_values
from core.store.trials.primary import count_outcomes
from core.store.trials.rows import to_trial
from core.store.trials.tables import trial_people, trial_results, trials
from core.store.trials.values import Counts, People, Trial


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


def count_trial(connection: Connection, trial: Trial, *, now: datetime) -> Counts:
    """Return the counts of a trial as they are now."""
    return Counts(
        people=_count_people(connection, trial.id),
        shown=_count_people(connection, trial.id, shown=True),
        primary=count_outcomes(connection, trial, now=now),
        guardrails={
            one.scale.name: count_values(connection, trial.id, one.scale)
            for one in trial.rule.guardrails
        },
        costs=read_costs(connection, trial.id),
    )


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
