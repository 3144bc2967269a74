"""What a run starts from, for kinds that hold it with the run."""

from sqlalchemy import Connection, select, update

from core.store.database.rows import fetch_all
from core.store.runs.claims import to_run
from core.store.runs.tables import runs
from core.store.runs.values import Run, RunStatus


def forget_input(connection: Connection, run_id: str) -> None:
    """Remove what a run started from, which nothing needs once it has ended."""
    connection.execute(update(runs).where(runs.c.id == run_id).values(input=None))


def list_unfinished(connection: Connection, kind: str) -> tuple[Run, ...]:
    """Return the runs of a kind that have not ended, oldest first."""
    waits = runs.c.status.in_([RunStatus.QUEUED, RunStatus.RUNNING])
    query = select(runs).where(waits, runs.c.kind == kind).order_by(runs.c.id)
    return tuple(map(to_run, fetch_all(connection, query)))
