"""The parts of the system in words."""

from dataclasses import dataclass

from app.ui.status_labels import Tone
from core import formats
from core.usecases.alerts.list_alerts import AlertLevel, OpenAlert
from core.usecases.calls.list_in_doubt_calls import LISTED_DAYS, InDoubtSummary
from core.usecases.checks.check import CheckStatus
from core.usecases.checks.run_check import CheckRun
from core.usecases.metrics.get_system_metrics import CallStatus, QueueCounts

DATABASE = "Database"
_PARTS = {
    "database": DATABASE,
    "migrations": "Tables",
    "queue": "Runs",
    "exports": "Exports",
    "sinks": "Receivers",
    "disk": "Disk",
}
_STATES = {
    CheckStatus.OK: ("Works", Tone.GOOD),
    CheckStatus.WARNING: ("Needs attention", Tone.WARN),
    CheckStatus.FAILED: ("Broken", Tone.BAD),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One part of the system: its state, the reason, and the next step if there is one."""

    part: str
    label: str
    tone: Tone
    why: str


def sentence(lines: tuple[Line, ...], alerts: tuple[OpenAlert, ...] = ()) -> str:
    """Return the state of the system. An error counts even if its alert is acknowledged."""
    broken = [line.part.lower() for line in lines if line.tone is Tone.BAD]
    if broken:
        return f"Something is broken: {', '.join(broken)}. The reason and the next step are below."
    warnings = [line.part.lower() for line in lines if line.tone is Tone.WARN]
    errors = sum(alert.level is AlertLevel.ERROR for alert in alerts)
    fresh = sum(alert.level is not AlertLevel.ERROR and alert.seen_at is None for alert in alerts)
    look = ([formats.pluralize(fresh, "alert")] if fresh else []) + warnings
    if errors:
        also = f" Look also at {', '.join(look)}." if look else ""
        things = formats.pluralize(errors, "thing does", "things do")
        return f"{things} not work; what to do is below.{also}"
    return f"Rein works; look at {', '.join(look)}." if look else "Everything works."


def check_line(result: CheckRun) -> Line:
    """Return the result of a check."""
    label, tone = ("Not set up", Tone.NONE) if result.is_off else _STATES[result.state]
    part = _PARTS.get(result.name, result.name.capitalize())
    return Line(part=part, label=label, tone=tone, why=result.line)


def paid_calls_line(in_doubt: InDoubtSummary, counts: QueueCounts) -> Line:
    """Return whether each paid call has a stored reply."""
    if in_doubt.n:
        calls = formats.pluralize(in_doubt.n, "model call")
        why = (
            f"{calls} may have been paid for in the last {LISTED_DAYS} days without a stored "
            f"reply, because the worker stopped in between. {_possible_cost(in_doubt)} "
            "Compare with the provider's bill; the calls are below."
        )
        return Line(part="Paid calls", label="In doubt", tone=Tone.WARN, why=why)
    in_flight = counts.calls.get(CallStatus.IN_FLIGHT, 0)
    under_way = f" {formats.pluralize(in_flight, 'call')} under way." if in_flight else ""
    why = f"The reply to every finished call is stored.{under_way}"
    return Line(part="Paid calls", label="Accounted for", tone=Tone.GOOD, why=why)


def _possible_cost(in_doubt: InDoubtSummary) -> str:
    if in_doubt.unpriced == in_doubt.n:
        return "What that may have cost is unknown."
    left_out = ""
    if in_doubt.unpriced:
        left_out = f", and of {formats.pluralize(in_doubt.unpriced, 'call')} it is unknown"
    cost = formats.money(in_doubt.cost_usd)
    return f"That may have cost about {cost} beyond the figures{left_out}."


def records_line(counts: QueueCounts) -> Line:
    """Return how many records there are."""
    why = (
        f"{formats.pluralize(counts.goals, 'goal')}, {formats.pluralize(counts.traces, 'trace')}, "
        f"{formats.pluralize(counts.ratings, 'rating')}, without the sample; "
        f"{formats.size(counts.size_bytes)} in all."
    )
    return Line(part="Records", label="Counted", tone=Tone.NONE, why=why)


def versions_line(versions: dict[str, str], *, python: str) -> Line:
    """Return the installed versions."""
    named = ", ".join(f"{name} {version}" for name, version in versions.items())
    why = f"{named}, Python {python}."
    return Line(part="Versions", label="Installed", tone=Tone.NONE, why=why)
