"""Load trials that are over for receivers that have datasets and experiments."""

from collections.abc import Collection

from sqlalchemy import Connection, and_, func, select

from core.experiments.arm import Arm
from core.experiments.decision import Outcome
from core.exports.experiment import TrialArm, TrialPayload, TrialResult
from core.store.database.rows import fetch_all, fetch_one
from core.store.exports.tables import exported_traces
from core.store.trials.rows import to_trial
from core.store.trials.tables import trial_people, trial_results, trials
from core.store.trials.values import Trial


def find_trials(
    connection: Connection, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], TrialPayload]:
    """Return trials by sink and id; one that goes on again is missing."""
    found = {(sink, trial_id): _load(connection, trial_id, sink) for sink, trial_id in wanted}
    return {key: payload for key, payload in found.items() if payload is not None}


def _load(connection: Connection, trial_id: str, sink: str) -> TrialPayload | None:
    row = fetch_one(connection, select(trials).where(trials.c.id == trial_id))
    trial = to_trial(row) if row is not None else None
    if trial is None or trial.outcome is Outcome.RUNNING:
        return None
    found = trial.estimate
    means = {Arm.CHAMPION: found.champion, Arm.CANDIDATE: found.candidate} if found else {}
    return TrialPayload(
        trace_id=trial.id,
        prompt=trial.prompt,
        reason=trial.reason,
        primary=trial.scale.name,
        outcome=trial.outcome,
        decision=trial.decision,
        n=found.n if found else 0,
        started_at=trial.started_at,
        arms=tuple(
            TrialArm(name=arm, version=trial.version_of(arm), mean=means.get(arm)) for arm in Arm
        ),
        results=_results(connection, trial, sink),
    )


def _results(connection: Connection, trial: Trial, sink: str) -> tuple[TrialResult, ...]:
    result, exported, person = trial_results.c, exported_traces.c, trial_people.c
    placed = and_(person.trial_id == result.trial_id, person.user_id == result.user_id)
    there = and_(exported.trace_id == result.trace_id, exported.sink == sink)
    query = (
        select(
            person.arm,
            result.trace_id.label("result_id"),
            func.coalesce(exported.exported_id, result.trace_id).label("trace_id"),
        )
        .select_from(trial_results.join(trial_people, placed).outerjoin(exported_traces, there))
        .where(result.trial_id == trial.id, result.shown_at.is_not(None))
        .order_by(result.trace_id)
    )
    return tuple(TrialResult(**row) for row in fetch_all(connection, query))
