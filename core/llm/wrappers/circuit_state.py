"""The circuit breaker's rules as a pure state machine: when a circuit opens, and who may probe it.

A model that keeps failing gets no calls for a while, so that people do not wait for failures and
the provider can recover. After that time exactly one call, the probe, is let through, and its
result decides for all. The state is one small value that all replicas share (see
CircuitBreakerStore), so every transition here is a function from a state to the next one.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.backoff import Backoff
from core.errors import TRANSIENT_FAULTS, ModelError

FAILURE_THRESHOLD = 5
"""Failures in a row that open the circuit."""
FAILURE_WINDOW = timedelta(seconds=60)
"""A failure older than this no longer counts."""
FIRST_OPEN_TIME = timedelta(seconds=15)
MAX_OPEN_TIME = timedelta(minutes=5)
DAILY_QUOTA_OPEN_TIME = timedelta(hours=1)
"""How long the circuit is open after a spent daily quota if the provider names no time."""
PROBE_TIMEOUT = timedelta(seconds=120)
"""After this time a probe without a result is taken for dead, and another call may probe."""

OPEN_BACKOFF = Backoff(first_s=FIRST_OPEN_TIME.total_seconds(), max_s=MAX_OPEN_TIME.total_seconds())
"""How long the circuit stays open, by consecutive openings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CircuitState:
    """The circuit of one model. The default value is a closed circuit."""

    failures: int = 0
    """Failures in a row."""
    last_failure_at: datetime | None = None
    open_until: datetime | None = None
    """Set while the circuit is open; a time in the past means that a probe is due."""
    consecutive_opens: int = 0
    """Openings without a success between them; each lasts twice as long as the one before."""
    probe_until: datetime | None = None
    """Set while a probe is under way."""
    reason: str = ""
    """The message of the failure that opened the circuit."""

    @property
    def is_open(self) -> bool:
        return self.open_until is not None


CLOSED = CircuitState()


def admit(state: CircuitState, now: datetime) -> CircuitState | None:
    """Return the state in which a call may be made, or None if it may not.

    A state that differs from the given one makes the caller the probe: it may call only if it can
    write that state before anyone else changes the shared one.
    """
    if state.open_until is None:
        return state
    if now < state.open_until or (state.probe_until is not None and now < state.probe_until):
        return None
    return replace(state, probe_until=now + PROBE_TIMEOUT)


def half_open_now(state: CircuitState, now: datetime) -> CircuitState:
    """Return the state in which the next call is the probe; a probe under way continues."""
    if state.open_until is None or (state.probe_until is not None and now < state.probe_until):
        return state
    return replace(state, open_until=min(state.open_until, now), probe_until=None)


def after_success(state: CircuitState) -> CircuitState:
    """Return the state after an answer: CLOSED, unless the call began before the circuit opened."""
    if state.is_open and state.probe_until is None:
        return state
    return CLOSED


def after_rejection(state: CircuitState, probe_until: datetime) -> CircuitState:
    """Return the state after a probe that was rejected by a budget or a limit, so never made."""
    return replace(state, probe_until=None) if state.probe_until == probe_until else state


def after_failure(state: CircuitState, error: ModelError, now: datetime) -> CircuitState:
    """Return the state after a failed call."""
    if error.fault not in TRANSIENT_FAULTS:
        return after_success(state)  # the model answered; the fault is in the call
    recent = state.last_failure_at is None or now - state.last_failure_at <= FAILURE_WINDOW
    counted = replace(state, failures=state.failures + 1 if recent else 1, last_failure_at=now)
    until = _open_until(counted, error, now)
    if until is None:
        return counted
    return replace(
        counted,
        open_until=until if state.open_until is None else max(until, state.open_until),
        consecutive_opens=_consecutive_opens(state),
        probe_until=None,
        reason=error.message.rstrip(". "),
    )


def _consecutive_opens(state: CircuitState) -> int:
    is_late = state.is_open and state.probe_until is None
    return state.consecutive_opens if is_late else state.consecutive_opens + 1


def _open_until(state: CircuitState, error: ModelError, now: datetime) -> datetime | None:
    """Return until when this failure opens the circuit, or None if it stays closed."""
    wait = timedelta(seconds=error.retry_after_s) if error.retry_after_s is not None else None
    if error.daily:
        return now + max(wait or DAILY_QUOTA_OPEN_TIME, FIRST_OPEN_TIME)
    if state.is_open:
        if state.probe_until is None:
            return None  # the call began before the circuit opened, so it changes nothing
        return now + max(wait or timedelta(0), open_time(state.consecutive_opens + 1))
    if wait is not None and wait > FIRST_OPEN_TIME:
        return now + wait
    if state.failures >= FAILURE_THRESHOLD:
        return now + max(wait or timedelta(0), open_time(1))
    return None


def open_time(opens: int) -> timedelta:
    """Return how long the circuit stays open after a number of consecutive openings."""
    return timedelta(seconds=OPEN_BACKOFF.wait_s(opens))
