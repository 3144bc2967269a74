"""A trace inserted at once equals one that was opened, filled and closed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Table, func, select
from sqlalchemy.exc import IntegrityError

from core.ids import new_id
from core.store.database.engine import Database
from core.store.database.rows import fetch_all
from core.store.rollups.tables import rollup_latency, rollup_traces
from core.store.traces.tables import payloads, spans, traces
from core.store.traces.values import EndedTrace, TraceClosing, TraceOpening
from core.tracing.span_record import SpanRecord, SpanStatus
from tests.factories.stored import ROOT_SPAN, make_span
from tests.fakes import NOW

OWN = frozenset({"id", "trace_id", "number"})
"""What two traces never share."""


def make_ended(trace_id: str | None = None, **changes: Any) -> EndedTrace:
    trace_id = trace_id or new_id()
    opening = TraceOpening(
        id=trace_id,
        root_span_id=ROOT_SPAN,
        name="goal_generation_pipeline",
        started_at=NOW,
        input="run 5 km",
    )
    below: tuple[SpanRecord, ...] = (
        make_span(trace_id, "0000000000000001", output="long " * 400),
        make_span(
            trace_id,
            "0000000000000002",
            status=SpanStatus.ERROR,
            error="slow",
            cost_usd=0.1,
            cost_known=False,
        ),
        make_span(trace_id, "0000000000000003", cost_usd=None),
    )
    closing = TraceClosing(
        status=changes.get("status", SpanStatus.OK),
        ended_at=NOW + timedelta(seconds=3),
        waited_us=500_000,
        overall=8.5,
        writer_model="gemini-3.8-flash",
        prompt_version="generate@v1",
        judge_model="gemini-4-argon",
        error=changes.get("error"),
        output="the plan " * 200,
    )
    return EndedTrace(opening=opening, spans=changes.get("spans", below), closing=closing)


def stored(database: Database, table: Table, trace_id: str) -> list[dict[str, Any]]:
    key = table.c.id if table is traces else table.c.trace_id
    with database.read() as connection:
        rows = fetch_all(
            connection, select(table).where(key == trace_id).order_by(*table.primary_key)
        )
    return [{name: value for name, value in row.items() if name not in OWN} for row in rows]


@pytest.mark.parametrize(
    "changes", [{}, {"status": SpanStatus.ERROR, "error": "broken"}, {"spans": ()}]
)
def test_a_trace_inserted_at_once_equals_one_written_in_steps(
    database: Database, changes: dict[str, Any]
) -> None:
    whole, steps = make_ended(**changes), make_ended(**changes)
    with database.begin() as work:
        work.traces.insert_ended([whole])
    with database.begin() as work:
        work.traces.open(steps.opening)
        work.traces.add_spans(steps.spans)
        work.traces.close(steps.opening.id, steps.closing)

    for table in (traces, spans, payloads):
        found = stored(database, table, whole.opening.id)
        assert found == stored(database, table, steps.opening.id)
        assert found
    with database.read() as connection:
        assert connection.execute(select(rollup_traces.c.n)).scalars().all() == [2]
        assert connection.execute(select(rollup_latency.c.n)).scalars().all() == [2]


def test_traces_of_the_same_microsecond_are_all_inserted(database: Database) -> None:
    same_end = [f"{new_id()[:-4]}0000" for _ in range(4)]
    ended = [make_ended(trace_id) for trace_id in same_end]
    with database.begin() as work:
        work.traces.insert_ended(ended[:1])
    with database.begin() as work:
        work.traces.insert_ended(ended[1:])

    with database.read() as connection:
        assert connection.scalar(select(func.count(traces.c.number.distinct()))) == len(ended)
        assert connection.scalar(select(func.count()).select_from(spans)) == 4 * len(ended)
        assert connection.execute(select(rollup_traces.c.n)).scalars().all() == [len(ended)]


def test_a_batch_with_a_stored_trace_inserts_nothing(database: Database) -> None:
    there, new = make_ended(), make_ended()
    with database.begin() as work:
        work.traces.insert_ended([there])

    later = EndedTrace(
        opening=TraceOpening(
            id=there.opening.id,
            root_span_id=ROOT_SPAN,
            name="again",
            started_at=NOW + timedelta(seconds=1),
        ),
        spans=(),
        closing=there.closing,
    )

    with pytest.raises(IntegrityError), database.begin() as work:
        work.traces.insert_ended([new, later])

    with database.read() as connection:
        assert connection.execute(select(traces.c.id)).scalars().all() == [there.opening.id]


def test_an_empty_batch_writes_nothing(database: Database) -> None:
    with database.begin() as work:
        work.traces.insert_ended([])

    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(traces)) == 0
