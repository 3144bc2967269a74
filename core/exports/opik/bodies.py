"""Traces, spans and scores as request bodies of Opik's REST schema."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from core.exports.ids import remote_start, span_uuid, unix_time_of
from core.exports.payload import QUALITY, STARS, ExportedScore, RatingPayload, TracePayload
from core.exports.truncation import as_object, truncate
from core.quality.rating import RATING_DIMENSIONS
from core.quality.rubric import DIMENSIONS
from core.tracing.span_record import SpanRecord, SpanStatus

Body = dict[str, Any]

_PROVIDERS = {"google": "google_ai"}
_LLM_CALL = "llm_call_"

SCHEMA_VERSION = "1"
"""Increase it if DEFINITIONS change; they are then created again."""

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
"""Score definitions, so that Opik shows the right scale and people can score in the same terms."""


def trace_body(
    trace: TracePayload,
    *,
    project: str,
    prompts: Mapping[tuple[str, int], Body] = MappingProxyType({}),
) -> Body:
    """Return a finished trace as one body, so that no update can race its creation.

    `prompts` maps (name, version) to the entry of Opik's prompt library.
    """
    return _without_none(
        {
            "id": trace.effective_id,
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


def _trace_metadata(trace: TracePayload, library: Mapping[tuple[str, int], Body]) -> Body:
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


def span_bodies(trace: TracePayload, *, project: str) -> list[Body]:
    """Return the spans of a trace, ordered by start; their ids are the same each time."""
    ids = {span.span_id: _span_id(trace, span) for span in trace.spans}
    ordered = sorted(
        trace.spans, key=lambda span: (span.started_at, span.span_id != trace.root_span_id)
    )
    return [_span_body(trace, span, ids, project=project) for span in ordered]


def _span_id(trace: TracePayload, span: SpanRecord) -> str:
    at = span.started_at
    if trace.remote_id is not None:
        minted_at = datetime.fromtimestamp(unix_time_of(trace.remote_id), UTC)
        at = remote_start(minted_at, trace_start=trace.started_at, span_start=at)
    return span_uuid(trace.effective_id, span.span_id, at=at)


def _span_body(trace: TracePayload, span: SpanRecord, ids: dict[str, str], *, project: str) -> Body:
    return _without_none(
        {
            "id": ids[span.span_id],
            "project_name": project,
            "trace_id": trace.effective_id,
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
    """Return the token counts as Opik expects them; thinking counts as completion."""
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
    """Return an error with the three fields that Opik requires; there is no stack trace."""
    text = truncate(error or "It ended with an error that left no words.", at=4_000)
    kind, separator, message = text.partition(": ")
    if not separator or " " in kind:
        kind, message = "Error", text
    return {"exception_type": kind or "Error", "message": message, "traceback": text}


def score_bodies(payload: TracePayload | RatingPayload, *, project: str) -> list[Body]:
    """Return the scores of a trace or rating.

    The reason is always sent, because a missing reason clears the last one.
    """
    return [_score_body(payload.effective_id, score, project=project) for score in payload.scores]


def _score_body(trace_id: str, score: ExportedScore, *, project: str) -> Body:
    return {
        "id": trace_id,
        "project_name": project,
        "name": score.name,
        "value": score.value,
        "reason": truncate(score.reason, at=4_000),
        "source": "sdk",
    }


def _time(moment: datetime | None) -> str | None:
    return (
        moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        if moment
        else None
    )


def _without_none(body: Body) -> Body:
    """Drop empty values: few properties of the schema accept null."""
    return {name: value for name, value in body.items() if value is not None}
