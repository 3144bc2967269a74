"""`rein outcomes`: a table of how people live with their plans, and all of it as JSON."""

import json

from tests.integration.ops.conftest import Run


def test_a_fresh_plan_is_in_no_share_yet(run: Run) -> None:
    assert run("goal", "Learn 500 Spanish words in 12 weeks").exit_code == 0

    text, as_json = run("outcomes", "--days", "7"), run("outcomes", "--json")

    assert (text.exit_code, as_json.exit_code) == (0, 0)
    first, week_1, *_ = text.stdout.splitlines()
    assert first.split()[:3] == ["Last", "7", "days"]
    assert week_1.split() == ["Tasks", "of", "week", "1", "done", "–", "0", "tasks", "–"]
    printed = json.loads(as_json.stdout)
    assert printed["week_1_done"] == {
        "share": None,
        "low": None,
        "high": None,
        "yes": 0,
        "of": 0,
        "plans": 0,
    }
    assert printed["before"]["plans"] == 0
    assert set(printed["tasks_skipped"].values()) == {0}


def test_an_unknown_language_is_refused(run: Run) -> None:
    assert run("outcomes", "--language", "klingon").exit_code == 2
