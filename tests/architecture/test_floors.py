"""Floors stand in pyproject.toml, [tool.importlinter]; this runs them with the tests."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import ROOT


def test_no_module_imports_from_a_floor_above_its_own() -> None:
    lint = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]

    found = subprocess.run(lint, cwd=ROOT, capture_output=True, text=True, check=False)

    assert found.returncode == 0, found.stdout
