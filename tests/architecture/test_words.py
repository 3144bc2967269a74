"""Names and sentences: one word for one thing, and nothing said to a person that we would not say to their face."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, modules, name_of, parse

BANNED_NAMES = frozenset(
    {
        "manager",
        "helper",
        "helpers",
        "util",
        "utils",
        "handler",
        "handlers",
        "data",
        "info",
        "process",
    }
)
"""Names that say nothing about what they name."""

NEVER_LAST = BANNED_NAMES - {"process"}
"""The same at the end of a longer name; `in_process` does say something."""

OVERRIDDEN = frozenset({"get_route_handler"})
"""Methods of a framework that we override under the framework's name."""

SUFFIXES = ("Manager", "Helper", "Utils", "Handler", "Info", "Data")

UNKIND = re.compile(
    r"\b(oops|whoops|uh-oh|stupid|pathetic|ashamed|loser|no excuses?|you failed|you have failed|"
    r"your failure|shame on|disappoint\w*|weak-willed)\b",
    re.IGNORECASE,
)
"""Words of blame; a miss is met with what to do next (see the coaching rules)."""

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplementedError)\b")


def test_no_module_function_or_class_has_a_name_that_says_nothing() -> None:
    found = [
        f"{name_of(path)}: {name}"
        for path in modules()
        for name in (*_names(parse(path)), path.stem)
        if name not in OVERRIDDEN
        and (
            name.lower() in BANNED_NAMES
            or name.lower().rpartition("_")[2] in NEVER_LAST
            or name.endswith(SUFFIXES)
        )
    ]

    assert found == []


def test_nothing_is_left_for_later_in_the_code() -> None:
    found = [
        f"{name_of(path)}:{number}"
        for path in modules()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if UNFINISHED.search(line)
    ]

    assert found == []


def test_no_sentence_blames_or_giggles() -> None:
    found = [
        f"{name_of(path)}:{line} {said.group()}"
        for path in modules()
        for text, line in _strings(parse(path))
        if (said := UNKIND.search(text))
    ]

    assert found == []


@pytest.mark.parametrize("folder", ["data/playbooks", "core/prompts", "data/seed"])
def test_what_the_coach_says_never_blames(folder: str) -> None:
    spoken = [
        path for path in (ROOT / folder).rglob("*") if path.suffix in {".yaml", ".yml", ".json"}
    ]

    found = [
        f"{name_of(path)}:{number} {said.group()}"
        for path in spoken
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (said := UNKIND.search(line))
    ]

    assert found == []


def _names(tree: ast.Module) -> list[str]:
    return [
        n.name
        for n in ast.walk(tree)
        if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]


def _strings(tree: ast.Module) -> list[tuple[str, int]]:
    """Return every text of a module but its docstrings, with its line."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.value, node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


def test_every_module_says_why_it_is_there() -> None:
    assert [name_of(path) for path in modules() if not _speaks(path)] == []


def _speaks(path: Path) -> bool:
    return bool(ast.get_docstring(parse(path)))
