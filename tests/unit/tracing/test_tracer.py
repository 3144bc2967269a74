"""Spans: ids, nesting, failures, and the collector that keeps them for the checkpoint."""

import contextvars
import threading
import uuid

import pytest

from core.ids import new_id
from core.tracing import attributes as keys
from core.tracing.collector import MAX_SPANS_PER_TRACE
from core.tracing.span_record import SpanStatus
from core.tracing.tracer import COLLECTOR, current_trace_id, new_span_id, open_trace, span, traced


def test_every_span_of_a_run_hangs_under_the_stored_root() -> None:
    trace_id, root = new_id(), new_span_id()

    with open_trace(trace_id, root):
        with span("outer") as outer, span("inner"):
            assert current_trace_id() == trace_id
        inner_record, outer_record = COLLECTOR.take(trace_id)

    assert (outer_record.trace_id, outer_record.parent_id) == (trace_id, root)
    assert inner_record.parent_id == outer.span_id
    assert inner_record.started_at >= outer_record.started_at


def test_a_trace_begun_without_a_root_gets_a_uuid7() -> None:
    with span("alone") as live:
        parsed = uuid.UUID(live.trace_id)

    assert parsed.version == 7


def test_an_exception_fails_the_span_and_goes_on() -> None:
    trace_id = new_id()

    with open_trace(trace_id, new_span_id()):
        with pytest.raises(ValueError, match="wrong"), span("step"):
            raise ValueError("wrong")
        (record,) = COLLECTOR.take(trace_id)

    assert record.status is SpanStatus.ERROR
    assert record.error == "ValueError: wrong"


def test_a_span_of_something_that_did_not_take_place_is_left_out() -> None:
    trace_id = new_id()

    with open_trace(trace_id, new_span_id()):
        with span("step") as live:
            live.discard()
        with span("next"):
            pass
        names = [record.name for record in COLLECTOR.take(trace_id)]

    assert names == ["next"]


def test_a_running_span_can_be_recorded_before_it_ends() -> None:
    with open_trace(new_id(), new_span_id()), span("step") as live:
        record = live.record()

    assert record.status is SpanStatus.RUNNING
    assert record.ended_at is None


def test_tokens_cost_and_texts_become_fields_and_the_rest_stays_an_attribute() -> None:
    trace_id = new_id()

    with open_trace(trace_id, new_span_id()):
        with span("call") as live:
            live.set(keys.INPUT_TOKENS, 12)
            live.set(keys.COST_USD, 0.25)
            live.set(keys.OUTPUT, "text")
            live.set(keys.GOAL_ID, "g")
            live.set(keys.USER_ID, None)
        (record,) = COLLECTOR.take(trace_id)

    assert (record.input_tokens, record.cost_usd, record.output) == (12, 0.25, "text")
    assert dict(record.attributes) == {keys.GOAL_ID: "g"}


def test_context_follows_into_another_thread() -> None:
    trace_id, root = new_id(), new_span_id()

    @traced("elsewhere")
    def work() -> None:
        return

    with open_trace(trace_id, root):
        thread = threading.Thread(target=contextvars.copy_context().run, args=(work,))
        thread.start()
        thread.join()
        (record,) = COLLECTOR.take(trace_id)

    assert (record.name, record.trace_id, record.parent_id) == ("elsewhere", trace_id, root)


def test_spans_that_could_not_be_written_are_given_back_in_order() -> None:
    trace_id = new_id()

    with open_trace(trace_id, new_span_id()):
        with span("first"):
            pass
        taken = COLLECTOR.take(trace_id)
        with span("second"):
            pass
        COLLECTOR.put_back(trace_id, taken)
        names = [record.name for record in COLLECTOR.take(trace_id)]

    assert names == ["first", "second"]


def test_a_step_is_taken_with_everything_under_it_and_nothing_beside_it() -> None:
    trace_id = new_id()

    with open_trace(trace_id, new_span_id()):
        with span("beside"):
            pass
        with span("step") as step, span("call"), span("parsing"):
            pass
        taken = [record.name for record in COLLECTOR.take_subtree(trace_id, step.span_id)]
        left = [record.name for record in COLLECTOR.take(trace_id)]

    assert taken == ["parsing", "call", "step"]
    assert left == ["beside"]


def test_a_closed_trace_keeps_nothing_and_counts_its_orphans() -> None:
    trace_id = new_id()
    with open_trace(trace_id, new_span_id()):
        pass
    before = COLLECTOR.orphans

    with span("late"):
        pass

    assert COLLECTOR.take(trace_id) == ()
    assert COLLECTOR.orphans == before + 1


def test_a_looping_trace_is_capped() -> None:
    trace_id = new_id()

    with open_trace(trace_id, new_span_id()):
        for _ in range(MAX_SPANS_PER_TRACE + 5):
            with span("again"):
                pass
        kept = COLLECTOR.take(trace_id)

    assert len(kept) == MAX_SPANS_PER_TRACE


def test_the_cost_of_tracing_is_counted_without_the_work_inside() -> None:
    trace_id = new_id()

    with open_trace(trace_id, new_span_id()):
        with span("work"):
            threading.Event().wait(0.05)
        overhead_us = COLLECTOR.overhead_us(trace_id)

    assert 0 < overhead_us < 50_000
