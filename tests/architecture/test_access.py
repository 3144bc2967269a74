"""Use-cases are the only way to the data, and each one knows the person it works for."""

import ast
from pathlib import Path

from core.usecases.access.rules import Access
from tests.architecture.access_document import DOCUMENT, declared_use_cases, write_document
from tests.architecture.tree import ROOT, imported, modules, name_of, parse

USECASES = ROOT / "core" / "usecases"
WITHOUT_REIN = {
    "core/ops/doctor.py": "looks at a database that may be too broken to build Rein on",
}
"""Commands that may import core.store, with the reason."""


def public_functions(path: Path) -> list[ast.FunctionDef]:
    body = parse(path).body
    return [
        node for node in body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def parameters(function: ast.FunctionDef) -> set[str]:
    given = function.args
    return {argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)}


def use_cases(path: Path) -> list[ast.FunctionDef]:
    """Return the public functions that a page can call: those that take Rein or a viewer, and no transaction."""
    return [
        function
        for function in public_functions(path)
        if parameters(function) & {"rein", "viewer"} and "work" not in parameters(function)
    ]


def declared(function: ast.FunctionDef) -> set[str]:
    return {
        mark.func.id
        for mark in function.decorator_list
        if isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name)
    } & {"allow", "without_viewer"}


def test_every_use_case_declares_who_may_call_it() -> None:
    found = {
        f"{name_of(path)}:{function.name}"
        for path in modules()
        if path.is_relative_to(USECASES) and not path.is_relative_to(USECASES / "access")
        for function in use_cases(path)
        if declared(function)
        != ({"allow"} if "viewer" in parameters(function) else {"without_viewer"})
    }

    assert found == set()


def test_a_rule_about_a_role_is_declared_and_not_checked_by_hand() -> None:
    found = {
        f"{name_of(path)}:{function.name}"
        for path in modules()
        if path.is_relative_to(USECASES)
        for function in use_cases(path)
        if function.body[1:] and ast.unparse(function.body[1]).startswith("viewer.require(Role")
    }

    assert found == set()


def test_a_part_of_use_cases_is_called_by_use_cases_alone() -> None:
    parts = {
        (f"core.usecases.{declared.name.rpartition('.')[0]}", declared.name.rpartition(".")[2])
        for declared in declared_use_cases()
        if declared.rule is Access.PART
    }
    found = {
        (name_of(path), alias.name)
        for path in modules()
        if not path.is_relative_to(USECASES)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (node.module, alias.name) in parts
    }

    assert parts != set()
    assert found == set()


def test_the_document_of_access_is_that_of_the_rules() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == write_document(declared_use_cases()), (
        "python -m tests.architecture.access_document writes it"
    )


def test_a_viewer_is_given_by_name() -> None:
    positional = {
        f"{name_of(path)}:{function.name}"
        for path in modules()
        if path.is_relative_to(USECASES) and not path.is_relative_to(USECASES / "access")
        for function in public_functions(path)
        if "viewer" in {argument.arg for argument in function.args.args}
    }

    assert positional == set()


def test_pages_http_and_commands_reach_the_data_through_use_cases_alone() -> None:
    found = {
        name_of(path)
        for path in modules()
        if path.is_relative_to(ROOT / "app") or path.is_relative_to(ROOT / "core" / "ops")
        for module, _line in imported(parse(path))
        if module.startswith("core.store")
    }

    assert found == WITHOUT_REIN.keys()
