"""Traces, spans and scores in the words of Opik's REST schema."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from core.exports.ids import moment_of, reminted_start, span_uuid
from core.exports.payload import QUALITY, STARS, ExportedScore, RatingEnvelope, TraceEnvelope
from core.exports.truncation import as_object, capped
from core.quality.rating import RATING_DIMENSIONS
from core.quality.rubric import DIMENSIONS
from core.tracing.span_record import SpanRecord, SpanStatus

Body = dict[str, Any]

_PROVIDERS = {"google": "google_ai"}
_LLM_CALL = "llm_call_"

LAYOUT = "1"
"""Raise it when DEFINITIONS change, and they are created anew."""

RUBRIC = ("overall", *DIMENSIONS)
DEFINITIONS: tuple[Body, ...] = (
    {"name": STARS, "type": "numerical", "details": {"min": 0.5, "max": 5}},
    *(
        {"name": name, "type": "numerical", "details": {"min": 0, "max": 1}}
        for name in RATING_DIMENSIONS
    ),
    *(
        {"name": f"{QUALITY}{name}", "type": "numerical", "details": {"min": 0, "max": 10}}
        for name in RUBRIC
    ),
)
"""Scales of the scores, so that Opik draws them right and people can score there in the same words."""


def trace_body(
    trace: TraceEnvelope,
    *,
    project: str,
    prompts: Mapping[tuple[str, int], Body] = MappingProxyType({}),
) -> Body:
    """Return a trace, complete: it is written once, after its end, so that no update can race its creation.

    `prompts` holds what the prompt library knows of its prompts, by name and version.
    """
    return _without_none(
        {
            "id": trace.sent_id,
            "project_name": project,
            "name": trace.name,
            "start_time": _time(trace.started_at),
            "end_time": _time(trace.ended_at),
            "input": as_object(trace.input, name="goal"),
            "output": as_object(trace.output),
            "metadata": _trace_metadata(trace, prompts),
            "tags": sorted(
                {trace.status.value, *filter(None, (trace.writer_model, trace.prompt_version))}
            ),
            "error_info": error_body(trace.error) if trace.status is SpanStatus.ERROR else None,
            "thread_id": trace.goal_id,
            "source": "sdk",
        }
    )


def _trace_metadata(trace: TraceEnvelope, library: Mapping[tuple[str, int], Body]) -> Body:
    prompts = {
        (span.prompt_name, span.prompt_version): {
            "name": span.prompt_name,
            "version": span.prompt_version,
            "hash": span.prompt_hash,
        }
        for span in trace.spans
        if span.prompt_name is not None and span.prompt_version is not None
    }
    return _without_none(
        {
            "rein_trace_id": trace.trace_id,
            "run_id": trace.run_id,
            "user_id": trace.user_id,
            "status": trace.status.value,
            "overall": trace.overall,
            "cost_usd": trace.cost_usd,
            "cost_known": trace.cost_known,
            "writer_model": trace.writer_model or None,
            "judge_model": trace.judge_model or None,
            "prompts": list(prompts.values()),
            "opik_prompts": [library[key] for key in prompts if key in library] or None,
        }
    )


def span_bodies(trace: TraceEnvelope, *, project: str) -> list[Body]:
    """Return the spans of a trace in order of their start; ids are the same each time."""
    ids = {span.span_id: _span_id(trace, span) for span in trace.spans}
    ordered = sorted(
        trace.spans, key=lambda span: (span.started_at, span.span_id != trace.root_span_id)
    )
    return [_span_body(trace, span, ids, project=project) for span in ordered]


def _span_id(trace: TraceEnvelope, span: SpanRecord) -> str:
    at = span.started_at
    if trace.minted_id is not None:
        minted_at = datetime.fromtimestamp(moment_of(trace.minted_id), UTC)
        at = reminted_start(minted_at, trace_start=trace.started_at, span_start=at)
    return span_uuid(trace.sent_id, span.span_id, at=at)


def _span_body(
    trace: TraceEnvelope, span: SpanRecord, ids: dict[str, str], *, project: str
) -> Body:
    return _without_none(
        {
            "id": ids[span.span_id],
            "project_name": project,
            "trace_id": trace.sent_id,
            "parent_span_id": ids.get(span.parent_id) if span.parent_id is not None else None,
            "name": span.name,
            "type": "llm" if span.name.startswith(_LLM_CALL) else "general",
            "start_time": _time(span.started_at),
            "end_time": _time(span.ended_at),
            "input": as_object(span.input),
            "output": as_object(span.output),
            "metadata": _span_metadata(span),
            "model": span.model,
            "provider": _PROVIDERS.get(span.provider, span.provider)
            if span.provider is not None
            else None,
            "usage": usage_body(span),
            "error_info": error_body(span.error) if span.status is SpanStatus.ERROR else None,
            "total_estimated_cost": max(0.0, span.cost_usd) if span.cost_usd is not None else None,
            "source": "sdk",
        }
    )


def _span_metadata(span: SpanRecord) -> Body:
    prompt = _without_none(
        {"name": span.prompt_name, "version": span.prompt_version, "hash": span.prompt_hash}
    )
    return _without_none(
        {
            **dict(span.attributes),
            "rein_span_id": span.span_id,
            "status": span.status.value,
            "attempt": span.attempt,
            "cache_hit": span.cache_hit,
            "cost_known": span.cost_known,
            "prompt": prompt or None,
        }
    )


def usage_body(span: SpanRecord) -> dict[str, int] | None:
    """Return the tokens as Opik counts them: what was thought is part of the completion, because it is billed so."""
    completion = span.output_tokens + span.thinking_tokens
    if not span.input_tokens and not completion:
        return None
    return {
        "prompt_tokens": span.input_tokens,
        "completion_tokens": completion,
        "total_tokens": span.input_tokens + completion,
        "original_usage.thinking_tokens": span.thinking_tokens,
        "original_usage.cached_tokens": span.cached_tokens,
    }


def error_body(error: str | None) -> Body:
    """Return an error with the three parts that Opik requires; ours are one line without a stack."""
    text = capped(error or "It ended with an error that left no words.", at=4_000)
    kind, separator, message = text.partition(": ")
    if not separator or " " in kind:
        kind, message = "Error", text
    return {"exception_type": kind or "Error", "message": message, "traceback": text}


def score_bodies(envelope: TraceEnvelope | RatingEnvelope, *, project: str) -> list[Body]:
    """Return the scores of a trace or a rating. The reason is always sent: leaving it out would clear the last one."""
    return [_score_body(envelope.sent_id, score, project=project) for score in envelope.scores]


def _score_body(trace_id: str, score: ExportedScore, *, project: str) -> Body:
    return {
        "id": trace_id,
        "project_name": project,
        "name": score.name,
        "value": score.value,
        "reason": capped(score.reason, at=4_000),
        "source": "sdk",
    }


def _time(moment: datetime | None) -> str | None:
    return (
        moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        if moment
        else None
    )


def _without_none(body: Body) -> Body:
    """Leave out what is not there: the schema has few properties that may be null."""
    return {name: value for name, value in body.items() if value is not None}
