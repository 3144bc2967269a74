"""Read the goals that the offline coach wrote because a model failed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from core.llm.providers.offline import OFFLINE
from core.llm.routing.fallback_chain import NO_MODEL_CONFIGURED
from core.llm.wrappers.consent import NO_CONSENT
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.runs.newest import WRITES_THE_GOAL
from core.store.runs.tables import runs, stage_results

LATEST_RUNS = 200
"""Newest goals that are read: a failing model matters now, and the query stays cheap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallbacks:
    """How many of the latest goals the offline coach wrote, fully or in part, as a fallback."""

    goals: int
    total: int
    reason: str
    """Reason of the newest one; empty if there is none."""


def find_fallbacks(database: Database, *, since: datetime, sample: bool) -> Fallbacks:
    """Return the fallbacks to the offline coach since a moment."""
    newest = select(runs.c.id, runs.c.submitted_at).where(
        runs.c.sample.is_(sample), runs.c.goal_id.is_not(None), WRITES_THE_GOAL
    )
    latest = newest.order_by(runs.c.id.desc()).limit(LATEST_RUNS).subquery()
    within = latest.c.submitted_at >= since
    taken_over = (
        select(stage_results.c.run_id, stage_results.c.because)
        .join(latest, latest.c.id == stage_results.c.run_id)
        .where(
            within,
            stage_results.c.provider == OFFLINE,
            stage_results.c.because.not_in([NO_MODEL_CONFIGURED, NO_CONSENT]),
        )
        .order_by(stage_results.c.run_id.desc(), stage_results.c.started_at.desc())
    )
    with database.read() as connection:
        of = connection.execute(select(func.count()).select_from(latest).where(within)).scalar_one()
        found = fetch_all(connection, taken_over)
    return Fallbacks(
        goals=len({row["run_id"] for row in found}),
        total=of,
        reason=found[0]["because"] if found else "",
    )
