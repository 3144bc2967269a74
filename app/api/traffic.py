"""Counts of the requests this process has answered, for `/metrics`."""

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

BOUNDS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper ends of the histogram's bins, as Prometheus clients choose them."""


@dataclass(frozen=True, slots=True)
class Route:
    """What requests are counted by: the route's pattern, never the path that was asked for."""

    method: str
    path: str


class Traffic:
    """Safe to use from every thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._statuses: Counter[tuple[Route, int]] = Counter()
        self._bins: Counter[tuple[Route, float]] = Counter()
        self._seconds: Counter[Route] = Counter()

    def count(self, route: Route, status: int, seconds: float) -> None:
        """Count one answered request."""
        with self._lock:
            self._statuses[route, status] += 1
            self._seconds[route] += seconds  # type: ignore[assignment]  # a Counter adds floats as well
            for bound in BOUNDS_S:
                if seconds <= bound:
                    self._bins[route, bound] += 1

    def statuses(self) -> dict[tuple[Route, int], int]:
        """Return the number of answers by route and status."""
        with self._lock:
            return dict(self._statuses)

    def durations(self) -> Iterator[tuple[Route, dict[float, int], int, float]]:
        """Yield each route with its cumulative bins, its count and its sum of seconds."""
        with self._lock:
            bins, seconds, statuses = dict(self._bins), dict(self._seconds), dict(self._statuses)
        for route, total in seconds.items():
            n = sum(count for (counted, _), count in statuses.items() if counted == route)
            yield route, {bound: bins.get((route, bound), 0) for bound in BOUNDS_S}, n, total


TRAFFIC = Traffic()
"""This process's counts; one process serves one Rein."""
