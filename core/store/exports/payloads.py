"""Load the current content of outbox rows, with one select per table for any number of rows.

The outbox has no copy of a person's words. A rating that changed twice while the sink was down is
sent in its newest state; a deleted goal is not sent.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Connection, select

from core.exports.experiment import ExperimentPayload, ItemDeletionPayload, TrialPayload
from core.exports.payload import (
    DeletionPayload,
    ExportKind,
    ExportPayload,
    RatingPayload,
    TracePayload,
)
from core.ports import Purpose
from core.store.alerts.read import find_alert_events
from core.store.alerts.values import AlertEvent
from core.store.database.engine import Database
from core.store.database.rows import Row, fetch_all
from core.store.exports import export_scores
from core.store.exports.alert_payloads import alert_payload
from core.store.exports.experiment_payloads import find_experiments
from core.store.exports.tables import exported_traces
from core.store.exports.trial_payloads import find_trials
from core.store.exports.values import OutboxRow
from core.store.ratings.tables import rating_history, ratings
from core.store.scores.tables import evaluation_items, evaluations
from core.store.traces.span_rows import INPUT, OUTPUT
from core.store.traces.tables import payloads, spans, traces
from core.store.traces.texts import SpanTexts, load_texts
from core.tracing.names import llm_call
from core.tracing.span_record import SpanRecord, SpanStatus

RESULT_SPAN = llm_call(Purpose.GENERATE)
"""Its output is the resolution: the output of the trace if the root span has none."""


@dataclass(slots=True)
class _LoadedRows:
    """All rows of the requested traces, by trace."""

    traces: dict[str, Row] = field(default_factory=dict)
    spans: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    texts: SpanTexts = field(default_factory=lambda: SpanTexts({}, {}))
    evaluations: dict[str, Row] = field(default_factory=dict)
    items: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    ratings: dict[tuple[str, str], Row] = field(default_factory=dict)
    history: defaultdict[tuple[str, str], list[Row]] = field(
        default_factory=lambda: defaultdict(list)
    )
    minted: dict[str, str] = field(default_factory=dict)
    alerts: dict[int, AlertEvent] = field(default_factory=dict)
    experiments: dict[tuple[str, str], ExperimentPayload] = field(default_factory=dict)
    """By sink and evaluation run."""
    trials: dict[tuple[str, str], TrialPayload] = field(default_factory=dict)
    """By sink and trial."""


def load_payloads(database: Database, rows: Iterable[OutboxRow]) -> dict[int, ExportPayload]:
    """Return the payload of each outbox row, by row id; deleted subjects are missing."""
    asked = tuple(rows)
    with database.read() as connection:
        found = _find(connection, asked)
    made = {row.id: _payload(row, found) for row in asked}
    return {row_id: payload for row_id, payload in made.items() if payload is not None}


def _find(connection: Connection, rows: tuple[OutboxRow, ...]) -> _LoadedRows:
    everything = sorted({row.trace_id for row in rows})
    whole = sorted({row.trace_id for row in rows if row.kind == ExportKind.TRACE})
    rated = sorted({row.trace_id for row in rows if row.kind == ExportKind.RATING})
    found = _LoadedRows()
    found.traces = {
        row["id"]: row
        for row in fetch_all(connection, select(traces).where(traces.c.id.in_(everything)))
    }
    for sink in {row.sink for row in rows}:
        known = select(exported_traces).where(
            exported_traces.c.sink == sink, exported_traces.c.trace_id.in_(everything)
        )
        found.minted |= {
            row["trace_id"]: row["exported_id"] for row in fetch_all(connection, known)
        }
    events = [row.body["event_id"] for row in rows if row.kind == ExportKind.ALERT]
    if events:
        found.alerts = find_alert_events(connection, events)
    found.experiments = find_experiments(
        connection, {(row.sink, row.trace_id) for row in rows if row.kind == ExportKind.EXPERIMENT}
    )
    found.trials = find_trials(
        connection, {(row.sink, row.trace_id) for row in rows if row.kind == ExportKind.TRIAL}
    )
    if whole:
        _find_spans(connection, whole, found)
        _find_evaluations(connection, whole, found)
    if rated:
        _find_ratings(connection, rated, found)
    return found


def _find_spans(connection: Connection, trace_ids: list[str], found: _LoadedRows) -> None:
    for row in fetch_all(connection, select(spans).where(spans.c.trace_id.in_(trace_ids))):
        found.spans[row["trace_id"]].append(row)
    rows = [row for of_trace in found.spans.values() for row in of_trace]
    found.texts = load_texts(connection, rows, where=payloads.c.trace_id.in_(trace_ids))


def _find_evaluations(connection: Connection, trace_ids: list[str], found: _LoadedRows) -> None:
    newest_last = (
        select(evaluations).where(evaluations.c.trace_id.in_(trace_ids)).order_by(evaluations.c.id)
    )
    found.evaluations = {row["trace_id"]: row for row in fetch_all(connection, newest_last)}
    ids = [row["id"] for row in found.evaluations.values()]
    answered = select(evaluation_items).where(evaluation_items.c.evaluation_id.in_(ids))
    for row in fetch_all(connection, answered.order_by(evaluation_items.c.position)):
        found.items[row["evaluation_id"]].append(row)


def _find_ratings(connection: Connection, trace_ids: list[str], found: _LoadedRows) -> None:
    for row in fetch_all(connection, select(ratings).where(ratings.c.trace_id.in_(trace_ids))):
        found.ratings[row["trace_id"], row["user_id"]] = row
    for row in fetch_all(
        connection, select(rating_history).where(rating_history.c.trace_id.in_(trace_ids))
    ):
        found.history[row["trace_id"], row["user_id"]].append(row)


def _payload(row: OutboxRow, found: _LoadedRows) -> ExportPayload | None:
    match row.kind:
        case ExportKind.ALERT:
            event = found.alerts.get(row.body["event_id"])
            return None if event is None else alert_payload(event, subject=row.trace_id)
        case ExportKind.DELETION:
            return DeletionPayload(trace_id=row.trace_id, remote_id=row.body["exported_id"])
        case ExportKind.ITEM_DELETION:
            return ItemDeletionPayload(trace_id=row.trace_id)
        case ExportKind.EXPERIMENT:
            return found.experiments.get((row.sink, row.trace_id))
        case ExportKind.TRIAL:
            return found.trials.get((row.sink, row.trace_id))
        case _:
            return _of_trace(row, found)


def _of_trace(row: OutboxRow, found: _LoadedRows) -> ExportPayload | None:
    trace = found.traces.get(row.trace_id)
    if trace is None:
        return None
    if row.kind == ExportKind.TRACE:
        return _trace(trace, found)
    return _rating(trace, row.body["user_id"], found)


def _trace(trace: Row, found: _LoadedRows) -> TracePayload:
    trace_id = trace["id"]
    records = tuple(_span(row, found) for row in found.spans[trace_id])
    root = next((span for span in records if span.span_id == trace["root_span_id"]), None)
    evaluation = found.evaluations.get(trace_id)
    return TracePayload(
        trace_id=trace_id,
        root_span_id=trace["root_span_id"],
        name=trace["name"],
        status=SpanStatus(trace["status"]),
        started_at=trace["started_at"],
        ended_at=trace["ended_at"],
        user_id=trace["user_id"],
        goal_id=trace["goal_id"],
        run_id=trace["run_id"],
        writer_model=trace["writer_model"],
        prompt_version=trace["prompt_version"],
        judge_model=trace["judge_model"],
        overall=trace["overall"],
        cost_usd=trace["cost_usd"],
        cost_known=trace["cost_known"],
        input=root.input if root is not None else None,
        output=(root.output if root is not None else None) or _result(records),
        error=root.error if root is not None else None,
        spans=records,
        scores=export_scores.evaluation_scores(evaluation, found.items[evaluation["id"]])
        if evaluation is not None
        else (),
        remote_id=found.minted.get(trace_id),
    )


def _result(records: tuple[SpanRecord, ...]) -> str | None:
    written = [
        span
        for span in records
        if span.name == RESULT_SPAN and span.output and span.status is SpanStatus.OK
    ]
    return max(written, key=lambda span: span.started_at).output if written else None


def _rating(trace: Row, user_id: str, found: _LoadedRows) -> RatingPayload | None:
    key = trace["id"], user_id
    rating = found.ratings.get(key)
    if rating is None:
        return None
    given = export_scores.rating_scores(rating, owner_id=trace["user_id"])
    return RatingPayload(
        trace_id=trace["id"],
        root_span_id=trace["root_span_id"],
        user_id=user_id,
        changed_at=rating["changed_at"],
        scores=given,
        withdrawn=export_scores.find_withdrawn_scores(
            found.history[key], given, owner_id=trace["user_id"]
        ),
        remote_id=found.minted.get(trace["id"]),
    )


def _span(row: Row, found: _LoadedRows) -> SpanRecord:
    duration_us = row["duration_us"]
    return SpanRecord(
        trace_id=row["trace_id"],
        span_id=row["span_id"],
        parent_id=row["parent_id"],
        name=row["name"],
        started_at=row["started_at"],
        ended_at=row["started_at"] + timedelta(microseconds=duration_us)
        if duration_us is not None
        else None,
        status=SpanStatus(row["status"]),
        error=row["error"],
        model=row["model"],
        provider=row["provider"],
        prompt_name=row["prompt_name"],
        prompt_version=row["prompt_version"],
        prompt_hash=row["prompt_hash"],
        input=found.texts.text_of(row, INPUT),
        output=found.texts.text_of(row, OUTPUT),
        input_tokens=row["input_tokens"],
        output_tokens=row["output_tokens"],
        thinking_tokens=row["thinking_tokens"],
        cached_tokens=row["cached_tokens"],
        cost_usd=row["cost_usd"],
        cost_known=row["cost_known"],
        cache_hit=row["cache_hit"],
        attempt=row["attempt"],
        attributes=row["attributes"],
    )
