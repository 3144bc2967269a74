"""Chooses the database of a test that is written for both: SQLite or PostgreSQL, by the test's name.

SQL is written in the stores and their reads alone, and their tests always take both databases. A use-case, a route or a
command runs on one of them, half of the cases on each; `--whole` takes both. A test that lets threads race takes both in
any case, because the databases lock differently.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

import pytest

TESTS = Path(__file__).parent
ON_ONE = ("access", "alerts", "api", "exports", "llm", "mail", "ops", "usecases")
"""Folders of tests/integration whose tests write no SQL of their own."""
DIALECTS = ("sqlite", "postgresql")
RACES = frozenset({"Barrier", "Thread", "ThreadPoolExecutor"})


def left_out(items: Iterable[pytest.Item]) -> set[pytest.Item]:
    """Return the items that have the same test with the same case on the other database."""
    cases: dict[str, dict[str, pytest.Item]] = defaultdict(dict)
    for item in items:
        dialect = _dialect(item)
        if dialect is not None and _runs_on_one(item):
            cases[item.nodeid.replace(dialect, "", 1)][dialect] = item
    return {
        on[DIALECTS[crc32(case.encode()) % len(DIALECTS)]]
        for case, on in cases.items()
        if len(on) == len(DIALECTS)
    }


def _dialect(item: pytest.Item) -> str | None:
    call = getattr(item, "callspec", None)
    found = None if call is None else call.params.get("database_url")
    return found if found in DIALECTS else None


def _runs_on_one(item: pytest.Item) -> bool:
    inside = any(TESTS / "integration" / folder in item.path.parents for folder in ON_ONE)
    chosen = inside and RACES.isdisjoint(_names_in(item))
    return chosen or item.get_closest_marker("one_database") is not None


def _names_in(item: pytest.Item) -> Iterable[str]:
    """Return the names that the code of a test uses."""
    code = getattr(getattr(item, "function", None), "__code__", None)
    return () if code is None else code.co_names
