"""Writes docs/access.md from the rules that use-cases declare: python -m tests.architecture.access_document."""

import ast
import pkgutil
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import core.usecases
from core.usecases.access.allow import DECLARED
from core.usecases.access.rules import MEANINGS, Access, Declared
from tests.architecture.tree import ROOT, parse

FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
DOCUMENT = ROOT / "docs" / "access.md"
COLUMNS = ("not signed in", "another user", "the owner", "coach of the goal", "reviewer", "admin")
CELLS = {
    Access.ADMIN: "- - - - - yes",
    Access.REVIEWER: "- - - - masked yes",
    Access.TRACE: "- - yes - masked yes",
    Access.TRACES: "- own own own masked yes",
    Access.OWNER: "- - yes - - -",
    Access.COACH: "- - - yes - -",
    Access.PERSON: "- own own own own own",
    Access.SECRET: "secret secret secret secret secret secret",
    Access.OPEN: "yes yes yes yes yes yes",
}
"""What each person may do with something that the owner wrote, by column."""

HEAD = """# Access

Each use-case declares beside its definition who may call it, and the declaration is what refuses others
(`core/usecases/access`). Pages, HTTP and the command line reach data through use-cases alone. This file is written
from the declarations; `tests/integration/access` calls each use-case and each HTTP operation as each person, on both
databases, and compares.

*-* refused, or as if it did not exist; *own* what is theirs alone; *masked* without personal data; *secret* with the
secret address, link, code or token alone.
"""


def declared_use_cases() -> list[Declared]:
    """Return all use-cases by their name."""
    for found in pkgutil.walk_packages(core.usecases.__path__, "core.usecases."):
        import_module(found.name)
    return [DECLARED[name] for name in sorted(DECLARED)]


def write_document(declared: Iterable[Declared]) -> str:
    """Return the whole document."""
    declared = list(declared)
    known = {one.name.rpartition(".")[2]: one for one in declared}
    lines = [HEAD, "## Rules\n", _row("rule", *COLUMNS), _row(*["---"] * 7)]
    lines += [_row(rule.value, *CELLS[rule].split()) for rule in CELLS]
    lines += ["", *(f"- **{rule.value}**: {MEANINGS[rule]}" for rule in Access), ""]
    lines += ["## Use-cases\n", _row("use-case", *COLUMNS), _row(*["---"] * 7)]
    with_viewer = [one for one in declared if one.rule in CELLS]
    lines += [_row(f"`{one.name}`", *CELLS[one.rule].split()) for one in with_viewer]
    lines += ["", "## HTTP\n", _row("operation", "calls"), _row("---", "---")]
    lines += [
        _row(
            f"`{route}`",
            ", ".join(f"`{one.name.rpartition('.')[2]}` ({one.rule.value})" for one in called),
        )
        for route, called in sorted(called_by_routes(known.values()).items())
    ]
    lines += ["", "## Without a person\n", _row("use-case", "why"), _row("---", "---")]
    lines += [
        _row(f"`{one.name}`", one.because or "other use-cases call it")
        for one in known.values()
        if one.rule not in CELLS
    ]
    return "\n".join([*lines, ""])


def called_by_routes(declared: Iterable[Declared]) -> dict[str, list[Declared]]:
    """Return the use-cases that each operation of the API calls, by name."""
    known = {one.name.rpartition(".")[2]: one for one in declared}
    found = {}
    for path in sorted((ROOT / "app" / "api" / "endpoints").rglob("*.py")):
        functions = {one.name: one for one in parse(path).body if isinstance(one, FUNCTION)}
        for function in functions.values():
            called = sorted(_names(function, dict(functions)) & known.keys())
            for mark in function.decorator_list:
                if (
                    isinstance(mark, ast.Call)
                    and isinstance(mark.func, ast.Attribute)
                    and mark.args
                ):
                    route = f"{mark.func.attr.upper()} {ast.literal_eval(mark.args[0])}"
                    found[route] = [known[name] for name in called]
    return found


def _names(function: ast.AST, functions: dict[str, Any]) -> set[str]:
    """Return the names in a function and in those of its module that it calls."""
    names = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(function) if isinstance(node, ast.Attribute)}
    called = [functions.pop(name) for name in sorted(names & functions.keys())]
    return names.union(*(_names(one, functions) for one in called))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    DOCUMENT.write_text(write_document(declared_use_cases()), encoding="utf-8")
