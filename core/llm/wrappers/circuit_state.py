"""The breaker's rules, as a pure state machine: when a model rests, and who may try it again.

A model that keeps failing is left alone for a while, so that nobody waits for it in vain and it is not asked for more
than it can give. After the rest exactly one call, the probe, may try it; its result decides for all. The state is one
small value that all replicas share (see BreakerStore), so every transition here is a function from a state to the next.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.errors import ModelError, ModelFault

FAILURE_THRESHOLD = 5
"""Failures in a row, without a success between them."""
FAILURE_WINDOW = timedelta(seconds=60)
"""A failure this old says nothing about now."""
FIRST_OPEN_TIME = timedelta(seconds=15)
MAX_OPEN_TIME = timedelta(minutes=5)
DAILY_QUOTA_OPEN_TIME = timedelta(hours=1)
"""Rest after a spent daily quota whose maker names no time."""
PROBE_TIMEOUT = timedelta(seconds=120)
"""A probe that has not reported by then died; another call may try."""

TRANSIENT_FAULTS = frozenset(
    {
        ModelFault.RATE_LIMITED,
        ModelFault.OVERLOADED,
        ModelFault.TIMEOUT,
        ModelFault.CONNECTION,
        ModelFault.BAD_GATEWAY,
        ModelFault.EMPTY,
    }
)
"""Faults that speak of the model's health; the others speak of the call, the key or the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CircuitState:
    """How one model stands. The zero value is a healthy model."""

    failures: int = 0
    """Failures in a row."""
    last_failure_at: datetime | None = None
    open_until: datetime | None = None
    """Set while the breaker is open; in the past where a probe is due."""
    consecutive_opens: int = 0
    """Rests in a row without a success between them; each is twice as long as the one before."""
    probe_until: datetime | None = None
    """Set while somebody tries the model again."""
    reason: str = ""
    """The sentence of the failure that opened it."""

    @property
    def is_open(self) -> bool:
        return self.open_until is not None


CLOSED = CircuitState()


def admit(state: CircuitState, now: datetime) -> CircuitState | None:
    """Return the state in which a call may be made, None where the model must be left alone.

    Where the state changes, the caller is the probe, and may call only if nobody changed the shared state meanwhile.
    """
    if state.open_until is None:
        return state
    if now < state.open_until or (state.probe_until is not None and now < state.probe_until):
        return None
    return replace(state, probe_until=now + PROBE_TIMEOUT)


def half_open_now(state: CircuitState, now: datetime) -> CircuitState:
    """Return the state in which the next call is the probe: what is left of a rest is over, one under way goes on."""
    if state.open_until is None or (state.probe_until is not None and now < state.probe_until):
        return state
    return replace(state, open_until=min(state.open_until, now), probe_until=None)


def after_success(state: CircuitState) -> CircuitState:
    """Return the state after an answer: healthy, unless it was a late one of a call made before the rest."""
    if state.is_open and state.probe_until is None:
        return state
    return CLOSED


def after_rejection(state: CircuitState, probe_until: datetime) -> CircuitState:
    """Return the state after a probe that was not made, because the day's money or the places were gone."""
    return replace(state, probe_until=None) if state.probe_until == probe_until else state


def after_failure(state: CircuitState, error: ModelError, now: datetime) -> CircuitState:
    """Return the state after a failed call."""
    if error.fault not in TRANSIENT_FAULTS:
        return after_success(state)  # the model answered; what was wrong was the question
    fresh = state.last_failure_at is None or now - state.last_failure_at <= FAILURE_WINDOW
    failures = state.failures + 1 if fresh else 1
    counted = replace(state, failures=failures, last_failure_at=now)
    until = _open_until(counted, error, now)
    if until is None:
        return counted
    longer = until if state.open_until is None else max(until, state.open_until)
    return replace(
        counted,
        open_until=longer,
        consecutive_opens=_consecutive_opens(state),
        probe_until=None,
        reason=error.message.rstrip(". "),
    )


def _consecutive_opens(state: CircuitState) -> int:
    late = state.is_open and state.probe_until is None
    return state.consecutive_opens if late else state.consecutive_opens + 1


def _open_until(state: CircuitState, error: ModelError, now: datetime) -> datetime | None:
    """Return the end of the rest that this failure starts or prolongs, None where the model may go on."""
    named = timedelta(seconds=error.retry_after_s) if error.retry_after_s is not None else None
    if error.daily:
        return now + max(named or DAILY_QUOTA_OPEN_TIME, FIRST_OPEN_TIME)
    if state.is_open:
        if state.probe_until is None:
            return state.open_until  # a late failure of a call made before the rest
        return now + max(named or timedelta(0), _open_time(state.consecutive_opens + 1))
    if named is not None and named > FIRST_OPEN_TIME:
        return now + named
    if state.failures >= FAILURE_THRESHOLD:
        return now + max(named or timedelta(0), _open_time(1))
    return None


def _open_time(rests: int) -> timedelta:
    return min(MAX_OPEN_TIME, FIRST_OPEN_TIME * 2.0 ** min(rests - 1, 10))
