"""From the SDK's span to our record."""

from collections.abc import Mapping
from datetime import UTC, datetime

from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.trace import StatusCode

from core.ids import trace_id_text
from core.tracing import attributes as keys
from core.tracing.span_record import AttributeValue, SpanRecord, SpanStatus

_COLUMNS = frozenset(
    {
        keys.PROVIDER,
        keys.MODEL,
        keys.INPUT_TOKENS,
        keys.OUTPUT_TOKENS,
        keys.THINKING_TOKENS,
        keys.CACHED_TOKENS,
        keys.COST_USD,
        keys.COST_KNOWN,
        keys.CACHE_HIT,
        keys.ATTEMPT,
        keys.PROMPT_NAME,
        keys.PROMPT_VERSION,
        keys.PROMPT_HASH,
        keys.INPUT,
        keys.OUTPUT,
        keys.INPUT_CALL_ID,
        keys.OUTPUT_CALL_ID,
    }
)


def to_record(span: ReadableSpan) -> SpanRecord:
    """Return a span as plain values; one that has not ended yet is `running`."""
    given: Mapping[str, object] = span.attributes or {}
    context = span.get_span_context()
    if context is None:
        raise ValueError("A span without a context cannot be stored.")
    return SpanRecord(
        trace_id=trace_id_text(context.trace_id),
        span_id=f"{context.span_id:016x}",
        parent_id=f"{span.parent.span_id:016x}" if span.parent is not None else None,
        name=span.name,
        started_at=_time(span.start_time),
        ended_at=_time(span.end_time) if span.end_time is not None else None,
        status=_status(span),
        error=span.status.description,
        model=_text(given.get(keys.MODEL)),
        provider=_text(given.get(keys.PROVIDER)),
        prompt_name=_text(given.get(keys.PROMPT_NAME)),
        prompt_version=_number(given.get(keys.PROMPT_VERSION)),
        prompt_hash=_text(given.get(keys.PROMPT_HASH)),
        input=_text(given.get(keys.INPUT)),
        output=_text(given.get(keys.OUTPUT)),
        input_call_id=_text(given.get(keys.INPUT_CALL_ID)),
        output_call_id=_text(given.get(keys.OUTPUT_CALL_ID)),
        input_tokens=_number(given.get(keys.INPUT_TOKENS)) or 0,
        output_tokens=_number(given.get(keys.OUTPUT_TOKENS)) or 0,
        thinking_tokens=_number(given.get(keys.THINKING_TOKENS)) or 0,
        cached_tokens=_number(given.get(keys.CACHED_TOKENS)) or 0,
        cost_usd=_amount(given.get(keys.COST_USD)),
        cost_known=bool(given.get(keys.COST_KNOWN, True)),
        cache_hit=bool(given.get(keys.CACHE_HIT, False)),
        attempt=_number(given.get(keys.ATTEMPT)) or 1,
        attributes={
            k: v for k, v in given.items() if k not in _COLUMNS and isinstance(v, AttributeValue)
        },
    )


def _status(span: ReadableSpan) -> SpanStatus:
    if span.end_time is None:
        return SpanStatus.RUNNING
    return SpanStatus.ERROR if span.status.status_code is StatusCode.ERROR else SpanStatus.OK


def _time(nanoseconds: int | None) -> datetime:
    return datetime.fromtimestamp((nanoseconds or 0) / 1e9, UTC)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _amount(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
