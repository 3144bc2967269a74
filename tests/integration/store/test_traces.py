"""Traces have totals summed from their spans, and full texts that round-trip."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core.errors import NotFound
from core.ids import new_id
from core.store.database.engine import Database
from core.store.traces.read import find_payload, find_trace
from core.store.traces.rows import min_number_at
from core.store.traces.tables import payloads, traces
from core.tracing.span_record import SpanStatus
from tests.factories.stored import ROOT_SPAN, add_goal, add_run, add_trace, close_trace, make_span
from tests.fakes import NOW

ONE, TWO, THREE = "0000000000000001", "0000000000000002", "0000000000000003"


def test_an_open_trace_is_running_with_its_root_span(database: Database) -> None:
    with database.begin() as work:
        trace_id = add_trace(work, input="run 5 km")

    found = find_trace(database, trace_id)
    assert found is not None
    assert (found.row.status, found.row.ended_at, found.row.duration_ms) == (
        SpanStatus.RUNNING,
        None,
        None,
    )
    (root,) = found.spans
    assert (root.span_id, root.parent_id, root.status, root.input_preview) == (
        ROOT_SPAN,
        None,
        SpanStatus.RUNNING,
        "run 5 km",
    )


def test_a_span_round_trips(database: Database) -> None:
    with database.begin() as work:
        trace_id = add_trace(work)
        span = make_span(trace_id, ONE, error="slow", cache_hit=True, attempt=2)
        work.traces.add_spans((span,))

    found = find_trace(database, trace_id)
    assert found is not None
    row = found.spans[1]
    texts = {"input", "output", "input_call_id", "output_call_id"}
    same = [name for name in span.__dataclass_fields__ if name not in texts]
    assert {name: getattr(row, name) for name in same} == {
        name: getattr(span, name) for name in same
    }
    assert (row.input_preview, row.output_preview, row.duration_ms) == (
        "the prompt",
        "the reply",
        250,
    )


def test_a_started_span_is_completed_by_its_later_state(database: Database) -> None:
    with database.begin() as work:
        trace_id = add_trace(work)
        started = make_span(trace_id, ONE, ended_at=None, status=SpanStatus.RUNNING, output=None)
        work.traces.add_spans((started,))
        ended = make_span(trace_id, ONE, output="long " * 400)
        work.traces.add_spans((started, ended))

    found = find_trace(database, trace_id)
    assert found is not None
    assert [(span.span_id, span.status) for span in found.spans[1:]] == [(ONE, SpanStatus.OK)]


def test_a_long_text_has_a_preview_and_its_full_text(database: Database) -> None:
    text = "Laufen \N{RUNNER} \x00 \ud800 " * 100
    with database.begin() as work:
        trace_id = add_trace(work)
        work.traces.add_spans((make_span(trace_id, ONE, input=text, output=None),))

    found, payload = find_trace(database, trace_id), find_payload(database, trace_id, ONE)
    assert found is not None
    preview = found.spans[1].input_preview
    assert preview is not None
    assert len(preview) == 500
    assert preview.endswith("…")
    assert payload is not None
    assert (payload.input, payload.output) == (text, None)


def test_a_short_text_has_no_payload(database: Database) -> None:
    with database.begin() as work:
        trace_id = add_trace(work)
        work.traces.add_spans((make_span(trace_id, ONE, input="short", output="a\x00b"),))

        kinds = list(work.connection.execute(select(payloads.c.kind)).scalars())

    assert kinds == ["output"]
    payload = find_payload(database, trace_id, ONE)
    assert payload is not None
    assert (payload.input, payload.output) == ("short", "a\x00b")


def test_a_missing_span_has_no_texts(database: Database) -> None:
    assert find_payload(database, new_id(), ONE) is None
    assert find_trace(database, new_id()) is None


def test_a_closed_trace_sums_its_spans(database: Database) -> None:
    with database.begin() as work:
        trace_id = add_trace(work)
        failed = make_span(trace_id, TWO, status=SpanStatus.ERROR, cost_usd=0.5)
        work.traces.add_spans(
            (make_span(trace_id, ONE), failed, make_span(trace_id, THREE, cost_usd=None))
        )

        close_trace(work, trace_id, output="done", error="one call failed")

    found = find_trace(database, trace_id)
    assert found is not None
    row, root = found.row, found.spans[0]
    assert (row.input_tokens, row.output_tokens, row.thinking_tokens, row.cached_tokens) == (
        300,
        150,
        30,
        15,
    )
    assert (row.cost_usd, row.cost_known, row.errors, row.overall) == (0.75, True, 1, 8.0)
    assert (row.status, row.duration_ms, row.ended_at) == (
        SpanStatus.OK,
        2_000,
        NOW + timedelta(seconds=2),
    )
    assert (root.status, root.duration_ms, root.output_preview, root.error) == (
        SpanStatus.OK,
        2_000,
        "done",
        "one call failed",
    )


def test_one_unknown_price_makes_the_cost_a_lower_bound(database: Database) -> None:
    with database.begin() as work:
        trace_id = add_trace(work)
        unpriced = make_span(trace_id, TWO, cost_usd=None, cost_known=False)
        work.traces.add_spans((make_span(trace_id, ONE), unpriced))
        close_trace(work, trace_id)

    found = find_trace(database, trace_id)
    assert found is not None
    assert (found.row.cost_usd, found.row.cost_known) == (0.25, False)


def test_a_trace_without_spans_has_zeros_and_no_cost(database: Database) -> None:
    with database.begin() as work:
        trace_id = add_trace(work)
        close_trace(work, trace_id, status=SpanStatus.CANCELLED, overall=None)

    found = find_trace(database, trace_id)
    assert found is not None
    assert (found.row.input_tokens, found.row.cost_usd, found.row.cost_known, found.row.errors) == (
        0,
        None,
        True,
        0,
    )


def test_a_reopened_trace_continues(database: Database) -> None:
    with database.begin() as work:
        trace_id = add_trace(work)
        work.traces.add_spans((make_span(trace_id, ONE),))
        close_trace(work, trace_id, status=SpanStatus.ERROR, overall=None, error="no model")

        add_trace(work, id=trace_id, started_at=NOW + timedelta(hours=1))

    found = find_trace(database, trace_id)
    assert found is not None
    assert (found.row.status, found.row.started_at, found.row.ended_at) == (
        SpanStatus.RUNNING,
        NOW,
        None,
    )
    assert [(span.span_id, span.status) for span in found.spans] == [
        (ROOT_SPAN, SpanStatus.RUNNING),
        (ONE, SpanStatus.OK),
    ]
    assert found.spans[0].error is None


def test_closing_a_missing_trace_raises(database: Database) -> None:
    with pytest.raises(NotFound), database.begin() as work:
        close_trace(work, new_id())


def test_traces_of_the_same_microsecond_get_different_numbers(database: Database) -> None:
    same = "00000000-0000-7000-8000-0000000000{:02x}"
    with database.begin() as work:
        for number in range(8):
            add_trace(work, id=same.format(number))
            add_trace(work, id=same.format(number).replace("-0000-7000", "-0001-7000"))

        numbers = list(work.connection.execute(select(traces.c.number)).scalars())

    assert len(set(numbers)) == 16
    assert all(
        min_number_at(NOW) <= number < min_number_at(NOW + timedelta(microseconds=1))
        for number in numbers
    )


def test_the_running_traces_of_a_run_are_found(database: Database) -> None:
    with database.begin() as work:
        run = add_run(work, add_goal(work))
        other = add_trace(work, run_id=run.id)
        close_trace(work, other)

        assert work.traces.list_running_of(run.id) == (run.trace_id,)


def test_spans_of_many_traces_may_share_an_id(database: Database) -> None:
    with database.begin() as work:
        first, second = add_trace(work), add_trace(work)
        span = make_span(first, ONE)
        work.traces.add_spans((span, replace(span, trace_id=second)))

        assert work.connection.execute(select(func.count()).select_from(traces)).scalar() == 2
    for trace_id in (first, second):
        found = find_trace(database, trace_id)
        assert found is not None
        assert len(found.spans) == 2
