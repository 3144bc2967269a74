"""Alert rules about the machine: one pure function each.

A rule returns the alerts of a state; an alert that its rule no longer returns is resolved.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core import formats
from core.llm.providers.catalog import model_name, provider_name
from core.llm.wrappers.circuit_state import CircuitState, open_time
from core.quality.targets.bounds import share_bounds
from core.quality.targets.target import BACKLOG, BREAKER, DEFAULTS, FAILING_RUNS, Limits, Target
from core.store.alerts.values import Alert, AlertKind, AlertLevel
from core.store.exports.values import SinkHealth
from core.usecases.checks.storage import FULL_DISK_BYTES, LOW_DISK_BYTES

_QUOTA = "quota"
"""Part of our own message about a spent quota (core.llm.providers.faults)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedState:
    """The state of the system that the rules evaluate."""

    now: datetime
    refused: Mapping[str, int] = field(default_factory=dict)
    """Rejected deliveries, by sink."""
    oldest_unsent: Mapping[str, datetime] = field(default_factory=dict)
    """When the oldest pending delivery was queued, by sink."""
    sinks: tuple[SinkHealth, ...] = ()
    """The health of the configured sinks."""
    runs_ended: int = 0
    """Runs that started within the last hour and have ended."""
    runs_failed: int = 0
    calls_in_doubt: int = 0
    """Calls in doubt over the last day."""
    free_bytes: int | None = None
    breakers: Mapping[str, tuple[CircuitState, datetime]] = field(default_factory=dict)
    """Each model's circuit state, and since when it has been in it."""
    limits: Limits = field(default_factory=lambda: DEFAULTS)

    def limit_of(self, target: Target) -> float | None:
        """Return the threshold of a target; None if an admin switched it off."""
        return self.limits[target.name].threshold


SystemRule = Callable[[ObservedState], tuple[Alert, ...]]


def rejected_deliveries(state: ObservedState) -> tuple[Alert, ...]:
    """Alert on deliveries that were rejected and are not retried."""
    return tuple(
        _alert(
            AlertKind.DEAD_LETTERS,
            sink,
            f"{_count(n, 'delivery')} to {sink} were refused and are not tried again."
            if n > 1
            else f"1 delivery to {sink} was refused and is not tried again.",
            "Read the reasons on the Health page; retry what can be accepted, discard the rest.",
        )
        for sink, n in state.refused.items()
        if n
    )


def paused_sinks(state: ObservedState) -> tuple[Alert, ...]:
    """Alert on a sink that rejects our key."""
    return tuple(
        _alert(
            AlertKind.SINK_PAUSED,
            sink.name,
            f"Nothing is sent to {sink.name}: it does not accept our key. {sink.reason}".strip(),
            "Set a key that works and restart Rein; what waits is then sent.",
            level=AlertLevel.ERROR,
        )
        for sink in state.sinks
        if sink.paused
    )


def old_backlog(state: ObservedState) -> tuple[Alert, ...]:
    """Alert on deliveries that have been pending for too long."""
    hours = state.limit_of(BACKLOG)
    if hours is None:
        return ()
    return tuple(
        _alert(
            AlertKind.BACKLOG,
            sink,
            f"Deliveries to {sink} have been waiting since "
            f"{formats.short_moment(since, now=state.now.astimezone())}.",
            "The Health page shows the state of the sink; `rein doctor` tries the connection.",
        )
        for sink, since in state.oldest_unsent.items()
        if state.now - since > timedelta(hours=hours)
    )


def failing_runs(state: ObservedState) -> tuple[Alert, ...]:
    """Alert on an hour in which too many goals failed, if chance alone does not explain it."""
    n, failed, most = state.runs_ended, state.runs_failed, state.limit_of(FAILING_RUNS)
    bounds = share_bounds(failed, n)
    if most is None or bounds is None or bounds.low <= most:
        return ()
    return (
        _alert(
            AlertKind.FAILING_RUNS,
            "",
            f"{failed} of the {n} goals of the last hour failed ({formats.share(failed / n)}).",
            "The failed traces show where; look at them under Review, Traces.",
            level=AlertLevel.ERROR,
            address="traces?status=Failed",
        ),
    )


def calls_in_doubt(state: ObservedState) -> tuple[Alert, ...]:
    """Alert on calls that may have been paid for without a stored reply."""
    n = state.calls_in_doubt
    if not n:
        return ()
    return (
        _alert(
            AlertKind.IN_DOUBT,
            "",
            f"{_count(n, 'model call')} of the last day may be paid without a stored reply.",
            "A worker stopped in between. Compare with the provider's bill; traces name the calls.",
        ),
    )


def low_disk(state: ObservedState) -> tuple[Alert, ...]:
    """Alert on a disk that is nearly full."""
    free = state.free_bytes
    if free is None or free >= LOW_DISK_BYTES:
        return ()
    level = AlertLevel.ERROR if free < FULL_DISK_BYTES else AlertLevel.WARNING
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


def open_circuits(state: ObservedState) -> tuple[Alert, ...]:
    """Alert on a model that has been paused for long."""
    limit = state.limit_of(BREAKER)
    if limit is None:
        return ()
    return tuple(
        _open_circuit(model, circuit, now=state.now, minutes=limit)
        for model, (circuit, since) in state.breakers.items()
        if circuit.is_open and open_for(circuit, since, state.now) > timedelta(minutes=limit)
    )


def _open_circuit(model: str, circuit: CircuitState, *, now: datetime, minutes: float) -> Alert:
    name, provider = model_name(model), provider_name(model)
    lasts = circuit.open_until is not None and circuit.open_until > now
    if _QUOTA in circuit.reason:
        until = (
            f" until {formats.short_moment(circuit.open_until, now=now.astimezone())}"
            if circuit.open_until is not None and lasts
            else ""
        )
        message = f"{name} ({provider}) is out of quota, and is paused{until}."
        advice = "Ask its provider for a larger quota, or wait."
    else:
        again = (
            ", because it keeps failing"
            if circuit.consecutive_opens > 1 or circuit.failures > 1
            else ""
        )
        message = (
            f"{name} ({provider}) has been paused for more than {minutes:g} minutes{again}: "
            f"{circuit.reason}."
        )
        advice = "Its provider's status page may say more."
    tries = (
        "Try it now on Providers makes a probe"
        if lasts
        else "Its next call tries it, or a test call on Providers"
    )
    return _alert(
        AlertKind.BREAKER_OPEN,
        model,
        message,
        f"The next models answer instead. {advice} {tries}.",
        address="providers",
    )


def open_for(state: CircuitState, since: datetime, now: datetime) -> timedelta:
    """Return how long a circuit has been open at least, over its openings in a row."""
    earlier = (open_time(opens) for opens in range(1, state.consecutive_opens))
    return sum(earlier, timedelta(0)) + max(now - since, timedelta(0))


def _alert(
    kind: AlertKind,
    about: str,
    message: str,
    advice: str,
    *,
    level: AlertLevel = AlertLevel.WARNING,
    address: str = "operations",
) -> Alert:
    key = f"{kind}:{about}" if about else str(kind)
    return Alert(key=key, kind=kind, level=level, message=message, advice=advice, address=address)


def _count(n: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{n} {noun if n == 1 else plural}"
