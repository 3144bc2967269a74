"""`rein progress`: the sentence of the page, and all of it as JSON."""

import json

from core.ids import new_id
from tests.integration.ops.conftest import Run


def planned_goal(run: Run) -> str:
    printed = run("goal", "Learn 500 Spanish words in 12 weeks", "--json")
    assert printed.exit_code == 0, printed.stderr
    goal_id: str = json.loads(printed.stdout)["goal"]["id"]
    return goal_id


def test_progress_is_printed_as_a_sentence_and_as_json(run: Run) -> None:
    goal_id = planned_goal(run)

    text, as_json = run("progress", goal_id), run("progress", goal_id, "--json")

    assert (text.exit_code, as_json.exit_code) == (0, 0)
    printed = json.loads(as_json.stdout)
    assert text.stdout.startswith(printed["summary"])
    assert "number of words: no number yet" in text.stdout
    assert printed["forecast"]["status"] in {"not_begun", "nothing_done"}
    assert printed["metrics"][0]["milestones"][-1]["target"] == 500


def test_a_goal_that_does_not_exist_is_one_clear_line(run: Run) -> None:
    result = run("progress", new_id())

    assert result.exit_code == 1
    assert "There is no such goal." in str(result.exception)
