from dataclasses import replace

from core.exports.ids import span_uuid
from core.exports.opik import bodies as opik_bodies
from core.ids import new_id
from core.tracing import attributes as keys
from core.tracing.span_record import SpanStatus
from tests.unit.exports.payloads import CALL, ROOT, STAGE, make_rating, make_span, make_trace

PROJECT = "rein-ai-coaching"


def test_a_trace_is_complete_and_holds_nothing_that_is_null() -> None:
    trace = make_trace()

    body = opik_bodies.trace_body(trace, project=PROJECT)

    assert body["id"] == trace.trace_id
    assert body["thread_id"] == trace.goal_id
    assert body["input"] == {"goal": "Run 5 km"}
    assert body["output"] == {"title": "Run"}
    assert body["start_time"] == "2027-01-04T09:00:00.000000Z"
    assert body["metadata"]["prompts"] == [{"name": "generate", "version": 2, "hash": "abc"}]
    assert body["tags"] == ["gemini-3.8-flash", "generate@v2", "ok"]
    assert None not in body.values()
    assert "error_info" not in body


def test_spans_come_in_order_with_parents_that_exist() -> None:
    trace = make_trace()

    root, *rest = opik_bodies.span_bodies(trace, project=PROJECT)

    by_name = {body["name"]: body for body in (root, *rest)}
    assert root["name"] == trace.name
    assert "parent_span_id" not in root
    assert by_name["generation_stage"]["parent_span_id"] == root["id"]
    assert by_name["llm_call_generation"]["parent_span_id"] == by_name["generation_stage"]["id"]
    assert {body["trace_id"] for body in by_name.values()} == {trace.trace_id}


def test_a_model_call_says_who_answered_and_what_it_cost() -> None:
    trace = make_trace()

    call = next(
        body for body in opik_bodies.span_bodies(trace, project=PROJECT) if body["type"] == "llm"
    )

    assert (call["model"], call["provider"], call["total_estimated_cost"]) == (
        "gemini-3.8-flash",
        "google_ai",
        0.25,
    )
    assert call["usage"] == {
        "prompt_tokens": 100,
        "completion_tokens": 320,
        "total_tokens": 420,
        "original_usage.thinking_tokens": 300,
        "original_usage.cached_tokens": 40,
    }
    assert call["metadata"]["prompt"] == {"name": "generate", "version": 2, "hash": "abc"}


def test_an_unknown_price_is_left_out_and_never_zero() -> None:
    trace = make_trace()
    unknown = tuple(replace(span, cost_usd=None, cost_known=False) for span in trace.spans)

    bodies = opik_bodies.span_bodies(replace(trace, spans=unknown), project=PROJECT)

    assert [body for body in bodies if "total_estimated_cost" in body] == []
    assert all(body["metadata"]["cost_known"] is False for body in bodies)


def test_an_error_has_all_the_parts_that_are_required() -> None:
    assert opik_bodies.error_body("ModelError: It was blocked.") == {
        "exception_type": "ModelError",
        "message": "It was blocked.",
        "traceback": "ModelError: It was blocked.",
    }
    assert opik_bodies.error_body("It did: not work")["exception_type"] == "Error"
    assert all(opik_bodies.error_body(None).values())
    assert all(opik_bodies.error_body("").values())


def test_a_failed_trace_and_its_failed_span_carry_the_error() -> None:
    trace = make_trace(status=SpanStatus.ERROR, error="It stopped.")
    failed = make_span(trace.trace_id, status=SpanStatus.ERROR, error="TimeoutError: 60 s")

    body = opik_bodies.trace_body(trace, project=PROJECT)
    (span,) = opik_bodies.span_bodies(replace(trace, spans=(failed,)), project=PROJECT)

    assert body["error_info"]["message"] == "It stopped."
    assert span["error_info"]["exception_type"] == "TimeoutError"


def test_a_call_that_was_not_made_is_exported_with_its_reason_and_no_error() -> None:
    trace = make_trace()
    refused = make_span(
        trace.trace_id, output=None, attributes={keys.CALL_REJECTED: "too little is left."}
    )

    (span,) = opik_bodies.span_bodies(replace(trace, spans=(refused,)), project=PROJECT)

    assert "error_info" not in span
    assert (span["metadata"]["status"], span["metadata"][keys.CALL_REJECTED]) == (
        "ok",
        "too little is left.",
    )


def test_a_new_id_is_used_everywhere_and_the_old_one_is_kept_beside_it() -> None:
    trace = make_trace(remote_id=new_id())

    body = opik_bodies.trace_body(trace, project=PROJECT)
    spans = opik_bodies.span_bodies(trace, project=PROJECT)

    assert body["id"] == trace.remote_id
    assert body["metadata"]["rein_trace_id"] == trace.trace_id
    assert {span["trace_id"] for span in spans} == {trace.remote_id}
    assert span_uuid(trace.trace_id, ROOT, at=trace.started_at) not in {
        span["id"] for span in spans
    }


def test_a_score_always_sends_its_reason() -> None:
    rating = make_rating()

    (body,) = opik_bodies.score_bodies(rating, project=PROJECT)

    assert body == {
        "id": rating.trace_id,
        "project_name": PROJECT,
        "name": "stars",
        "value": 4.5,
        "reason": "good",
        "source": "sdk",
    }


def test_every_score_name_has_a_scale() -> None:
    assert len({definition["name"] for definition in opik_bodies.DEFINITIONS}) == 10
    assert {STAGE, CALL, ROOT}
