"""`rein evaluate`: variants are compared on a dataset, and what is not finished is cancelled and worked again."""

import json
from pathlib import Path

from tests.integration.ops.conftest import Run

LINES = "".join(f'{{"input": {{"text": "{text}"}}}}\n' for text in ("Run 5 km", "Learn Spanish"))


def test_a_run_is_forecast_worked_shown_cancelled_and_retried(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(LINES, encoding="utf-8")
    assert "no evaluation run yet" in run("evaluate", "list").stdout
    run("dataset", "import", str(file), "--name", "cases")
    forecast = run("evaluate", "start", "cases", "--variant", "defaults@v3", "--forecast")
    assert "2 items, 2 variants, judge offline: expected to cost $0" in forecast.stdout
    started = run("evaluate", "start", "cases", "--variant", "defaults@v3", "--queue")
    run_id = started.stdout.splitlines()[-1].split()[3]

    assert "0 of 4 cases ended" in run("evaluate", "list").stdout
    assert run("evaluate", "cancel", run_id).exit_code == 0
    assert "4 of 4 cases ended (4 cancelled)" in run("evaluate", "show", run_id).stdout
    retried = run("evaluate", "retry", run_id)
    assert "4 cases queued again." in retried.stdout
    assert "defaults@v3 against live: 2 pairs, 0 items without one" in retried.stdout
    shown = json.loads(run("evaluate", "show", run_id, "--json").stdout)
    assert shown["progress"]["done"] == 4
    assert shown["comparisons"][0]["scores"]["overall"]["n"] == 2
    assert "4 of 4 cases ended (4 done)" in run("evaluate", "resume", run_id).stdout


def test_what_cannot_be_compared_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text(LINES, encoding="utf-8")
    run("dataset", "import", str(file), "--name", "cases")

    assert run("evaluate", "start", "cases", "--variant", "evaluate@v1").exit_code == 1
    assert run("evaluate", "show", "nothing").exit_code == 1
