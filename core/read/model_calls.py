"""How the models behind the coach do: their newest calls, and the goals that the offline coach wrote in their place."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from core.errors import ModelFault
from core.llm.chain import NO_MODEL
from core.llm.offline import OFFLINE
from core.storage.engine import Database
from core.storage.rows import fetch_all
from core.storage.stores.calls import CallStatus
from core.storage.tables import llm_calls, runs, stage_results

LATEST_RUNS = 200
"""Goals that are looked at, newest first: a failing model is about now, and this stays cheap at any size."""
LATEST_CALLS = 50
_SETTLED = (CallStatus.DONE, CallStatus.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallbacks:
    """Goals of the latest ones that the offline coach wrote in part or in full because a model failed."""

    goals: int
    of: int
    reason: str
    """Of the newest one; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastCall:
    """The newest settled call of one model."""

    model: str
    at: datetime
    fault: ModelFault | None
    message: str


def find_fallbacks(database: Database, *, since: datetime, sample: bool) -> Fallbacks:
    """Return what the offline coach had to take over since a moment."""
    newest = select(runs.c.id, runs.c.submitted_at).where(runs.c.sample.is_(sample), runs.c.goal_id.is_not(None))
    latest = newest.order_by(runs.c.id.desc()).limit(LATEST_RUNS).subquery()
    within = latest.c.submitted_at >= since
    taken_over = (
        select(stage_results.c.run_id, stage_results.c.because)
        .join(latest, latest.c.id == stage_results.c.run_id)
        .where(within, stage_results.c.provider == OFFLINE, stage_results.c.because != NO_MODEL)
        .order_by(stage_results.c.run_id.desc(), stage_results.c.started_at.desc())
    )
    with database.read() as connection:
        of = connection.execute(select(func.count()).select_from(latest).where(within)).scalar_one()
        found = fetch_all(connection, taken_over)
    return Fallbacks(goals=len({row["run_id"] for row in found}), of=of, reason=found[0]["because"] if found else "")


def list_last_calls(database: Database) -> tuple[LastCall, ...]:
    """Return the newest call of each model among the latest ones. A text that was blocked says nothing of its model."""
    columns = (llm_calls.c.model, llm_calls.c.started_at, llm_calls.c.fault, llm_calls.c.message)
    query = select(*columns).where(
        llm_calls.c.provider != OFFLINE,
        llm_calls.c.status.in_(_SETTLED),
        or_(llm_calls.c.fault.is_(None), llm_calls.c.fault != ModelFault.BLOCKED),
    )
    with database.read() as connection:
        found = fetch_all(connection, query.order_by(llm_calls.c.started_at.desc()).limit(LATEST_CALLS))
    newest: dict[str, LastCall] = {}
    for row in found:
        fault = None if row["fault"] is None else ModelFault(row["fault"])
        call = LastCall(model=row["model"], at=row["started_at"], fault=fault, message=row["message"] or "")
        newest.setdefault(call.model, call)
    return tuple(newest.values())
