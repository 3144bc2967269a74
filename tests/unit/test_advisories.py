"""An audit that did not take place never looks like a clean one."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests import advisories

CLEAN = {"name": "click", "version": "8.1.8", "vulns": []}
OPEN = {"name": "x", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}


def tool(folder: Path, report: list[dict[str, Any]] | None) -> str:
    """A stand-in of pip-audit: writes a report, or fails as without a network."""
    stored = folder / "stored.json"
    stored.write_text(json.dumps({"dependencies": report or []}), encoding="utf-8")
    writes = f'for last; do :; done; cp "{stored}" "$last"; exit 1'
    script = folder / "pip-audit"
    body = writes if report is not None else "echo 'first line' >&2; echo 'no way out' >&2; exit 1"
    script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    script.chmod(0o755)
    return str(script)


@pytest.mark.parametrize("required", [False, True])
def test_an_advisory_fails_and_is_named_with_the_version_that_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, required: bool
) -> None:
    monkeypatch.setenv("REIN_REQUIRE_AUDIT", "1" if required else "0")

    error = advisories.main([tool(tmp_path, [CLEAN, OPEN]), "requirements.lock"])

    assert error == "Known advisories:\nx 1: PYSEC-1, mended in 1.1"


def test_a_clean_lock_is_named_with_its_size(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert advisories.main([tool(tmp_path, [CLEAN, CLEAN]), "requirements.lock"]) is None
    assert capsys.readouterr().out == "No known advisory for 2 locked packages.\n"


@pytest.mark.parametrize(
    ("installed", "why"), [(True, "no way out"), (False, "pip-audit could not be installed")]
)
def test_without_an_answer_it_is_a_warning_and_an_error_where_it_is_required(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    installed: bool,
    why: str,
) -> None:
    path = tool(tmp_path, None) if installed else str(tmp_path / "nothing")
    warning = f"NOT AUDITED: requirements.lock was not compared with known advisories ({why})."

    assert advisories.main([path, "requirements.lock"]) is None
    assert capsys.readouterr().err == f"WARNING: {warning}\n"
    monkeypatch.setenv("REIN_REQUIRE_AUDIT", "1")
    assert advisories.main([path, "requirements.lock"]) == warning


@pytest.mark.parametrize(
    ("report", "answered"), [([], "0 of 0"), ([CLEAN, {"name": "y", "skip_reason": "?"}], "1 of 2")]
)
def test_a_report_that_leaves_packages_out_is_no_clean_one(
    tmp_path: Path, report: list[dict[str, Any]], answered: str
) -> None:
    advisories_found, text = advisories.audit(Path(tool(tmp_path, report)), Path("a.lock"))

    assert advisories_found is None
    assert text == f"the index answered for {answered} packages"
