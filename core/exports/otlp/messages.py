"""Traces and ratings as OTLP spans, in OpenTelemetry's GenAI conventions.

Attributes are also written in two other dialects, because receivers read tokens and texts only in
theirs: OpenInference (Phoenix, Langfuse) and plain span input and output. A rating arrives after
its trace was sent, so it becomes a short span under the trace's root, with its scores as events.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from opentelemetry.proto.common.v1.common_pb2 import AnyValue, InstrumentationScope, KeyValue
from opentelemetry.proto.resource.v1.resource_pb2 import Resource
from opentelemetry.proto.trace.v1.trace_pb2 import ResourceSpans, ScopeSpans, Span, Status

from core.exports.payload import (
    ExportedScore,
    ExportPayload,
    RatingPayload,
    TracePayload,
)
from core.exports.truncation import truncate
from core.ids import trace_id_int
from core.tracing import attributes as keys
from core.tracing.span_record import SpanRecord, SpanStatus

Value = str | bool | int | float | None

EVALUATION_EVENT = "gen_ai.evaluation.result"
RATING_SPAN = "rating"

_LLM_CALL = "llm_call_"
_PROVIDERS = {"google": "gcp.gemini"}
"""Well-known provider names that differ from ours."""

_STATUS = {
    SpanStatus.OK: Status.STATUS_CODE_OK,
    SpanStatus.ERROR: Status.STATUS_CODE_ERROR,
    SpanStatus.CANCELLED: Status.STATUS_CODE_UNSET,
    SpanStatus.RUNNING: Status.STATUS_CODE_UNSET,
}


def resource_spans(payloads: tuple[ExportPayload, ...], *, project: str) -> ResourceSpans:
    """Return all spans of the payloads under one resource."""
    resource = {"service.name": "rein", "openinference.project.name": project}
    spans = [
        span
        for payload in payloads
        if isinstance(payload, TracePayload | RatingPayload)
        for span in (_trace(payload) if isinstance(payload, TracePayload) else [_rating(payload)])
    ]
    return ResourceSpans(
        resource=Resource(attributes=_attributes(resource)),
        scope_spans=[ScopeSpans(scope=InstrumentationScope(name="rein"), spans=spans)],
    )


def _trace(trace: TracePayload) -> list[Span]:
    ordered = sorted(
        trace.spans, key=lambda span: (span.started_at, span.span_id != trace.root_span_id)
    )
    return [_span(trace, span) for span in ordered]


def _span(trace: TracePayload, span: SpanRecord) -> Span:
    is_root = span.span_id == trace.root_span_id
    values = _common(span) | (_llm(span) if span.name.startswith(_LLM_CALL) else _step(span))
    values |= _who(trace) | (_totals(trace) if is_root else {})
    made = Span(
        trace_id=_trace_bytes(trace.trace_id),
        span_id=bytes.fromhex(span.span_id),
        parent_span_id=bytes.fromhex(span.parent_id) if span.parent_id is not None else b"",
        name=span.name,
        kind=Span.SPAN_KIND_CLIENT if span.name.startswith(_LLM_CALL) else Span.SPAN_KIND_INTERNAL,
        start_time_unix_nano=_nanoseconds(span.started_at),
        end_time_unix_nano=_nanoseconds(span.ended_at or span.started_at),
        attributes=_attributes(values),
        status=Status(code=_STATUS[span.status], message=truncate(span.error or "", at=1_000)),
    )
    if span.status is SpanStatus.ERROR and span.error:
        kind, _, message = span.error.partition(": ")
        exception = {
            "exception.type": kind,
            "exception.message": truncate(message or kind, at=1_000),
        }
        made.events.append(_event("exception", span.ended_at or span.started_at, exception))
    if is_root:
        made.events.extend(
            _score_event(score, trace.ended_at or trace.started_at) for score in trace.scores
        )
    return made


def _common(span: SpanRecord) -> dict[str, Value]:
    given: dict[str, Value] = {
        key: value for key, value in span.attributes.items() if key.startswith("rein.")
    }
    return given | {
        keys.ATTEMPT: span.attempt,
        keys.CACHE_HIT: span.cache_hit,
        keys.PROMPT_NAME: span.prompt_name,
        keys.PROMPT_VERSION: span.prompt_version,
        keys.PROMPT_HASH: span.prompt_hash,
        keys.COST_USD: span.cost_usd,
        keys.COST_KNOWN: span.cost_known,
        "input.value": _text(span.input),
        "output.value": _text(span.output),
    }


def _llm(span: SpanRecord) -> dict[str, Value]:
    written = span.output_tokens + span.thinking_tokens
    return {
        "gen_ai.operation.name": "chat",
        keys.PROVIDER: _PROVIDERS.get(span.provider, span.provider)
        if span.provider is not None
        else None,
        keys.MODEL: span.model,
        "gen_ai.response.model": span.model,
        keys.INPUT_TOKENS: span.input_tokens,
        keys.OUTPUT_TOKENS: written,  # thinking is billed as output
        "gen_ai.usage.cache_read.input_tokens": span.cached_tokens,
        keys.THINKING_TOKENS: span.thinking_tokens,
        "gen_ai.prompt.name": span.prompt_name,
        "gen_ai.input.messages": _message("user", span.input),
        "gen_ai.output.messages": _message("assistant", span.output),
        "openinference.span.kind": "LLM",
        "llm.model_name": span.model,
        "llm.provider": span.provider,
        "llm.token_count.prompt": span.input_tokens,
        "llm.token_count.prompt_details.cache_read": span.cached_tokens,
        "llm.token_count.completion_details.reasoning": span.thinking_tokens,
        "llm.token_count.completion": written,
        "llm.token_count.total": span.input_tokens + written,
        "llm.cost.total": span.cost_usd,
    }


def _step(span: SpanRecord) -> dict[str, Value]:
    del span
    return {"openinference.span.kind": "CHAIN"}


def _who(trace: TracePayload) -> dict[str, Value]:
    return {
        "user.id": trace.user_id,
        "session.id": trace.goal_id,
        "gen_ai.conversation.id": trace.goal_id,
    }


def _totals(trace: TracePayload) -> dict[str, Value]:
    return {
        "rein.trace_id": trace.trace_id,
        "rein.run_id": trace.run_id,
        "rein.status": trace.status.value,
        "rein.score.overall": trace.overall,
        "rein.writer_model": trace.writer_model or None,
        "rein.prompt_version": trace.prompt_version or None,
        "rein.judge_model": trace.judge_model or None,
        keys.COST_USD: trace.cost_usd,
        keys.COST_KNOWN: trace.cost_known,
        "input.value": _text(trace.input),
        "output.value": _text(trace.output),
    }


def _rating(rating: RatingPayload) -> Span:
    names = f"{rating.trace_id}|{rating.user_id}|{rating.changed_at.isoformat()}"
    return Span(
        trace_id=_trace_bytes(rating.trace_id),
        span_id=hashlib.sha256(names.encode()).digest()[:8],
        parent_span_id=bytes.fromhex(rating.root_span_id),
        name=RATING_SPAN,
        kind=Span.SPAN_KIND_INTERNAL,
        start_time_unix_nano=_nanoseconds(rating.changed_at),
        end_time_unix_nano=_nanoseconds(rating.changed_at),
        attributes=_attributes(
            {
                "openinference.span.kind": "EVALUATOR",
                "rein.rating.withdrawn": ", ".join(rating.withdrawn) or None,
                **{f"rein.rating.{score.name}": score.value for score in rating.scores},
            }
        ),
        events=[_score_event(score, rating.changed_at) for score in rating.scores],
    )


def _score_event(score: ExportedScore, at: datetime) -> Span.Event:
    return _event(
        EVALUATION_EVENT,
        at,
        {
            "gen_ai.evaluation.name": score.name,
            "gen_ai.evaluation.score.value": float(score.value),
            "gen_ai.evaluation.score.label": score.label or None,
            "gen_ai.evaluation.explanation": truncate(score.reason, at=4_000),
        },
    )


def _event(name: str, at: datetime, values: Mapping[str, Value]) -> Span.Event:
    return Span.Event(name=name, time_unix_nano=_nanoseconds(at), attributes=_attributes(values))


def _attributes(values: Mapping[str, Value]) -> list[KeyValue]:
    return [
        KeyValue(key=key, value=_any(value)) for key, value in values.items() if value is not None
    ]


def _any(value: str | float) -> AnyValue:
    match value:
        case bool():
            return AnyValue(bool_value=value)
        case int():
            return AnyValue(int_value=value)
        case float():
            return AnyValue(double_value=value)
        case _:
            return AnyValue(string_value=value)


def _message(role: str, text: str | None) -> str | None:
    if text is None:
        return None
    return json.dumps(
        [{"role": role, "parts": [{"type": "text", "content": truncate(text)}]}], ensure_ascii=False
    )


def _text(text: str | None) -> str | None:
    return truncate(text) if text is not None else None


def _trace_bytes(trace_id: str) -> bytes:
    return trace_id_int(trace_id).to_bytes(16, "big")


def _nanoseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000) * 1_000
