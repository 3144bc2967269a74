"""Count unfinished runs, calls and deliveries. Finished rows come from rollups, so it is cheap."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Column, Connection, func, select, text

from core.store.calls.tables import llm_calls
from core.store.calls.values import CallStatus
from core.store.database.engine import Database
from core.store.exports.tables import outbox
from core.store.exports.values import OutboxState
from core.store.goals.tables import goals
from core.store.rollups.tables import STARS, rollup_ratings, rollup_traces
from core.store.runs.newest import EVALUATIONS
from core.store.runs.tables import runs
from core.store.runs.values import RunStatus

_WAITING = (RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.NEEDS_ANSWERS)
_UNSETTLED_CALLS = (CallStatus.IN_FLIGHT, CallStatus.IN_DOUBT)
_UNSENT = (OutboxState.PENDING, OutboxState.DEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCounts:
    """Unfinished work and totals, for the health page."""

    runs: Mapping[str, int]
    """Unfinished runs, by status."""
    oldest_waiting: datetime | None
    """When the oldest unfinished run that a person waits for was submitted."""
    calls: Mapping[str, int]
    """Calls without a reply, by status; `in_doubt` ones may have been billed."""
    outbox: Mapping[str, int]
    """Pending and dead deliveries, by state."""
    goals: int
    traces: int
    ratings: int
    size_bytes: int | None
    """Size of the database; None if it is unknown."""


def find_queue_counts(database: Database, *, sample: bool = False) -> QueueCounts:
    """Return the counts. Runs, calls and deliveries of samples are included."""
    with database.read() as connection:
        oldest = select(func.min(runs.c.submitted_at)).where(
            runs.c.status.in_(_WAITING), runs.c.kind.not_in(EVALUATIONS)
        )
        goals_there = select(func.count()).select_from(goals).where(goals.c.sample.is_(sample))
        traces_ended = select(func.coalesce(func.sum(rollup_traces.c.n), 0)).where(
            rollup_traces.c.sample.is_(sample)
        )
        rated = select(func.coalesce(func.sum(rollup_ratings.c.n), 0)).where(
            rollup_ratings.c.sample.is_(sample), rollup_ratings.c.dimension == STARS
        )
        return QueueCounts(
            runs=_by(connection, runs.c.status, _WAITING),
            oldest_waiting=connection.execute(oldest).scalar(),
            calls=_by(connection, llm_calls.c.status, _UNSETTLED_CALLS),
            outbox=_by(connection, outbox.c.state, _UNSENT),
            goals=connection.execute(goals_there).scalar_one(),
            traces=int(connection.execute(traces_ended).scalar_one()),
            ratings=int(connection.execute(rated).scalar_one()),
            size_bytes=_size(connection, database.file),
        )


def _by(connection: Connection, state: Column[str], wanted: tuple[StrEnum, ...]) -> dict[str, int]:
    query = select(state, func.count()).where(state.in_(wanted)).group_by(state)
    return {str(name): 0 for name in wanted} | dict(connection.execute(query).all())


def _size(connection: Connection, file: Path | None) -> int | None:
    if file is None:
        return connection.execute(text("SELECT pg_database_size(current_database())")).scalar()
    beside = (file, file.with_name(f"{file.name}-wal"))
    return sum(part.stat().st_size for part in beside if part.exists())
