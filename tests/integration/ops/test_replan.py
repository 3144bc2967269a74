"""`rein replan` shows the ways on after a bad week and accepts one."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from core.clock import SystemClock
from core.errors import InvalidInput
from tests.integration.ops.conftest import Run


@pytest.fixture
def goal_id(run: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    """A goal that was planned fifteen days ago and not worked on."""
    with monkeypatch.context() as then:
        then.setattr(SystemClock, "now", lambda _: datetime.now(UTC) - timedelta(days=15))
        result = run("goal", "Run 10 km in 20 weeks", "--json")
    assert result.exit_code == 0, result.stderr
    found: str = json.loads(result.stdout)["goal"]["id"]
    return found


def test_three_ways_are_shown_and_one_is_accepted(run: Run, goal_id: str) -> None:
    shown = run("replan", goal_id)

    assert shown.exit_code == 0, shown.stderr
    assert "shift: Same plan, later" in shown.stdout
    assert "weeks later" in shown.stdout
    accepted = run("replan", goal_id, "--option", "shift", "--json")
    assert accepted.exit_code == 0, accepted.stderr
    assert json.loads(accepted.stdout)["kind"] == "shift"
    assert "Nothing is open" in run("replan", goal_id).stdout


def test_the_options_are_printed_as_json(run: Run, goal_id: str) -> None:
    result = run("replan", goal_id, "--json")

    assert result.exit_code == 0, result.stderr
    printed = json.loads(result.stdout)
    assert [option["option"] for option in printed["options"]] == ["shift", "shrink", "swap"]
    assert printed["versions"][0]["kind"] is None


def test_an_option_that_is_not_offered_is_refused_in_words(run: Run, goal_id: str) -> None:
    result = run("replan", goal_id, "--option", "reserve")

    assert result.exit_code != 0
    assert "Choose another way" in str(result.exception)


def test_an_unknown_goal_is_refused(run: Run) -> None:
    assert "no such goal" in str(run("replan", "nothing").exception)


def test_a_wish_is_shown_accepted_and_undone(run: Run, goal_id: str) -> None:
    shown = run("replan", goal_id, "--wish", "slower")
    assert shown.exit_code == 0, shown.stderr
    assert "stretch: Same plan, over more weeks (suggested)" in shown.stdout
    asked = json.loads(run("replan", goal_id, "--wish", "slower", "--json").stdout)

    accepted = run("replan", goal_id, "--wish", "slower", "--option", "stretch", "--json")

    assert json.loads(accepted.stdout)["ends_on"] == asked["options"][0]["price"]["ends_on"]
    assert "Undone" in run("replan", goal_id, "--undo").stdout


def test_a_title_is_changed(run: Run, goal_id: str) -> None:
    result = run("replan", goal_id, "--title", "Run with my sister")

    assert result.exit_code == 0, result.stderr
    assert "changed to “Run with my sister”" in result.stdout


def test_a_wish_that_cannot_be_planned_is_one_clear_line(run: Run, goal_id: str) -> None:
    result = run("replan", goal_id, "--wish", "fewer_hours", "--hours", "50")

    assert isinstance(result.exception, InvalidInput)
    assert "at most 3 hours a week" in str(result.exception)
