"""Envelopes with honest defaults."""

from dataclasses import replace
from datetime import timedelta

from core.exports.payload import ExportedScore, RatingPayload, TracePayload
from core.ids import new_id
from core.tracing.span_record import SpanRecord, SpanStatus
from tests.fakes import NOW

ROOT = "00000000000000aa"
STAGE = "00000000000000bb"
CALL = "00000000000000cc"


def make_span(trace_id: str, **changes: object) -> SpanRecord:
    span = SpanRecord(
        trace_id=trace_id,
        span_id=CALL,
        parent_id=STAGE,
        name="llm_call_generation",
        started_at=NOW + timedelta(seconds=1),
        ended_at=NOW + timedelta(seconds=2),
        status=SpanStatus.OK,
        model="gemini-3.8-flash",
        provider="google",
        prompt_name="generate",
        prompt_version=2,
        prompt_hash="abc",
        input="the prompt",
        output='{"title": "Run"}',
        input_tokens=100,
        output_tokens=20,
        thinking_tokens=300,
        cached_tokens=40,
        cost_usd=0.25,
        attributes={"rein.note": "first choice"},
    )
    return replace(span, **changes)  # type: ignore[arg-type]


def make_trace(**changes: object) -> TracePayload:
    trace_id = str(changes.get("trace_id", new_id()))
    plain = {
        "model": None,
        "provider": None,
        "prompt_name": None,
        "prompt_version": None,
        "prompt_hash": None,
    }
    free = {
        "input_tokens": 0,
        "output_tokens": 0,
        "thinking_tokens": 0,
        "cached_tokens": 0,
        "cost_usd": None,
    }
    call = make_span(trace_id)
    stage = replace(call, span_id=STAGE, parent_id=ROOT, name="generation_stage", **plain, **free)  # type: ignore[arg-type]
    root = replace(
        stage, span_id=ROOT, parent_id=None, name="goal_generation_pipeline", started_at=NOW
    )
    trace = TracePayload(
        trace_id=trace_id,
        root_span_id=ROOT,
        name="goal_generation_pipeline",
        status=SpanStatus.OK,
        started_at=NOW,
        ended_at=NOW + timedelta(seconds=3),
        user_id=new_id(),
        goal_id=new_id(),
        run_id=new_id(),
        writer_model="gemini-3.8-flash",
        prompt_version="generate@v2",
        judge_model="gemini-4-argon",
        overall=8.0,
        cost_usd=0.25,
        cost_known=True,
        input="Run 5 km",
        output='{"title": "Run"}',
        error=None,
        spans=(call, stage, root),
        scores=(
            ExportedScore(
                name="quality_overall", value=8.0, reason="GOOD QUALITY", label="GOOD QUALITY"
            ),
        ),
    )
    return replace(trace, **changes)  # type: ignore[arg-type]


def make_rating(**changes: object) -> RatingPayload:
    rating = RatingPayload(
        trace_id=new_id(),
        root_span_id=ROOT,
        user_id=new_id(),
        changed_at=NOW + timedelta(hours=1),
        scores=(ExportedScore(name="stars", value=4.5, reason="good"),),
        withdrawn=("clarity",),
    )
    return replace(rating, **changes)  # type: ignore[arg-type]
