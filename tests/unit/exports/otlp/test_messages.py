import json
from typing import Any

from opentelemetry.proto.common.v1.common_pb2 import KeyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from core.exports.otlp.messages import EVALUATION_EVENT, resource_spans
from core.exports.otlp.sink import parse_headers
from core.ids import trace_id_int
from core.tracing import attributes as keys
from core.tracing.span_record import SpanStatus
from tests.unit.exports.payloads import CALL, ROOT, STAGE, make_rating, make_span, make_trace


def values(attributes: Any) -> dict[str, Any]:
    def plain(item: KeyValue) -> Any:
        return getattr(item.value, item.value.WhichOneof("value"))

    return {item.key: plain(item) for item in attributes}


def spans_of(*payloads: Any) -> dict[str, Span]:
    sent = resource_spans(payloads, project="rein-ai-coaching")
    return {span.span_id.hex(): span for span in sent.scope_spans[0].spans}


def test_the_trace_id_is_ours_and_parents_are_right() -> None:
    trace = make_trace()

    spans = spans_of(trace)

    assert {int.from_bytes(span.trace_id, "big") for span in spans.values()} == {
        trace_id_int(trace.trace_id)
    }
    assert spans[ROOT].parent_span_id == b""
    assert spans[STAGE].parent_span_id.hex() == ROOT
    assert spans[CALL].parent_span_id.hex() == STAGE


def test_a_model_call_speaks_the_genai_conventions() -> None:
    call = spans_of(make_trace())[CALL]

    said = values(call.attributes)

    assert call.kind == Span.SPAN_KIND_CLIENT
    assert said["gen_ai.operation.name"] == "chat"
    assert said["gen_ai.provider.name"] == "gcp.gemini"
    assert said["gen_ai.request.model"] == "gemini-3.8-flash"
    assert (said["gen_ai.usage.input_tokens"], said["gen_ai.usage.output_tokens"]) == (100, 320)
    assert (
        json.loads(said["gen_ai.output.messages"])[0]["parts"][0]["content"] == '{"title": "Run"}'
    )
    assert said["rein.cost.usd"] == 0.25


def test_cached_and_thinking_tokens_are_named_in_both_dialects() -> None:
    """A receiver that prices calls by itself reads only the attributes of its own dialect."""
    said = values(spans_of(make_trace())[CALL].attributes)

    assert said["gen_ai.usage.cache_read.input_tokens"] == 40
    assert said["llm.token_count.prompt_details.cache_read"] == 40
    assert said["llm.token_count.completion_details.reasoning"] == 300
    assert said["llm.token_count.prompt"] == 100


def test_scores_are_events_of_the_root_with_their_reason() -> None:
    trace = make_trace()

    (event,) = spans_of(trace)[ROOT].events

    assert event.name == EVALUATION_EVENT
    assert values(event.attributes) == {
        "gen_ai.evaluation.name": "quality_overall",
        "gen_ai.evaluation.score.value": 8.0,
        "gen_ai.evaluation.score.label": "GOOD QUALITY",
        "gen_ai.evaluation.explanation": "GOOD QUALITY",
    }


def test_a_rating_is_a_span_under_the_root_with_an_id_of_its_own_for_each_change() -> None:
    rating = make_rating()

    (first,) = spans_of(rating).values()
    (again,) = spans_of(rating).values()
    (changed,) = spans_of(
        make_rating(trace_id=rating.trace_id, user_id=rating.user_id, changed_at=trace_start())
    ).values()

    assert first.parent_span_id.hex() == ROOT
    assert first.span_id == again.span_id != changed.span_id
    assert values(first.attributes)["rein.rating.withdrawn"] == "clarity"
    assert [event.name for event in first.events] == [EVALUATION_EVENT]


def trace_start() -> Any:
    return make_trace().started_at


def test_a_failed_span_has_the_status_and_an_exception_event() -> None:
    trace = make_trace()
    failed = make_span(trace.trace_id, status=SpanStatus.ERROR, error="TimeoutError: 60 s")

    span = spans_of(make_trace(trace_id=trace.trace_id, spans=(failed,)))[CALL]

    assert span.status.code == Status.STATUS_CODE_ERROR
    assert values(span.events[0].attributes) == {
        "exception.type": "TimeoutError",
        "exception.message": "60 s",
    }


def test_a_call_that_was_not_made_is_exported_with_its_reason_and_no_error() -> None:
    trace = make_trace()
    refused = make_span(
        trace.trace_id, output=None, attributes={keys.CALL_REJECTED: "too little is left."}
    )

    span = spans_of(make_trace(trace_id=trace.trace_id, spans=(refused,)))[CALL]

    assert span.status.code == Status.STATUS_CODE_OK
    assert list(span.events) == []
    assert values(span.attributes)[keys.CALL_REJECTED] == "too little is left."


def test_a_span_that_never_ended_has_no_negative_length() -> None:
    trace = make_trace()
    running = make_span(trace.trace_id, status=SpanStatus.RUNNING, ended_at=None)

    span = spans_of(make_trace(trace_id=trace.trace_id, spans=(running,)))[CALL]

    assert span.end_time_unix_nano == span.start_time_unix_nano


def test_headers_are_read_as_opentelemetry_writes_them() -> None:
    assert parse_headers("Authorization=Basic%20abc%3D,x-team = blue,,odd") == {
        "Authorization": "Basic abc=",
        "x-team": "blue",
    }
    assert parse_headers("authorization=Basic cHVi==") == {"authorization": "Basic cHVi=="}
