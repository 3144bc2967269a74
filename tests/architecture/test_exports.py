"""What closes a trace or changes a rating also queues its export, in the same function: nothing is forgotten."""

import ast

import pytest

from tests.architecture.tree import functions, modules, name_of, parse

PAIRS = (
    ("traces", "close", "queue_trace"),
    ("traces", "insert_ended", "queue_trace"),
    ("ratings", "save", "queue_rating"),
    ("ratings", "withdraw", "queue_rating"),
)
SAMPLE = ("core/usecases/samples/sample.py", "core/usecases/samples/ratings.py")
"""The sample never leaves the machine."""


@pytest.mark.parametrize(("store", "verb", "queue"), PAIRS)
def test_a_fact_that_leaves_the_machine_is_queued_where_it_is_written(
    store: str, verb: str, queue: str
) -> None:
    forgotten = [
        f"{name_of(path)} {function.name}"
        for path in modules()
        if name_of(path).startswith("core/usecases/") and name_of(path) not in SAMPLE
        for function in functions(parse(path))
        if _calls(function, f"work.{store}.{verb}") and not _calls(function, queue)
    ]

    assert forgotten == []


def _calls(function: ast.AST, name: str) -> bool:
    return any(
        isinstance(node, ast.Call) and ast.unparse(node.func) == name for node in ast.walk(function)
    )


def test_the_law_sees_the_calls_it_is_about() -> None:
    found = {
        f"{store}.{verb}"
        for path in modules()
        if name_of(path).startswith("core/usecases/")
        for function in functions(parse(path))
        for store, verb, _ in PAIRS
        if _calls(function, f"work.{store}.{verb}")
    }

    assert found == {"traces.close", "traces.insert_ended", "ratings.save", "ratings.withdraw"}
