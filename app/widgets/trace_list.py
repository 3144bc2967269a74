"""Traces as a dense table."""

from datetime import datetime

from app.widgets import csv_file, formats, table
from app.widgets.table import Cell, Column
from app.widgets.words import SPAN_WORDS, Tone
from core.store.traces.read import TraceRow
from core.tracing.span_record import SpanStatus

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
_LONG = 120

_IN_FILE = tuple(name for name in TraceRow.__slots__ if name not in {"user_id", "sample"})
"""Who a person is stays in Rein."""


def show(rows: tuple[TraceRow, ...], *, now: datetime, key: str) -> str | None:
    """Draw the traces; returns where the person wants to go."""
    return table.show(
        _COLUMNS, tuple(_cells(row, now) for row in rows), caption="Traces, newest first", key=key
    )


def trace_words(row: TraceRow) -> tuple[str, Tone]:
    """Return how a trace ended; one that came through although steps of it failed says so."""
    word, tone = SPAN_WORDS[row.status]
    if row.status is SpanStatus.OK and row.errors:
        return f"{word} with {formats.counted(row.errors, 'error')}", Tone.WARN
    return word, tone


def _cells(row: TraceRow, now: datetime) -> tuple[Cell, ...]:
    word, tone = trace_words(row)
    said = row.goal_text or row.name
    return (
        Cell(text=formats.short_id(row.trace_id), to=f"trace?id={row.trace_id}"),
        Cell(text=said if len(said) <= _LONG else said[: _LONG - 1] + "…"),
        Cell(text=word, tone=tone),
        Cell(text=formats.figure(row.overall)),
        Cell(text=formats.milliseconds(row.duration_ms)),
        Cell(text=formats.count(row.input_tokens + row.output_tokens)),
        Cell(text=formats.money(row.cost_usd, known=row.cost_known)),
        Cell(text=formats.short_moment(row.started_at, now=now)),
    )


def as_csv(rows: list[TraceRow]) -> bytes:
    """Return traces as CSV for a spreadsheet; what is not known is an empty cell, never 0."""
    return csv_file.write(_IN_FILE, rows)
