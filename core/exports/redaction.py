"""Replaces what identifies a person in a payload, before it goes to a receiver."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from core.accounts.redaction import redact
from core.exports.experiment import ExperimentItem
from core.exports.payload import ExportedScore, ExportPayload, RatingPayload, TracePayload
from core.tracing.span_record import SpanRecord


def without_identifiers(payload: ExportPayload, *, names: Iterable[str] = ()) -> ExportPayload:
    """Return the payload with placeholders; they are those that models were sent for the goal.

    `names` are those of the account that the payload is about.
    """
    names = tuple(names)
    if isinstance(payload, TracePayload):
        salt = payload.goal_id or payload.run_id or payload.user_id or ""
        clean = partial(_clean, salt=salt, names=names)
        return replace(
            payload,
            input=clean(payload.input),
            output=clean(payload.output),
            error=clean(payload.error),
            spans=tuple(_span(span, clean) for span in payload.spans),
            scores=_scores(payload.scores, clean),
        )
    if isinstance(payload, RatingPayload):
        clean = partial(_clean, salt="", names=names)
        return replace(payload, scores=_scores(payload.scores, clean))
    return payload


def item_without_identifiers(item: ExperimentItem, *, names: Iterable[str] = ()) -> ExperimentItem:
    """Return an item of a dataset with placeholders; `names` are those of its writer's account."""
    return replace(item, text=_clean(item.text, salt=item.goal_id or "", names=tuple(names)))


def _clean(value: Any, *, salt: str, names: tuple[str, ...]) -> Any:  # noqa: ANN401 - JSON
    """Return a value with placeholders in all texts within."""
    if isinstance(value, str):
        return redact(value, salt=salt, names=names).text
    if isinstance(value, Mapping):
        return {name: _clean(part, salt=salt, names=names) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(part, salt=salt, names=names) for part in value]
    return value


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
