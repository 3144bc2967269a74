"""When somebody should look at the machine: one pure rule for each thing, all of them in one tuple.

A rule looks at a situation and returns its alerts; what a rule does not return any more is over.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.clock import spoken
from core.llm.providers.catalog import model_name, provider_name
from core.llm.wrappers.circuit_state import CircuitState, open_time
from core.store.alerts.values import Alert, AlertKind, AlertLevel
from core.store.exports.values import SinkHealth
from core.usecases.checks.storage import LITTLE_ROOM, NO_ROOM

OLD_BACKLOG = timedelta(hours=1)
TOO_MANY_FAILURES = 0.20
ENOUGH_RUNS = 10
"""Runs of an hour below which a rate of failures says nothing."""
LONG_OPEN = timedelta(minutes=10)
_QUOTA = "quota"
"""Part of our own message about a spent quota (core.llm.providers.faults)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """How the machine stands, as far as the rules look."""

    now: datetime
    refused: Mapping[str, int] = field(default_factory=dict)
    """Deliveries given up, by sink."""
    oldest_unsent: Mapping[str, datetime] = field(default_factory=dict)
    """When the oldest delivery that still waits was queued, by sink."""
    standings: tuple[SinkHealth, ...] = ()
    """How the sinks that are set up stand."""
    runs_ended: int = 0
    """Runs begun within the last hour that have ended."""
    runs_failed: int = 0
    calls_in_doubt: int = 0
    """Of the last day."""
    free_bytes: int | None = None
    breakers: Mapping[str, tuple[CircuitState, datetime]] = field(default_factory=dict)
    """How each model stands, and since when exactly so."""


Rule = Callable[[Situation], tuple[Alert, ...]]


def refused_deliveries(situation: Situation) -> tuple[Alert, ...]:
    """Tell of deliveries that were refused and are not tried again."""
    return tuple(
        _alert(
            AlertKind.DEAD_LETTERS,
            sink,
            f"{_count(n, 'delivery')} to {sink} were refused and are not tried again."
            if n > 1
            else f"1 delivery to {sink} was refused and is not tried again.",
            "Read the reasons on the Health page; retry what can be accepted now, and discard the rest.",
        )
        for sink, n in situation.refused.items()
        if n
    )


def paused_sinks(situation: Situation) -> tuple[Alert, ...]:
    """Tell of a place outside that does not know us."""
    return tuple(
        _alert(
            AlertKind.SINK_PAUSED,
            standing.name,
            f"Nothing is sent to {standing.name}: it does not accept our key. {standing.reason}".strip(),
            "Set a key that works and restart Rein; what waits is then sent.",
            level=AlertLevel.ERROR,
        )
        for standing in situation.standings
        if standing.paused
    )


def old_backlog(situation: Situation) -> tuple[Alert, ...]:
    """Tell of deliveries that wait for too long."""
    return tuple(
        _alert(
            AlertKind.BACKLOG,
            sink,
            f"What is to go to {sink} has been waiting since {spoken(since, now=situation.now)}.",
            "The Health page says how the sink stands; `rein doctor` tries the connection.",
        )
        for sink, since in situation.oldest_unsent.items()
        if situation.now - since > OLD_BACKLOG
    )


def failing_runs(situation: Situation) -> tuple[Alert, ...]:
    """Tell of an hour in which too many goals failed."""
    n, failed = situation.runs_ended, situation.runs_failed
    if n < ENOUGH_RUNS or failed / n <= TOO_MANY_FAILURES:
        return ()
    return (
        _alert(
            AlertKind.FAILING_RUNS,
            "",
            f"{failed} of the {n} goals of the last hour failed ({failed / n:.0%}).",
            "The failed traces show where; look at them under Review, Traces.",
            level=AlertLevel.ERROR,
        ),
    )


def doubtful_calls(situation: Situation) -> tuple[Alert, ...]:
    """Tell of calls that may have been paid for in vain."""
    n = situation.calls_in_doubt
    if not n:
        return ()
    return (
        _alert(
            AlertKind.IN_DOUBT,
            "",
            f"{_count(n, 'model call')} of the last day may have been paid for without an answer that was kept.",
            "A worker stopped in between. Compare with the provider's bill; the traces say which calls they were.",
        ),
    )


def little_room(situation: Situation) -> tuple[Alert, ...]:
    """Tell of a disk that is nearly full."""
    free = situation.free_bytes
    if free is None or free >= LITTLE_ROOM:
        return ()
    level = AlertLevel.ERROR if free < NO_ROOM else AlertLevel.WARNING
    message = f"The disk of the database has {free / 1e9:,.1f} GB left."
    return (
        _alert(
            AlertKind.DISK,
            "",
            message,
            "Make room: nothing can be saved when it is full.",
            level=level,
        ),
    )


def open_circuits(situation: Situation) -> tuple[Alert, ...]:
    """Tell of a model that is paused for long."""
    return tuple(
        _open_circuit(model, state, now=situation.now)
        for model, (state, since) in situation.breakers.items()
        if state.is_open and open_for(state, since, situation.now) > LONG_OPEN
    )


def _open_circuit(model: str, state: CircuitState, *, now: datetime) -> Alert:
    name, provider = model_name(model), provider_name(model)
    lasts = state.open_until is not None and state.open_until > now
    if _QUOTA in state.reason:
        until = (
            f" until {spoken(state.open_until, now=now)}"
            if state.open_until is not None and lasts
            else ""
        )
        message = f"{name} ({provider}) is out of quota, and is paused{until}."
        advice = "Ask its provider for a larger quota, or wait."
    else:
        minutes = LONG_OPEN.total_seconds() / 60
        again = (
            ", because it keeps failing"
            if state.consecutive_opens > 1 or state.failures > 1
            else ""
        )
        message = f"{name} ({provider}) has been paused for more than {minutes:.0f} minutes{again}: {state.reason}."
        advice = "Its provider's status page may say more."
    tries = (
        "Try it now on Providers makes a probe"
        if lasts
        else "Its next call tries it, or a test call on Providers"
    )
    return _alert(
        AlertKind.BREAKER_OPEN, model, message, f"The next models answer instead. {advice} {tries}."
    )


def open_for(state: CircuitState, since: datetime, now: datetime) -> timedelta:
    """Return how long a circuit has been open at least, over its openings in a row."""
    earlier = (open_time(opens) for opens in range(1, state.consecutive_opens))
    return sum(earlier, timedelta(0)) + max(now - since, timedelta(0))


RULES: tuple[Rule, ...] = (
    refused_deliveries,
    paused_sinks,
    old_backlog,
    failing_runs,
    doubtful_calls,
    little_room,
    open_circuits,
)

WATCHED = frozenset(
    {
        AlertKind.DEAD_LETTERS,
        AlertKind.SINK_PAUSED,
        AlertKind.BACKLOG,
        AlertKind.FAILING_RUNS,
        AlertKind.IN_DOUBT,
        AlertKind.DISK,
        AlertKind.BREAKER_OPEN,
    }
)
"""The kinds these rules raise, and therefore end."""


def evaluate(situation: Situation, rules: tuple[Rule, ...] = RULES) -> tuple[Alert, ...]:
    """Return every alert the situation calls for."""
    return tuple(alert for rule in rules for alert in rule(situation))


def _alert(
    kind: AlertKind,
    about: str,
    message: str,
    advice: str,
    *,
    level: AlertLevel = AlertLevel.WARNING,
) -> Alert:
    key = f"{kind}:{about}" if about else str(kind)
    return Alert(key=key, kind=kind, level=level, message=message, advice=advice)


def _count(n: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{n} {noun if n == 1 else plural}"
