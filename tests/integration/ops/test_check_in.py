"""`rein check-in`: options or questions, the coach's answer, JSON, and the end of a goal."""

import json

import pytest
from click.testing import CliRunner

from core.ops.cli import rein as command_line
from core.ops.goals import check_in as command
from tests.integration.ops.conftest import Run


@pytest.fixture
def goal_id(run: Run) -> str:
    made = run("goal", "Run 5 km without stopping by the end of March", "--json")
    assert made.exit_code == 0, made.stderr
    goal: str = json.loads(made.stdout)["goal"]["id"]
    return goal


def test_the_answer_is_printed(run: Run, goal_id: str) -> None:
    result = run("check-in", goal_id, "--value", "1.5", "--effort", "3", "--obstacle", "rain")

    assert result.exit_code == 0, result.stderr
    assert "Your number is 1.5 km" in result.stdout
    assert "If the weather" in result.stdout
    assert "Next is" in result.stdout


def test_json_has_the_fields_of_the_api_and_a_list_of_all(run: Run, goal_id: str) -> None:
    made = run("check-in", goal_id, "--effort", "2", "--note", "Good", "--json")
    every = run("check-in", goal_id, "--list", "--json")

    printed = json.loads(made.stdout)
    assert (printed["effort"], printed["note"], printed["goal_id"]) == (2, "Good", goal_id)
    assert json.loads(every.stdout) == [printed]
    assert "of" in run("check-in", goal_id, "--list").stdout


def test_a_goal_can_be_finished(run: Run, goal_id: str) -> None:
    result = run("check-in", goal_id, "--finish", "1", "--helped", "Sam", "--json")

    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["attainment"] == 1
    again = run("check-in", goal_id, "--effort", "3")
    assert again.exit_code != 0
    assert "finished" in str(again.exception)


def test_without_options_a_terminal_is_asked(
    run: Run, goal_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "is_terminal", lambda: True)
    asked: list[str] = []

    def prompt(question: str, *, value_proc: object, **_options: object) -> object:
        asked.append(question)
        assert callable(value_proc)
        return value_proc({0: "2.5", 1: "4", 2: ""}.get(len(asked) - 1, ""))

    monkeypatch.setattr(command.click, "prompt", prompt)
    result = run("check-in", goal_id, "--json")

    assert result.exit_code == 0, result.output
    assert len(asked) == 5
    assert "in km" in asked[0]
    printed = json.loads(result.stdout[result.stdout.index("{") :])
    assert (printed["value"], printed["effort"], printed["energy"]) == (2.5, 4, None)


@pytest.mark.parametrize(
    "arguments", [("--effort", "9"), ("--finish", "3"), ("--value", "many"), ()]
)
def test_what_cannot_be_used_ends_with_an_error(
    run: Run, goal_id: str, arguments: tuple[str, ...]
) -> None:
    assert run("check-in", goal_id, *arguments).exit_code != 0


def test_help_names_every_option() -> None:
    shown = CliRunner().invoke(command_line, ["check-in", "--help"]).output

    for option in ("--value", "--effort", "--energy", "--obstacle", "--note", "--finish", "--json"):
        assert option in shown
