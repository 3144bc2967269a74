"""What costs a second to import is imported by whoever needs it, not by everybody who starts."""

import json
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT

HEAVY = ("google.genai", "opik", "pandas", "streamlit", "plotly", "altair", "openai", "anthropic", "litellm")


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """Names of the modules that a fresh interpreter has after importing the composition root."""
    program = "import json, sys, core.bootstrap; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout))


@pytest.mark.parametrize("package", HEAVY)
def test_the_composition_root_does_not_import_what_is_heavy(package: str, loaded: set[str]) -> None:
    assert "core.bootstrap" in loaded
    assert package not in loaded
