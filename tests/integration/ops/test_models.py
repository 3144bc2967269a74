"""`rein models` and `rein user export|erase`: consent and privacy by command."""

import zipfile
from pathlib import Path

import pytest

from tests.integration.ops.conftest import Run


def test_a_person_decides_by_command(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "No language model is set up" in run("models").output
    monkeypatch.setenv("GEMINI_API_KEY", "key")

    assert "Nothing is sent until you decide" in run("models").output
    assert "Your words go to generativelanguage.googleapis.com" in run("models", "--agree").output
    assert "Only the offline coach" in run("models", "--offline-only").output
    assert run("models", "--agree", "--offline-only").exit_code == 2


def test_everything_is_written_to_a_file_and_erased(run: Run, tmp_path: Path) -> None:
    assert run("goal", "Run 5 km by the end of March").exit_code == 0
    file = tmp_path / "mine.zip"

    assert "rows about local" in run("user", "export", "local", str(file)).output
    with zipfile.ZipFile(file) as archive:
        assert b"Run 5 km" in archive.read("goals.json")
    assert run("user", "erase", "local", "--yes").exit_code == 0
    run("user", "export", "local", str(file))
    with zipfile.ZipFile(file) as archive:
        assert b"Run 5 km" not in archive.read("goals.json")
