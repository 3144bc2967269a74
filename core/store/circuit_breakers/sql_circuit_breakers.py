"""Circuit breaker states in the database, shared by all replicas."""

from dataclasses import dataclass
from threading import Lock

from core.clock import Clock
from core.llm.wrappers.circuit_state import CircuitState
from core.store.circuit_breakers.store import CircuitStateStore
from core.store.database.engine import Database

CACHE_SECONDS = 1.0
"""How long a state is cached, so that most calls cost no query.

A change by another replica is seen within a second. Writes name the newest revision, so a stale
state cannot overwrite a newer one.
"""


@dataclass(frozen=True, slots=True)
class _CachedState:
    state: CircuitState
    revision: int
    at: float


class SqlCircuitBreakers:
    """Implements core.llm.wrappers.circuit_breaker.CircuitBreakerStore."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._cache: dict[str, _CachedState] = {}
        self._lock = Lock()

    def read(self, model: str) -> tuple[CircuitState, int]:
        """Return a model's state and its revision, as it was at most a second ago."""
        now = self._clock.monotonic()
        with self._lock:
            seen = self._cache.get(model)
        if seen is not None and now - seen.at < CACHE_SECONDS:
            return seen.state, seen.revision
        with self._database.read() as connection:
            state, revision = CircuitStateStore(connection).read(model)
        self._remember(model, _CachedState(state, revision, now))
        return state, revision

    def swap(self, model: str, state: CircuitState, *, revision: int) -> bool:
        """Write a state if `revision` is still the newest. Returns whether it was written."""
        with self._database.begin() as work:
            written = work.breakers.swap(model, state, revision=revision, now=self._clock.now())
        if written:
            self._remember(model, _CachedState(state, revision + 1, self._clock.monotonic()))
        else:
            with self._lock:
                self._cache.pop(model, None)
        return written

    def _remember(self, model: str, seen: _CachedState) -> None:
        with self._lock:
            known = self._cache.get(model)
            if known is None or known.revision <= seen.revision:
                self._cache[model] = seen
