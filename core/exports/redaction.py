"""Replaces what identifies a person in a payload, before it goes to a receiver."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from core.accounts.redaction import redact
from core.exports.experiment import ExperimentPayload
from core.exports.payload import ExportedScore, ExportPayload, RatingPayload, TracePayload
from core.tracing.span_record import SpanRecord


def without_identifiers(payload: ExportPayload) -> ExportPayload:
    """Return the payload with placeholders; they are those that models were sent for the goal."""
    if isinstance(payload, TracePayload):
        clean = partial(_clean, salt=payload.goal_id or payload.run_id or payload.user_id or "")
        return replace(
            payload,
            input=clean(payload.input),
            output=clean(payload.output),
            error=clean(payload.error),
            spans=tuple(_span(span, clean) for span in payload.spans),
            scores=_scores(payload.scores, clean),
        )
    if isinstance(payload, RatingPayload):
        return replace(payload, scores=_scores(payload.scores, partial(_clean, salt="")))
    if isinstance(payload, ExperimentPayload):
        return replace(
            payload,
            note=_clean(payload.note, salt=""),
            items=tuple(
                replace(item, text=_clean(item.text, salt=item.goal_id or ""))
                for item in payload.items
            ),
        )
    return payload


def _clean(value: Any, *, salt: str) -> Any:  # noqa: ANN401 - JSON
    """Return a value with placeholders in all texts within."""
    if isinstance(value, str):
        return redact(value, salt=salt).text
    if isinstance(value, Mapping):
        return {name: _clean(part, salt=salt) for name, part in value.items()}
    return [_clean(part, salt=salt) for part in value] if isinstance(value, list | tuple) else value


def _span(span: SpanRecord, clean: partial[Any]) -> SpanRecord:
    return replace(
        span,
        input=clean(span.input),
        output=clean(span.output),
        error=clean(span.error),
        attributes=clean(span.attributes),
    )


def _scores(scores: tuple[ExportedScore, ...], clean: partial[Any]) -> tuple[ExportedScore, ...]:
    return tuple(replace(score, reason=clean(score.reason)) for score in scores)
