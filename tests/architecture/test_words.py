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

PEOPLE_SAY = "examples:"
"""What people say of an obstacle, in a playbook: it is only compared with their words, never shown."""

ASKS = "asks"
"""Goals as people write them, in a recipe: the reader learns from them, and nobody sees them."""

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


RIDDLES = re.compile(
    r"told|anew|somebody|nobody|whoever|makers?|resting|rests|kept|said|heard|"
    r"in vain|comes back by|stands for|let go",
    re.IGNORECASE,
)
"""Words that a reader has to decode, or that are no terms of the field: a model's circuit is open,
a response cached, a company a provider, a value reported."""


def test_no_name_or_docstring_is_a_riddle() -> None:
    whole = re.compile(rf"\b(?:{RIDDLES.pattern})\b", re.IGNORECASE)
    texts = [
        f"{name_of(path)}:{line} {found.group()}"
        for path in modules()
        for text, line in _docstrings(parse(path))
        if (found := whole.search(text))
    ]
    names = [
        f"{name_of(path)}: {name}"
        for path in modules()
        for name in (*_names(parse(path)), *_variables(parse(path)), path.stem)
        if any(RIDDLES.fullmatch(word) for word in re.split(r"_|(?<=[a-z])(?=[A-Z])", name))
    ]

    assert texts + names == []


def test_a_docstring_begins_with_one_plain_line() -> None:
    found = [
        f"{name_of(path)}:{line} {text.splitlines()[0][:60]}"
        for path in modules()
        for text, line in _docstrings(parse(path))
        if len(text.strip().splitlines()[0]) > 100 or text.strip()[0].islower()
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
    spoken = [path for path in (ROOT / folder).rglob("*") if path.suffix in {".yaml", ".md"}]
    assert spoken, "the folder holds no text of these kinds, so this law would see nothing"

    found = [
        f"{name_of(path)}:{number} {said.group()}"
        for path in spoken
        for number, line in enumerate(_spoken_lines(path), start=1)
        if not line.lstrip().startswith(PEOPLE_SAY) and (said := UNKIND.search(line))
    ]

    assert found == []


def _spoken_lines(path: Path) -> list[str]:
    """Return the lines of a file; those of a recipe's `asks`, which people wrote, are empty."""
    found, block = [], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        block = line.partition(":")[0] if line[:1].isalpha() else block
        found.append("" if block == ASKS else line)
    return found


def _names(tree: ast.Module) -> list[str]:
    return [
        n.name
        for n in ast.walk(tree)
        if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]


def _variables(tree: ast.Module) -> list[str]:
    stored = (
        n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    )
    return [*stored, *(n.arg for n in ast.walk(tree) if isinstance(n, ast.arg))]


def _docstrings(tree: ast.Module) -> list[tuple[str, int]]:
    """Return every text that stands alone: docstrings, and the notes under fields and constants."""
    return [
        (node.value.value, node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        and node.value.value.strip()
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


PERCENT_BY_HAND = re.compile(r"\{[^{}]*:[^{}]*%\}")
"""A format that writes 99.5%, where people read 99.5 %."""


def test_per_cent_is_written_by_formats_alone() -> None:
    found = [
        f"{name_of(path)}: {found.group()}"
        for path in modules()
        if not name_of(path).startswith("core.offline.training")
        for found in PERCENT_BY_HAND.finditer(path.read_text(encoding="utf-8"))
        if not re.search(r"%[a-zA-Z-]", found.group())
    ]

    assert found == []


MOMENT = re.compile(r"%[aAbB]|%H:%M|%Y-%m-%d")
"""A day or a time as people read it; stamps of files and links are written for programs."""


def test_days_and_times_are_written_by_formats_alone() -> None:
    found = {
        name_of(path)
        for path in modules()
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FormattedValue | ast.Call) and MOMENT.search(_moment_format(node))
    }

    assert found == {"core/formats.py"}


def _moment_format(node: ast.FormattedValue | ast.Call) -> str:
    """Return the format behind the colon of an f-string, or a call of strftime, or ""."""
    if isinstance(node, ast.FormattedValue):
        return ast.unparse(node.format_spec) if node.format_spec is not None else ""
    return ast.unparse(node) if ast.unparse(node.func).endswith(".strftime") else ""
