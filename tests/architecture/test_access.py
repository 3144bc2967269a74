"""Use-cases are the only way to the data, and each one knows the person it works for."""

import ast
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, imported, modules, name_of, parse

USECASES = ROOT / "core" / "usecases"
SYSTEM = {
    "alerts/evaluate_alerts.py": "a periodic job",
    "calendar/read_feed.py": "finds out whose calendar a private address shows",
    "exports/deliver_outbox.py": "the delivery loop",
    "goals/lived_json.py": "a part of the export of a goal that its owner asked for",
    "mail/deliver_mail.py": "the delivery loop",
    "mail/links.py": "a link from a mail names the person; its secret is checked",
    "mail/settle_mail.py": "the delivery loop",
    "mail/subscribe.py": "is_configured reads a setting",
    "metrics/get_system_metrics.py": "a scraper reads /metrics without signing in",
    "retention/remove_expired.py": "a periodic job",
    "routing/explain_route.py": "model_name turns a key of the table into a name",
    "runs/background_workers.py": "starts and stops the workers of a process",
    "runs/end.py": "a worker ends a run; whoever submitted it was checked then",
    "runs/execute.py": "a worker works on a run; whoever submitted it was checked then",
    "resolutions/score_again.py": "score_by_rule scores a goal whose owner was checked",
    "runs/run_by_rule.py": "runs work of a goal whose owner was checked",
    "runs/run_and_wait.py": "works on a run that was just submitted",
    "schedule/run_due_jobs.py": "periodic jobs",
    "schedule/sweeps.py": "periodic jobs",
    "schedule/verify_rollups.py": "a periodic job",
    "shares/open_share.py": "finds out whose plan a link shows",
    "tokens/tokens.py": "find_token_viewer finds out who the viewer is",
    "utc_days.py": "counts days, and reads nothing",
}
"""Modules with a use-case that works for no person, with the reason."""

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


def nameless(path: Path) -> list[str]:
    """Return the public functions of a module that take Rein but no viewer."""
    return [
        function.name
        for function in public_functions(path)
        if "rein" in parameters(function) and "viewer" not in parameters(function)
    ]


def test_every_use_case_takes_the_viewer_it_works_for() -> None:
    found = {
        path.relative_to(USECASES).as_posix(): functions
        for path in modules()
        if path.is_relative_to(USECASES) and (functions := nameless(path))
    }

    assert {name: found[name] for name in found.keys() - SYSTEM.keys()} == {}


@pytest.mark.parametrize("name", SYSTEM)
def test_a_module_is_excused_only_while_it_needs_it(name: str) -> None:
    assert nameless(USECASES / name) != []


def test_a_viewer_is_given_by_name() -> None:
    positional = {
        f"{name_of(path)}:{function.name}"
        for path in modules()
        if path.is_relative_to(USECASES)
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
