"""Traces the lines of core while tests still reach new ones, and lets every other test run at full speed.

Tracing doubles the time of a test. Further cases of a parametrised test and the examples of a property hardly ever reach
a line that no first case reaches; the pages, the journeys and the drills work mostly in scripts and other processes. A
file of which a few tests in a row reached no new line is traced no further. So the figure of the floor is a lower bound.
"""

from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent
UNTRACED = ("app", "browser", "integration/api", "integration/durability")
LONG = (
    "browser",
    "integration/durability",
    "integration/exports",
    "integration/ops",
    "app",
    "unit/offline",
)
"""Folders of long files: they begin first, so that no worker waits for the other at the end."""

PATIENCE = 2
"""Tests of one file that may reach no new line, one after the other, before the rest of it is not traced."""


class CaseTracing:
    """Switches the tracer of pytest-cov between tests."""

    def __init__(self, controller: Any, items: Iterable[pytest.Item]) -> None:
        self._controller = controller
        self._traced = frozenset(traced_cases(items))
        self._in_vain: Counter[Path] = Counter()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        is_traced = item.nodeid in self._traced and self._in_vain[item.path] < PATIENCE
        self._switch(on=is_traced)
        before = self._lines() if is_traced else 0
        try:
            return (yield)
        finally:
            if is_traced:
                found_some = self._lines() > before
                self._in_vain[item.path] = 0 if found_some else self._in_vain[item.path] + 1

    def _lines(self) -> int:
        """Return how many lines of core were reached in this process."""
        return sum(map(len, self._controller.cov._collector.data.values()))

    def _switch(self, *, on: bool) -> None:
        if on and not self._controller.started:
            self._controller.resume()
        elif self._controller.started and not on:
            self._controller.pause()


def traced_cases(items: Iterable[pytest.Item]) -> Iterator[str]:
    """Return the first case of each test that is neither a property nor untraced by its folder or mark."""
    seen: set[str] = set()
    for item in items:
        test = item.nodeid.partition("[")[0]
        if test not in seen and not _is_untraced(item):
            yield item.nodeid
        seen.add(test)


def place(item: pytest.Item) -> int:
    """Return the rank of a test by its folder: those of long files first."""
    return next((rank for rank, name in enumerate(LONG) if _is_in(item, name)), len(LONG))


def _is_untraced(item: pytest.Item) -> bool:
    return (
        item.get_closest_marker("no_cover") is not None
        or hasattr(getattr(item, "obj", None), "hypothesis")
        or any(_is_in(item, name) for name in UNTRACED)
    )


def _is_in(item: pytest.Item, folder: str) -> bool:
    return TESTS / folder in item.path.parents
