"""What the pages say about what leaves the machine, and about calls that are in doubt."""

from datetime import datetime, timedelta

from app.widgets import export_lines, formats
from app.widgets.export_lines import ExportLine, sink_name
from app.widgets.exports import ExportsView, SinkLine
from app.widgets.words import Tone
from core.bootstrap import Rein
from core.store.calls import in_doubt
from core.store.exports import read as exports
from core.store.exports.read import SinkBacklog
from core.store.traces.read import TraceRow
from core.tracing.span_record import SpanStatus

LISTED = 20
"""RejectedDeliveries on the page; the newest come first, and the others move up."""

DOUBT_DAYS = 7
"""Calls in doubt are looked at for so long: the provider's bill of the week still shows them."""

LATE = timedelta(minutes=2)
"""What waits longer than this waits for something other than its turn."""


def find_lines(rein: Rein, row: TraceRow) -> tuple[ExportLine, ...]:
    """Return how a trace stands with each place; nothing where it is not to leave the machine."""
    now, set_up = rein.clock.now(), rein.settings.sinks
    states = exports.find_export_state(rein.database, row.trace_id)
    known = tuple(
        export_lines.line_of(state, now=now, set_up=state.sink in set_up) for state in states
    )
    if row.sample:
        return known
    queued = {state.sink for state in states}
    word, why = _unqueued(row, now=now, kept_days=rein.settings.sent_retention_days)
    return known + tuple(
        ExportLine(sink=sink_name(sink), word=word, tone=Tone.NONE, why=why)
        for sink in set_up
        if sink not in queued
    )


def _unqueued(row: TraceRow, *, now: datetime, kept_days: float) -> tuple[str, str]:
    """Say why nothing of a trace is in the outbox: a word and a sentence."""
    if row.status is SpanStatus.RUNNING:
        return "Not sent", "It is sent when it has ended."
    if row.ended_at is not None and now - row.ended_at > timedelta(days=kept_days):
        kept = f"What arrived is recorded for {kept_days:g} days; nothing of this waits, and nothing was refused."
        return "No longer recorded", kept
    return "Not sent", "It ended before this was set up, so it is not sent."


def list_in_doubt_calls(rein: Rein, trace_id: str) -> tuple[in_doubt.InDoubtCall, ...]:
    """Return the calls of a trace that may have been paid for without an answer."""
    return in_doubt.list_in_doubt_calls(rein.database, trace_id)


def list_latest_in_doubt_calls(rein: Rein) -> tuple[in_doubt.InDoubtCall, ...]:
    """Return the newest calls in doubt that the Health page counts."""
    return in_doubt.list_latest_in_doubt_calls(
        rein.database, since=rein.clock.now() - timedelta(days=DOUBT_DAYS)
    )


def load_exports(rein: Rein) -> ExportsView:
    """Return how each place stands that is set up or that something was ever queued for."""
    backlogs = {backlog.sink: backlog for backlog in exports.list_backlogs(rein.database)}
    set_up = rein.settings.sinks
    names = (*set_up, *(name for name in backlogs if name not in set_up))
    lines = (
        _line(name, backlogs.get(name), now=rein.clock.now(), set_up=name in set_up)
        for name in names
    )
    return ExportsView(
        sinks=tuple(line for line in lines if line is not None),
        refusals=exports.list_rejected_deliveries(rein.database, limit=LISTED),
    )


def _line(
    sink: str, backlog: SinkBacklog | None, *, now: datetime, set_up: bool
) -> SinkLine | None:
    name = sink_name(sink)
    if backlog is None:
        why = "Nothing was ever queued for it; the next trace that ends is."
        return SinkLine(sink=sink, name=name, word="Set up", tone=Tone.NONE, why=why)
    waiting, refused = _waiting(backlog, now=now), _refused(backlog)
    reason = export_lines.ended(backlog.reason)
    if not set_up:
        if not (backlog.pending or backlog.dead):
            return None
        why = _lines(waiting, "Nothing is sent to it unless it is set up again.", refused)
        return SinkLine(
            sink=sink, name=name, word="Not set up", tone=Tone.WARN, why=why, set_up=False
        )
    if backlog.paused:
        settings = export_lines.settings_of(sink, backlog.reason)
        step = f"Check {settings}. What is changed here needs a restart; what was changed over there, a “Resume”."
        why = _lines(reason, step, waiting, refused)
        return SinkLine(
            sink=sink, name=name, word="Paused", tone=Tone.BAD, why=why, button=f"Resume {name}"
        )
    if reason:
        why = _lines(reason, waiting, refused)
        return SinkLine(
            sink=sink, name=name, word="Waiting", tone=Tone.WARN, why=why, button=f"Try {name} now"
        )
    late = backlog.oldest is not None and now - backlog.oldest > LATE
    if backlog.pending:
        word, tone = ("Behind", Tone.WARN) if late else ("Sending", Tone.GOOD)
    else:
        word, tone = ("Refused some", Tone.WARN) if backlog.dead else ("Up to date", Tone.GOOD)
    return SinkLine(sink=sink, name=name, word=word, tone=tone, why=_lines(waiting, refused))


def _waiting(backlog: SinkBacklog, *, now: datetime) -> str:
    if not backlog.pending or backlog.oldest is None:
        return "Nothing waits."
    number = formats.counted(backlog.pending, "delivery waits", "deliveries wait")
    after = backlog.next_attempt_at
    later = (
        f" Next attempt at {export_lines.clock_time(after, now=now)}."
        if after and after > now
        else ""
    )
    return f"{number}, the oldest since {formats.moment(backlog.oldest, now=now)}.{later}"


def _refused(backlog: SinkBacklog) -> str:
    if not backlog.dead:
        return ""
    return (
        f"{formats.counted(backlog.dead, 'delivery was', 'deliveries were')} refused: decide below."
    )


def _lines(*sentences: str) -> str:
    return "\n".join(sentence for sentence in sentences if sentence)
