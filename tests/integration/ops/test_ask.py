"""`rein ask`: a question about a goal on the command line."""

import json

from tests.integration.ops.conftest import Run


def test_a_question_is_answered_with_its_places(run: Run) -> None:
    goal_id = json.loads(run("goal", "Run 10 km in 20 weeks", "--json").stdout)["goal"]["id"]

    shown = run("ask", goal_id, "How does my week look?")
    printed = json.loads(run("ask", goal_id, "Drop one task", "--json").stdout)

    assert shown.exit_code == 0, shown.stderr
    assert "  from: Week 1" in shown.stdout
    assert printed["role"] == "coach"
    assert printed["edits"][0]["status"] == "proposed"


def test_an_unknown_goal_is_refused_in_one_line(run: Run) -> None:
    result = run("ask", "nothing", "What is due?")

    assert result.exit_code != 0
    assert "There is no such goal" in str(result.exception) + result.output
