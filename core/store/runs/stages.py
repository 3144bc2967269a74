"""Store the stage results of a run. The first committed result wins."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from sqlalchemy import Connection, Table, bindparam, delete, literal_column, select
from sqlalchemy.sql import dml
from sqlalchemy.sql.dml import ReturningInsert

from core.ports import Author
from core.store.database.rows import Row
from core.store.database.upsert import insert_for_dialect, prepare
from core.store.runs.tables import runs, stage_results
from core.store.runs.values import StageRow, StageStatus

_WANTED = select(runs.c.id).where(
    runs.c.id == bindparam("wanted"), runs.c.cancel_requested_at.is_(None)
)
_UNFINISHED = stage_results.c.status != literal_column(f"'{StageStatus.DONE}'")
_RESULTS = (
    select(stage_results)
    .where(stage_results.c.run_id == bindparam("wanted"))
    .order_by(stage_results.c.started_at, stage_results.c.stage)
)


def may_continue(connection: Connection, run_id: str) -> bool:
    """Return whether a run exists and was not cancelled."""
    return connection.execute(_WANTED, {"wanted": run_id}).one_or_none() is not None


def start(connection: Connection, run_id: str, stage: str, *, attempt: int, now: datetime) -> bool:
    """Write the started row, or restart an unfinished one.

    Returns False if the stage is done, or if the run is not wanted any more.
    """
    row = {
        "new_run_id": run_id,
        "new_stage": stage,
        "new_status": StageStatus.STARTED,
        "new_attempt": attempt,
        "new_started_at": now,
    }
    return connection.execute(_starting(connection.dialect.name), row).one_or_none() is not None


def finish(
    connection: Connection, run_id: str, stage: str, *, output: str, author: Author, now: datetime
) -> bool:
    """Write the value; False if the stage is done already."""
    return _write(
        connection,
        {"run_id": run_id, "stage": stage, "attempt": 1, "started_at": now},
        {
            "status": StageStatus.DONE,
            "output": output,
            "model": author.model,
            "provider": author.provider,
            "because": author.fallback_reason,
            "prompt": author.prompt,
            "finished_at": now,
            "error": None,
        },
    )


def fail(connection: Connection, run_id: str, stage: str, *, error: str, now: datetime) -> bool:
    """Write the failure; False if the stage is done already."""
    return _write(
        connection,
        {"run_id": run_id, "stage": stage, "attempt": 1, "started_at": now},
        {"status": StageStatus.FAILED, "finished_at": now, "error": error},
    )


def results(connection: Connection, run_id: str) -> dict[str, StageRow]:
    """Return the started stages by name, in the order they started."""
    return {
        row.stage: StageRow(
            stage=row.stage,
            status=StageStatus(row.status),
            attempt=row.attempt,
            output=row.output,
            author=_author(row.model, row.provider, row.because, row.prompt),
            started_at=row.started_at,
            finished_at=row.finished_at,
            error=row.error,
        )
        for row in connection.execute(_RESULTS, {"wanted": run_id})
    }


def _author(
    model: str | None, provider: str | None, because: str | None, prompt: str | None
) -> Author | None:
    if model is None or provider is None:
        return None
    return Author(model=model, provider=provider, fallback_reason=because, prompt=prompt)


def _write(connection: Connection, key: Row, changes: Row) -> bool:
    """Insert the row, or update it unless it is done."""
    row = {"attempt": 1} | key | changes
    statement = prepare(connection, stage_results, tuple(row), _guarded(tuple(changes)))
    # Not every driver reports the row count of an upsert, but each returns the row.
    return statement.execute_one(connection, row).one_or_none() is not None


@cache
def _starting(dialect: str) -> ReturningInsert[tuple[str]]:
    """Return the upsert of a started stage, which selects from the run if that is wanted."""
    names = ("run_id", "stage", "status", "attempt", "started_at")
    values = {name: bindparam(f"new_{name}", type_=stage_results.c[name].type) for name in names}
    wanted = (runs.c.id == values["run_id"], runs.c.cancel_requested_at.is_(None))
    statement = insert_for_dialect(dialect, stage_results).from_select(
        list(names), select(*values.values()).select_from(runs).where(*wanted)
    )
    changed = {name: statement.excluded[name] for name in ("status", "attempt", "started_at")}
    return statement.on_conflict_do_update(
        index_elements=["run_id", "stage"],
        set_=changed | {"finished_at": None, "error": None},
        where=_UNFINISHED,
    ).returning(stage_results.c.run_id)


@cache
def _guarded(changed: tuple[str, ...]) -> Callable[[str, Table], dml.Insert]:
    """Return a builder of the upsert that updates these columns of an unfinished row."""

    def build(dialect: str, table: Table) -> dml.Insert:
        statement = insert_for_dialect(dialect, table)
        return statement.on_conflict_do_update(
            index_elements=["run_id", "stage"],
            set_={name: statement.excluded[name] for name in changed},
            where=_UNFINISHED,
        ).returning(table.c.run_id)

    return build


def reopen(connection: Connection, run_id: str, stage: str) -> None:
    """Remove the value of a stage, so that it is run again."""
    of_stage = (stage_results.c.run_id == run_id, stage_results.c.stage == stage)
    connection.execute(delete(stage_results).where(*of_stage))
