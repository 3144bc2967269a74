"""Fakes with the interface of the real things: a clock, a ledger, a model, a cache."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from threading import Lock

from core.call_ledger import LedgerEntry
from core.clock import local_day
from core.errors import ModelError, StorageUnavailable
from core.llm.wrappers.circuit_state import CLOSED, CircuitState
from core.llm.wrappers.response_cache import CachedResponse
from core.ports import Completion, ModelCall

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
"""A Monday morning, early in a quarter: the day every test lives in unless it says otherwise."""


class FrozenClock:
    """Stands still until it is told to move."""

    def __init__(self, now: datetime = NOW) -> None:
        self._now = now
        self._elapsed = 0.0

    def now(self) -> datetime:
        return self._now

    def today(self, zone: tzinfo | None) -> date:
        return local_day(self._now, zone)

    def monotonic(self) -> float:
        return self._elapsed

    def advance(self, by: timedelta | float) -> None:
        """Move on by a timedelta, or by a number of seconds."""
        step = by if isinstance(by, timedelta) else timedelta(seconds=by)
        self._now += step
        self._elapsed += step.total_seconds()


@dataclass(slots=True, kw_only=True)
class LedgerLine:
    """One call as a ledger saw it: open until it is closed or failed."""

    entry: LedgerEntry
    completion: Completion | None = None
    fault: str | None = None
    message: str | None = None
    finished_at: datetime | None = None


@dataclass(slots=True)
class ListLedger:
    """A call ledger that keeps its lines in memory, in the order they were opened."""

    lines: dict[str, LedgerLine] = field(default_factory=dict)

    def replay(self, entry: LedgerEntry) -> Completion | None:
        same = (line for line in self.lines.values() if line.entry.run_id == entry.run_id)
        found = next(
            (
                line.completion
                for line in same
                if line.entry.request_hash == entry.request_hash and not line.fault
            ),
            None,
        )
        return replace(found, replayed=True) if found is not None else None

    def open(self, entry: LedgerEntry) -> None:
        self.lines[entry.id] = LedgerLine(entry=entry)

    def close(self, entry_id: str, completion: Completion, *, finished_at: datetime) -> None:
        line = self.lines[entry_id]
        line.completion, line.finished_at = completion, finished_at

    def fail(
        self,
        entry_id: str,
        *,
        fault: str,
        message: str,
        finished_at: datetime,
        completion: Completion | None = None,
    ) -> None:
        line = self.lines[entry_id]
        line.fault, line.message, line.finished_at, line.completion = (
            fault,
            message,
            finished_at,
            completion,
        )

    def record_hit(
        self,
        entry: LedgerEntry,
        completion: Completion,
        *,
        finished_at: datetime,
        key: str | None = None,
    ) -> None:
        del key
        self.open(entry)
        self.close(entry.id, completion, finished_at=finished_at)


Reply = str | Completion | ModelError | Callable[[ModelCall], Completion]


class ScriptedModel:
    """Answers with the next reply of its script, and keeps every call it was given."""

    def __init__(
        self, replies: Iterable[Reply], *, name: str = "scripted-1", provider: str = "scripted"
    ) -> None:
        self._replies = deque(replies)
        self.name = name
        self.provider = provider
        self.calls: list[ModelCall] = []

    def complete(self, call: ModelCall) -> Completion:
        self.calls.append(call)
        if not self._replies:
            raise AssertionError(f"The script is over, and {call.purpose} was asked for once more.")
        reply = self._replies.popleft()
        if isinstance(reply, ModelError):
            raise reply
        if isinstance(reply, str):
            return Completion(text=reply, model=self.name, provider=self.provider)
        return reply(call) if callable(reply) else reply


@dataclass(slots=True)
class ListSink:
    """A page that shows a text while it arrives: the pieces shown now, and all events so far."""

    shown: list[str] = field(default_factory=list)
    events: list[str | None] = field(default_factory=list)
    """Each piece that was added, and None for each time everything was taken back."""

    @property
    def text(self) -> str:
        return "".join(self.shown)

    def add(self, text: str) -> None:
        self.shown.append(text)
        self.events.append(text)

    def restart(self) -> None:
        self.shown.clear()
        self.events.append(None)


class MemoryCircuitBreakers:
    """Circuit states in memory, as a CircuitBreakerStore."""

    def __init__(self) -> None:
        self._states: dict[str, tuple[CircuitState, int]] = {}
        self._lock = Lock()

    def read(self, model: str) -> tuple[CircuitState, int]:
        with self._lock:
            return self._states.get(model, (CLOSED, 0))

    def swap(self, model: str, state: CircuitState, *, revision: int) -> bool:
        with self._lock:
            if self._states.get(model, (CLOSED, 0))[1] != revision:
                return False
            self._states[model] = (state, revision + 1)
            return True


@dataclass(slots=True)
class MemoryResponseCache:
    """A response cache in memory, which fails to write while it is `full`."""

    replies: dict[str, CachedResponse] = field(default_factory=dict)
    full: bool = False

    def find(self, key: str) -> CachedResponse | None:
        return self.replies.get(key)

    def put(self, reply: CachedResponse) -> None:
        if self.full:
            raise StorageUnavailable("The database cannot write to its disk.")
        self.replies[reply.key] = reply

    def evict(self, key: str) -> None:
        self.replies.pop(key, None)
