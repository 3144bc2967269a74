"""The export of a trace in words."""

from collections.abc import Collection
from datetime import datetime, timedelta

from app.ui.labels import sink_name
from app.ui.status_labels import Tone
from app.ui.trace import export_lines
from app.ui.trace.export_lines import ExportLine
from core.tracing.span_record import SpanStatus
from core.usecases.exports.list_exports import SinkState
from core.usecases.traces.list_traces import TraceRow


def lines_of(
    row: TraceRow,
    states: tuple[SinkState, ...],
    *,
    now: datetime,
    set_up: Collection[str],
    retention_days: float,
) -> tuple[ExportLine, ...]:
    """Return the state of a trace at each destination; nothing for the sample."""
    known = tuple(
        export_lines.line_of(state, now=now, set_up=state.sink in set_up) for state in states
    )
    if row.sample:
        return known
    queued = {state.sink for state in states}
    label, why = _not_queued(row, now=now, retention_days=retention_days)
    return known + tuple(
        ExportLine(sink=sink_name(sink), label=label, tone=Tone.NONE, why=why)
        for sink in set_up
        if sink not in queued
    )


def _not_queued(row: TraceRow, *, now: datetime, retention_days: float) -> tuple[str, str]:
    """Return why the outbox has nothing of a trace: a label and a sentence."""
    if row.status is SpanStatus.RUNNING:
        return "Not sent", "It is sent when it has ended."
    if row.ended_at is not None and now - row.ended_at > timedelta(days=retention_days):
        return "No longer recorded", (
            f"What arrived is recorded for {retention_days:g} days; nothing of this waits, and "
            "nothing was refused."
        )
    return "Not sent", "It ended before this was set up, so it is not sent."
