"""Read what a person changed in a resolution, and how the last change affected its scores."""

from dataclasses import dataclass

from sqlalchemy import select

from core.quality.verdict import Evaluation
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.resolutions.tables import resolutions
from core.store.scores.rows import load_evaluation
from core.store.scores.tables import evaluations


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """The number of changes, and the scores before and after the last one."""

    changes: int
    before: Evaluation | None
    """None if the version before was not scored."""
    after: Evaluation


def find_improvement(database: Database, goal_id: str) -> Improvement | None:
    """Return the changes, or None if the resolution is unchanged since its run.

    Callers check first whose goal it is.
    """
    versions = (
        select(resolutions.c.run_id, resolutions.c.trace_id)
        .where(resolutions.c.goal_id == goal_id)
        .order_by(resolutions.c.id.desc())
    )
    verdicts = (
        select(evaluations)
        .where(evaluations.c.goal_id == goal_id)
        .order_by(evaluations.c.id.desc())
        .limit(2)
    )
    with database.read() as connection:
        rows = fetch_all(connection, versions)
        changes = next((n for n, row in enumerate(rows) if row["run_id"] is not None), len(rows))
        scored = fetch_all(connection, verdicts)
        if not changes or not scored or scored[0]["trace_id"] != rows[0]["trace_id"]:
            return None
        after, *earlier = (load_evaluation(connection, row) for row in scored)
    return Improvement(changes=changes, before=next(iter(earlier), None), after=after)
