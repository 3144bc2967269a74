"""Traces as a table and as a CSV file."""

from datetime import datetime
from urllib.parse import urlencode

from app.review.shared.trace_view import TraceView
from app.ui import csv_file, spend_text, table
from app.ui.status_labels import SPAN_LABELS, Tone
from app.ui.table import Cell, Column
from app.ui.text import shorten
from core import formats
from core.tracing.names import (
    EVALUATION_CASE,
    EVALUATION_PAIR,
    PROMPT_REWRITE,
    PROVIDER_CHECK,
)
from core.tracing.span_record import SpanStatus
from core.usecases.traces.list_traces import TraceRow

IN = "in"
"""Query parameter of a trace: the query of the list that it was opened from."""

_COLUMNS = (
    Column(title="Trace", mono=True, plain=True),
    Column(title="Status", plain=True),
    Column(title="Goal", wide=True),
    Column(title="Score", right=True),
    Column(title="Stars", right=True),
    Column(title="Model, prompt", plain=True),
    Column(title="Duration", right=True, plain=True),
    Column(title="Cost", right=True, plain=True),
    Column(title="When", plain=True),
)
REPAIRED = "Repaired"
_USUAL_PROMPT = "generate@"
"""The prompt that versions of results are named for; only its version is written."""
_ALL = TraceView()
_MAX_CHARACTERS = 120

_EXPORTED = tuple(name for name in TraceRow.__slots__ if name not in {"user_id", "sample"})
"""Columns of the file; it does not say who a person is."""


def show(
    rows: tuple[TraceRow, ...], view: TraceView = _ALL, *, now: datetime, key: str
) -> str | None:
    """Draw the traces of a view, close together. Return the chosen address."""
    return table.show(
        _COLUMNS,
        tuple(_cells(row, view, now) for row in rows),
        caption=f"Traces, {view.order[0].lower()}{view.order[1:]}",
        key=key,
        dense=True,
    )


def address_of(trace_id: str, view: TraceView) -> str:
    """Return the address of a trace, with the list it is opened from."""
    query = view.query()
    return f"trace?{urlencode({'id': trace_id} | ({IN: query} if query else {}))}"


def trace_label(row: TraceRow) -> tuple[str, Tone]:
    """Return how a trace ended; one whose failed steps were made up for was repaired."""
    if row.status is SpanStatus.OK and row.errors:
        return REPAIRED, Tone.WARN
    return SPAN_LABELS[row.status]


_TESTS = {
    EVALUATION_CASE: "Case of an evaluation run",
    EVALUATION_PAIR: "Pair of an evaluation run",
    PROMPT_REWRITE: "Rewrite of a prompt",
    PROVIDER_CHECK: "Test call",
}


def note_of(row: TraceRow) -> str:
    """Return what a trace is a test of, and what failed in it; "" if there is neither."""
    return ": ".join(part for part in (_TESTS.get(row.name, ""), error_note(row)) if part)


def error_note(row: TraceRow) -> str:
    """Return why a trace failed, or what failed in it; "" if nothing did."""
    if row.error is None:
        return ""
    reason = formats.without_exception(row.error)
    if row.status is not SpanStatus.OK:
        return reason
    return f"{formats.pluralize(row.errors, 'step')} failed: {reason}"


def _cells(row: TraceRow, view: TraceView, now: datetime) -> tuple[Cell, ...]:
    label, tone = trace_label(row)
    text = row.goal_text or row.name
    shown = shorten(text, _MAX_CHARACTERS)
    made_by = (row.writer_model, row.prompt_version.removeprefix(_USUAL_PROMPT))
    return (
        Cell(text=formats.short_id(row.trace_id), to=address_of(row.trace_id, view)),
        Cell(text=label, tone=tone),
        Cell(text=shown, note=note_of(row)),
        Cell(text=formats.figure(row.overall)),
        Cell(text="" if row.stars is None else f"{row.stars:g}"),
        Cell(text=", ".join(part for part in made_by if part)),
        Cell(text=formats.milliseconds(row.duration_ms)),
        Cell(text=spend_text.recorded_cost(row.cost_usd, known=row.cost_known)),
        Cell(text=formats.short_moment(row.started_at, now=now)),
    )


def as_csv(rows: list[TraceRow]) -> bytes:
    """Return traces as CSV."""
    return csv_file.write(_EXPORTED, rows)
