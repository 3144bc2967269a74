"""Which tests run on one database, and which on both."""

from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest

from tests.dialects import DIALECTS, TESTS, left_out


def plain() -> None: ...


def drill() -> None: ...


def racing() -> None:
    Thread(target=plain).start()


def on_both(folder: str, name: str, function: Any = plain) -> list[Any]:
    path = TESTS / "integration" / folder / "test_it.py"
    return [_item(path, f"{folder}::{name}[{dialect}]", dialect, function) for dialect in DIALECTS]


def _item(path: Path, nodeid: str, dialect: str, function: Any) -> Any:
    class Item(SimpleNamespace):
        __hash__ = object.__hash__

    call = SimpleNamespace(params={"database_url": dialect})
    marked = "one_database" if function is drill else None
    return Item(
        path=path,
        nodeid=nodeid,
        callspec=call,
        function=function,
        get_closest_marker=lambda name: name if name == marked else None,
    )


@pytest.mark.parametrize("folder", ["api", "usecases", "mail"])
def test_a_use_case_runs_on_one_database_and_about_half_of_them_on_each(folder: str) -> None:
    cases = [on_both(folder, f"test_{number}") for number in range(200)]

    omitted = left_out([item for case in cases for item in case])

    assert all(sum(item in omitted for item in case) == 1 for case in cases)
    first = sum(case[0] in omitted for case in cases)
    assert 70 <= first <= 130


@pytest.mark.parametrize("folder", ["store", "read", "jobs", "durability"])
def test_what_writes_sql_runs_on_both(folder: str) -> None:
    assert left_out(on_both(folder, "test_rows")) == set()


def test_a_drill_that_asks_for_it_runs_on_one() -> None:
    assert len(left_out(on_both("durability", "test_kill", drill))) == 1


def test_a_race_is_run_on_both_because_they_lock_differently() -> None:
    assert left_out(on_both("usecases", "test_two_at_once", racing)) == set()


def test_what_was_written_for_one_database_alone_is_never_left_out() -> None:
    (sqlite, _) = on_both("usecases", "test_file")

    assert left_out([sqlite]) == set()
