"""Count the runs that wait to be worked."""

from sqlalchemy import Connection, func, select, true

from core.store.runs.newest import EVALUATIONS
from core.store.runs.tables import runs
from core.store.runs.values import RunStatus


def count_queued(connection: Connection, *, limit: int, user_id: str | None = None) -> int:
    """Return how many runs wait, of one person or of all; no more than `limit` are counted.

    Cases of evaluation runs are not counted: they come after everything a person waits for.
    """
    theirs = runs.c.user_id == user_id if user_id is not None else true()
    wanted = (runs.c.status == RunStatus.QUEUED, runs.c.kind.not_in(EVALUATIONS), theirs)
    waiting = select(runs.c.id).where(*wanted).limit(limit)
    return connection.execute(select(func.count()).select_from(waiting.subquery())).scalar_one()
