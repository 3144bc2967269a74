"""Rows of spans with short previews; long texts are stored compressed in another table."""

from collections.abc import Iterable

from sqlalchemy import Connection

from core.store.database.rows import Row
from core.store.database.text_codec import compress_text
from core.store.database.upsert import replace_rows
from core.store.traces.tables import payloads, spans
from core.text import strip_unstorable
from core.tracing.span_record import SpanRecord

PREVIEW_CHARACTERS = 500

INPUT = "input"
OUTPUT = "output"


def write_spans(connection: Connection, records: Iterable[SpanRecord]) -> None:
    """Write spans; a span that is already stored is replaced.

    A text that is the reply of a call is in the ledger already, so it is not stored again.
    """
    # One statement may not write a row twice, so only the last state of a span is written.
    newest = {(record.trace_id, record.span_id): record for record in records}
    replace_rows(connection, spans, [_row(record) for record in newest.values()])
    texts = [
        {"trace_id": r.trace_id, "span_id": r.span_id, "kind": kind, "content": compress_text(text)}
        for r in newest.values()
        for kind, text, call_id in (
            (INPUT, r.input, r.input_call_id),
            (OUTPUT, r.output, r.output_call_id),
        )
        if text is not None and call_id is None and preview(text) != text
    ]
    replace_rows(connection, payloads, texts)


def preview(text: str) -> str:
    """Return the first characters of a text, safe to store.

    A short text is returned whole.
    """
    shown = strip_unstorable(text[:PREVIEW_CHARACTERS])
    return shown if len(text) <= PREVIEW_CHARACTERS else shown[: PREVIEW_CHARACTERS - 1] + "…"


def _preview(text: str | None) -> str | None:
    return None if text is None else preview(text)


def _row(span: SpanRecord) -> Row:
    duration_us = None
    if span.ended_at is not None:
        duration_us = max(0, round((span.ended_at - span.started_at).total_seconds() * 1_000_000))
    return {
        "trace_id": span.trace_id,
        "span_id": span.span_id,
        "parent_id": span.parent_id,
        "name": span.name[:64],
        "started_at": span.started_at,
        "duration_us": duration_us,
        "status": span.status,
        "error": span.error,
        "model": span.model,
        "provider": span.provider,
        "prompt_name": span.prompt_name,
        "prompt_version": span.prompt_version,
        "prompt_hash": span.prompt_hash,
        "input_preview": None if span.input_call_id is not None else _preview(span.input),
        "output_preview": _preview(span.output),
        "input_call_id": span.input_call_id,
        "output_call_id": span.output_call_id,
        "input_tokens": span.input_tokens,
        "output_tokens": span.output_tokens,
        "thinking_tokens": span.thinking_tokens,
        "cached_tokens": span.cached_tokens,
        "cost_usd": span.cost_usd,
        "cost_known": span.cost_known,
        "cache_hit": span.cache_hit,
        "attempt": span.attempt,
        "attributes": dict(span.attributes),
    }
