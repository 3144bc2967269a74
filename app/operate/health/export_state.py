"""The state of each export destination in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.ui.labels import sink_name
from app.ui.status_labels import Tone
from app.ui.trace import export_lines
from core import formats
from core.usecases.exports.list_exports import RejectedDeliveries, SinkBacklog

LATE = timedelta(minutes=2)
"""A delivery that waits longer than this is behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinkLine:
    """One destination."""

    sink: str
    name: str
    label: str
    tone: Tone
    why: str
    button: str = ""
    """What may be done about it; empty if nothing helps."""
    set_up: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportsView:
    """All destinations, and the deliveries they rejected."""

    sinks: tuple[SinkLine, ...]
    rejected: RejectedDeliveries


def sink_line(
    sink: str, backlog: SinkBacklog | None, *, now: datetime, set_up: bool
) -> SinkLine | None:
    """Return the state of a destination; None if it is not set up and has nothing queued."""
    name = sink_name(sink)
    if backlog is None:
        subject = "alert" if sink in {"webhook", "alert_mail"} else "trace that ends"
        why = f"Nothing was ever queued for it; the next {subject} is."
        return SinkLine(sink=sink, name=name, label="Set up", tone=Tone.NONE, why=why)
    if not set_up:
        return _not_set_up(sink, backlog, now=now)
    queue, rejected = _queue(backlog, now=now), _rejected(backlog)
    reason = export_lines.as_sentence(backlog.reason)
    if backlog.paused:
        settings = export_lines.settings_of(sink, backlog.reason)
        step = (
            f"Check {settings}. What is changed here needs a restart; what was changed over "
            "there, a “Resume”."
        )
        why = _join(reason, step, queue, rejected)
        return SinkLine(
            sink=sink, name=name, label="Paused", tone=Tone.BAD, why=why, button=f"Resume {name}"
        )
    if reason:
        why = _join(reason, queue, rejected)
        return SinkLine(
            sink=sink, name=name, label="Waiting", tone=Tone.WARN, why=why, button=f"Try {name} now"
        )
    label, tone = _working(backlog, now=now)
    return SinkLine(sink=sink, name=name, label=label, tone=tone, why=_join(queue, rejected))


def _not_set_up(sink: str, backlog: SinkBacklog, *, now: datetime) -> SinkLine | None:
    if not (backlog.pending or backlog.dead):
        return None
    why = _join(
        _queue(backlog, now=now),
        "Nothing is sent to it unless it is set up again.",
        _rejected(backlog),
    )
    return SinkLine(
        sink=sink,
        name=sink_name(sink),
        label="Not set up",
        tone=Tone.WARN,
        why=why,
        set_up=False,
    )


def _working(backlog: SinkBacklog, *, now: datetime) -> tuple[str, Tone]:
    if backlog.pending:
        late = backlog.oldest is not None and now - backlog.oldest > LATE
        return ("Behind", Tone.WARN) if late else ("Sending", Tone.GOOD)
    return ("Refused some", Tone.WARN) if backlog.dead else ("Up to date", Tone.GOOD)


def _queue(backlog: SinkBacklog, *, now: datetime) -> str:
    if not backlog.pending or backlog.oldest is None:
        return "Queue empty."
    count = formats.pluralize(backlog.pending, "delivery waits", "deliveries wait")
    after, later = backlog.next_attempt_at, ""
    if after and after > now:
        later = f" Next attempt at {formats.precise_time(after, now=now)}."
    return f"{count}, the oldest since {formats.moment(backlog.oldest, now=now)}.{later}"


def _rejected(backlog: SinkBacklog) -> str:
    if not backlog.dead:
        return ""
    count = formats.pluralize(backlog.dead, "delivery was", "deliveries were")
    return f"{count} refused: decide below."


def _join(*sentences: str) -> str:
    return "\n".join(sentence for sentence in sentences if sentence)
