"""Traces the lines of core in the first case of each test, and lets every other case run at full speed.

Tracing doubles the time of a test. Further cases of a parametrised test and the examples of a property hardly ever reach
a line that no first case reaches; the pages, the journeys and the drills work mostly in scripts and other processes.
"""

from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parent
UNTRACED = ("app", "browser", "integration/api", "integration/durability")
LONG = ("browser", "integration/durability", "integration/exports", "integration/ops", "app")
"""Folders of long files: they begin first, so that no worker waits for the other at the end."""


class CaseTracing:
    """Switches the tracer of pytest-cov between tests."""

    def __init__(self, controller: Any, items: Iterable[pytest.Item]) -> None:
        self._controller = controller
        self._traced = frozenset(traced_cases(items))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._switch(on=item.nodeid in self._traced)
        return (yield)

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
