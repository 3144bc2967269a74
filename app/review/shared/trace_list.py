"""Traces as a table and as a CSV file."""

from datetime import datetime

from app.ui import csv_file, table
from app.ui.status_labels import SPAN_LABELS, Tone
from app.ui.table import Cell, Column
from core import formats
from core.tracing.span_record import SpanStatus
from core.usecases.traces.list_traces import TraceRow

_COLUMNS = (
    Column(title="Trace", mono=True),
    Column(title="Goal", line=True),
    Column(title="Status"),
    Column(title="Score", right=True),
    Column(title="Duration", right=True),
    Column(title="Tokens", right=True),
    Column(title="Cost", right=True),
    Column(title="When"),
)
_MAX_CHARACTERS = 120

_EXPORTED = tuple(name for name in TraceRow.__slots__ if name not in {"user_id", "sample"})
"""Columns of the file; it does not say who a person is."""


def show(rows: tuple[TraceRow, ...], *, now: datetime, key: str) -> str | None:
    """Draw the traces. Return the chosen address."""
    return table.show(
        _COLUMNS, tuple(_cells(row, now) for row in rows), caption="Traces, newest first", key=key
    )


def trace_label(row: TraceRow) -> tuple[str, Tone]:
    """Return how a trace ended, with the errors of its steps if it succeeded nevertheless."""
    label, tone = SPAN_LABELS[row.status]
    if row.status is SpanStatus.OK and row.errors:
        return f"{label} with {formats.pluralize(row.errors, 'error')}", Tone.WARN
    return label, tone


def _cells(row: TraceRow, now: datetime) -> tuple[Cell, ...]:
    label, tone = trace_label(row)
    text = row.goal_text or row.name
    return (
        Cell(text=formats.short_id(row.trace_id), to=f"trace?id={row.trace_id}"),
        Cell(text=text if len(text) <= _MAX_CHARACTERS else text[: _MAX_CHARACTERS - 1] + "…"),
        Cell(text=label, tone=tone),
        Cell(text=formats.figure(row.overall)),
        Cell(text=formats.milliseconds(row.duration_ms)),
        Cell(text=formats.count(row.input_tokens + row.output_tokens)),
        Cell(text=formats.money(row.cost_usd, known=row.cost_known)),
        Cell(text=formats.short_moment(row.started_at, now=now)),
    )


def as_csv(rows: list[TraceRow]) -> bytes:
    """Return traces as CSV."""
    return csv_file.write(_EXPORTED, rows)
