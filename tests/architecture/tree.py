"""The project's own source as the laws of this folder read it: paths and syntax trees, nothing imported."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = ("coach", "review", "operate")
"""Folders of app/ that have a folder for each page."""


@cache
def modules() -> tuple[Path, ...]:
    """Every Python file of app/ and core/, migrations left out: they are history and never edited."""
    found = (path for package in ("app", "core") for path in sorted((ROOT / package).rglob("*.py")))
    return tuple(path for path in found if "versions" not in path.parts)


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name_of(path: Path) -> str:
    """Return the path as it is written in the laws, such as `core/clock.py`."""
    return path.relative_to(ROOT).as_posix()


@cache
def pages() -> tuple[Path, ...]:
    """Every page: the file page.py in a folder of a section."""
    return tuple(
        path for section in SECTIONS for path in sorted((ROOT / "app" / section).glob("*/page.py"))
    )


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@cache
def imported(tree: ast.Module) -> tuple[tuple[str, int], ...]:
    """Return every module that is imported, also inside functions, with its line."""
    return tuple(_imported(tree))


def _imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno
