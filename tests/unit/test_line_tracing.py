"""Lines are traced while the tests of a file reach new ones."""

from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.line_tracing import PATIENCE, TESTS, CaseTracing


class Tracer:
    """Stands in for the controller of pytest-cov; remembers in which tests it was on."""

    def __init__(self) -> None:
        self.started = False
        self.reached: set[int] = set()
        self.cov = SimpleNamespace(_collector=SimpleNamespace(data={"core/a.py": self.reached}))

    def resume(self) -> None:
        self.started = True

    def pause(self) -> None:
        self.started = False


def item(name: str, folder: str = "unit") -> Any:
    path = TESTS / folder / "test_it.py"
    nodeid = f"{path.relative_to(TESTS.parent)}::{name}"
    return SimpleNamespace(nodeid=nodeid, path=path, obj=None, get_closest_marker=lambda _: None)


def traced(tests: Iterable[tuple[Any, set[int]]]) -> list[bool]:
    """Run tests that reach these lines; return in which of them the tracer was on."""
    tests, tracer = list(tests), Tracer()
    tracing = CaseTracing(tracer, [test for test, _ in tests])
    found = []
    for test, lines in tests:
        run = tracing.pytest_runtest_protocol(test)
        next(run)
        found.append(tracer.started)
        if tracer.started:
            tracer.reached |= lines
        with pytest.raises(StopIteration):
            run.send(None)
    return found


def test_a_file_is_traced_as_long_as_its_tests_reach_new_lines() -> None:
    tests = [(item(f"test_{n}"), {n}) for n in range(8)]

    assert traced(tests) == [True] * 8


def test_the_rest_of_a_file_is_not_traced_once_a_few_tests_reached_nothing_new() -> None:
    tests = [(item(f"test_{n}"), {1}) for n in range(8)]

    assert traced(tests) == [True] * (1 + PATIENCE) + [False] * (7 - PATIENCE)


def test_another_file_is_traced_all_the_same() -> None:
    spent = [(item(f"test_{n}"), set()) for n in range(PATIENCE + 1)]
    other = SimpleNamespace(**vars(item("test_last")) | {"path": Path(TESTS, "unit", "test_b.py")})

    assert traced([*spent, (other, {5})])[-2:] == [False, True]


def test_only_the_first_case_of_a_test_is_traced_and_no_page() -> None:
    first, second, page = item("test_a[1]"), item("test_a[2]"), item("test_a", folder="app")

    assert traced([(first, {1}), (second, {2}), (page, {3})]) == [True, False, False]
