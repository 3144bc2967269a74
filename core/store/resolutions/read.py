"""Read which sentences a person added to a resolution, and how the last one moved its scores."""

from dataclasses import dataclass

from sqlalchemy import select

from core.quality.verdict import Evaluation
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.resolutions.tables import resolutions
from core.store.revisions.tables import plan_revisions
from core.store.scores.rows import load_evaluation
from core.store.scores.tables import evaluations


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """The number of sentences, and the scores before and after the last one."""

    changes: int
    before: Evaluation | None
    """None if the version before was not scored."""
    after: Evaluation


def find_improvement(database: Database, goal_id: str) -> Improvement | None:
    """Return the added sentences, or None if the newest version is not one of them.

    Callers check first whose goal it is.
    """
    revised = plan_revisions.c.id.is_not(None).label("revised")
    versions = (
        select(resolutions.c.run_id, resolutions.c.trace_id, revised)
        .select_from(
            resolutions.outerjoin(
                plan_revisions,
                (plan_revisions.c.goal_id == resolutions.c.goal_id)
                & (plan_revisions.c.trace_id == resolutions.c.trace_id),
            )
        )
        .where(resolutions.c.goal_id == goal_id)
        .order_by(resolutions.c.id.desc())
    )
    with database.read() as connection:
        rows = fetch_all(connection, versions)
        since = next((n for n, row in enumerate(rows) if row["run_id"] is not None), len(rows))
        if not since or rows[0]["revised"]:
            return None
        verdicts = select(evaluations).where(evaluations.c.goal_id == goal_id)
        scored = fetch_all(connection, verdicts.order_by(evaluations.c.id.desc()))
        traces = [row["trace_id"] for row in scored]
        if rows[0]["trace_id"] not in traces:
            return None
        at = traces.index(rows[0]["trace_id"])
        after, *earlier = (load_evaluation(connection, row) for row in scored[at : at + 2])
    added = sum(not row["revised"] for row in rows[:since])
    return Improvement(changes=added, before=next(iter(earlier), None), after=after)
