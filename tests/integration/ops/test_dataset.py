"""`rein dataset`: out to a file and in again, with bad lines named on standard error."""

import json
from pathlib import Path

from tests.integration.ops.conftest import Run

GOOD = '{"input": {"text": "Run 5 km"}}\n'


def test_a_dataset_goes_out_and_in_with_the_same_hash(run: Run, tmp_path: Path) -> None:
    first, copy = tmp_path / "first.jsonl", tmp_path / "copy.jsonl"
    first.write_text(GOOD + '{"input": {"text": "=1+1"}}\n', encoding="utf-8")

    steps = (
        run("dataset", "import", str(first), "--name", "a", "--note", "by hand"),
        run("dataset", "export", "a", "--out", str(copy)),
        run("dataset", "import", str(copy), "--name", "b"),
        run("dataset", "import", str(copy), "--name", "b"),
    )
    listed = run("dataset", "list", "--json")

    assert [step.exit_code for step in steps] == [0, 0, 0, 0]
    assert steps[1].stdout == f"{copy} holds 2 items.\n"
    assert "(unchanged)" in steps[3].stdout
    a, b = map(json.loads, listed.stdout.splitlines())
    assert a["versions"][0]["content_hash"] == b["versions"][0]["content_hash"]
    assert len(b["versions"]) == 1
    assert "version 1, 2 items" in run("dataset", "list").stdout
    printed = run("dataset", "export", "b").stdout
    assert printed == copy.read_text(encoding="utf-8")


def test_a_bad_line_stops_an_import_unless_it_may_be_skipped(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(GOOD + "{\n", encoding="utf-8")

    refused = run("dataset", "import", str(file), "--name", "a")
    skipped = run("dataset", "import", str(file), "--name", "a", "--skip-bad")

    assert refused.exit_code == 1
    assert "line 2: It is not valid JSON" in refused.stderr
    assert (skipped.exit_code, "line 2" in skipped.stderr) == (0, True)
    assert "version 1, 1 item" in skipped.stdout


def test_what_is_not_there_is_said_in_one_line(run: Run) -> None:
    assert "There are no datasets" in run("dataset", "list").stdout
    assert run("dataset", "export", "none").exit_code == 1
