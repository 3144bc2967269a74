"""Queue a run of any kind in the caller's transaction."""

from datetime import datetime
from typing import Any

from core.ids import new_id
from core.runs.kind import RunKind
from core.store.runs.values import Priority, Run
from core.store.unit_of_work import UnitOfWork
from core.tracing.tracer import new_span_id


def queue_run(  # noqa: PLR0913 - a run is what these say it is
    work: UnitOfWork,
    kind: RunKind[Any],
    *,
    user_id: str,
    key: str,
    now: datetime,
    goal_id: str | None = None,
    trace_id: str | None = None,
    input_: str | None = None,
    interactive: bool = False,
    priority: Priority | None = None,
) -> Run:
    """Queue a run and return it, or the run that the user's same key has queued before.

    `input_` is what the kind loads the run from, if that is stored nowhere else. The caller wakes
    the job runner after the commit.
    """
    return work.runs.submit(
        run_id=new_id(),
        goal_id=goal_id,
        user_id=user_id,
        kind=kind.name,
        key=key,
        trace_id=trace_id or new_id(),
        root_span_id=new_span_id(),
        now=now,
        interactive=interactive,
        input_=input_,
        priority=kind.priority if priority is None else priority,
    )
