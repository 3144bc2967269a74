"""`rein edit`: single edits of a plan on the command line."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from tests.integration.ops.conftest import Run


@pytest.fixture
def made(run: Run) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(
        run("goal", "I want to run a 5K in 12 weeks", "--json").stdout
    )
    return result


def test_a_task_is_changed_added_and_removed(run: Run, made: dict[str, Any]) -> None:
    goal_id, task_id = made["goal"]["id"], made["plan"]["weeks"][3]["tasks"][0]["id"]

    changed = run("edit", "task", goal_id, task_id, "--minutes", "12", "--day", "Sat")
    added = run("edit", "add", goal_id, "4", "Stretch my calves", "--minutes", "10")
    removed = run("edit", "remove", goal_id, task_id)

    for result, word in ((changed, "Changed"), (added, "Added"), (removed, "Removed")):
        assert result.exit_code == 0, str(result.exception)
        assert result.stdout.startswith(word)
    assert run("edit", "remove", goal_id, task_id).exit_code == 1
    assert "Undone" in run("replan", goal_id, "--undo").stdout


def test_a_milestone_and_the_end_are_changed(run: Run, made: dict[str, Any]) -> None:
    goal_id, plan = made["goal"]["id"], made["plan"]
    ends_on = date.fromisoformat(plan["ends_on"]) + timedelta(days=14)

    milestone = run("edit", "milestone", goal_id, str(len(plan["weeks"])), "--target", "4.5")
    end = run("edit", "end", goal_id, ends_on.isoformat())

    assert milestone.exit_code == 0, str(milestone.exception)
    assert end.stdout.startswith("End date moved from")


def test_a_day_is_given_or_taken_away(run: Run, made: dict[str, Any]) -> None:
    both = run("edit", "task", made["goal"]["id"], "x", "--day", "Sat", "--no-day")

    assert both.exit_code == 2
