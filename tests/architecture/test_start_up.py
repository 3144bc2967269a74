"""What costs a second to import is imported by whoever needs it, not by everybody who starts."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.stubs.gemini import GeminiStub

HEAVY = (
    "google.genai",
    "opik",
    "pandas",
    "streamlit",
    "plotly",
    "altair",
    "openai",
    "anthropic",
    "litellm",
    "sklearn",
    "scipy",
    "icalendar",
    "typst",
    "aiosmtplib",
)


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """Names of the modules that a fresh interpreter has after importing the composition root."""
    program = "import json, sys, core.bootstrap; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(run.stdout))


@pytest.mark.parametrize("package", HEAVY)
def test_the_composition_root_does_not_import_what_is_heavy(package: str, loaded: set[str]) -> None:
    assert "core.bootstrap" in loaded
    assert package not in loaded


SDKS = {"google.genai", "openai", "anthropic"}
RUN = """
import json, sys
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import build
from core.goals.goal import Circumstances
from core.settings import load_settings
from core.usecases.runs.execute import execute_run
from core.usecases.goals.submit import submit_goal
rein = build(load_settings())
rein.warm()
text = "Run 5 km without stopping"
submitted = submit_goal(rein, viewer=LOCAL_VIEWER, text=text, circumstances=Circumstances(), key="k")
assert execute_run(rein, submitted.run_id)
with rein.database.read() as connection:
    writers = connection.exec_driver_sql("SELECT DISTINCT provider FROM stage_results").scalars().all()
print(json.dumps([sorted(sys.modules), sorted(writers)]))
"""
"""A process that starts, warms up, and works one goal."""


def loaded_by_a_run(folder: Path, **environment: str) -> tuple[set[str], list[str]]:
    """Return the SDKs that a process has after one goal, and the providers whose models wrote it."""
    alone = {
        name: value
        for name, value in os.environ.items()
        if not name.endswith(("_API_KEY", "_BASE_URL"))
    }
    own = {"REIN_DATA_DIR": str(folder), "REIN_ENV_FILE": os.devnull}
    own |= {"REIN_MODEL_CONSENT": "assumed"} | environment
    run = subprocess.run(
        [sys.executable, "-c", RUN],
        cwd=ROOT,
        env=alone | own,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    modules, writers = json.loads(run.stdout.splitlines()[-1])
    return SDKS & set(modules), writers


def test_without_a_key_no_sdk_is_ever_imported(tmp_path: Path) -> None:
    assert loaded_by_a_run(tmp_path) == (set(), ["offline"])


def test_with_a_key_of_google_alone_no_other_sdk_is_imported(tmp_path: Path) -> None:
    with GeminiStub() as stub:
        found = loaded_by_a_run(tmp_path, GEMINI_API_KEY="key-of-a-test", GEMINI_BASE_URL=stub.url)

    assert found == ({"google.genai"}, ["google"])
