"""`rein pdf`: the file alone, and no file if there is no such goal."""

import json
from pathlib import Path

from core.ids import new_id
from tests.integration.ops.conftest import Run
from tests.pdf_text import Pdf


def test_the_plan_is_written_to_a_file_or_printed_and_nothing_else(
    run: Run, tmp_path: Path
) -> None:
    goal = json.loads(run("goal", "Run 10 km in 20 weeks", "--json").stdout)
    goal_id, file = goal["goal"]["id"], tmp_path / "plan.pdf"

    written, printed = run("pdf", goal_id, str(file)), run("pdf", goal_id)

    assert (written.exit_code, written.stdout) == (0, "")
    assert goal["resolution"]["title"] in Pdf(file.read_bytes()).text()
    assert printed.stdout_bytes.startswith(b"%PDF-")
    assert printed.stdout_bytes.rstrip().endswith(b"%%EOF")


def test_a_goal_that_is_not_there_makes_no_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"

    assert run("pdf", new_id(), str(file)).exit_code != 0
    assert not file.exists()
