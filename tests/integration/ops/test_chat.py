"""`rein chat`: decisions in the conversation on the command line."""

import json

import pytest

from tests.integration.ops.conftest import Run


@pytest.fixture
def goal_id(run: Run) -> str:
    made = json.loads(run("goal", "Run 10 km in 20 weeks", "--json").stdout)
    goal_id: str = made["goal"]["id"]
    return goal_id


def test_a_change_is_accepted_and_undone(run: Run, goal_id: str) -> None:
    run("ask", goal_id, "Drop one task")

    assert run("chat", "accept", goal_id, "1").stdout.startswith("accepted: ")
    assert run("chat", "accept", goal_id, "1").exit_code == 1
    assert run("chat", "undo", goal_id, "1").stdout.startswith("undone: ")
    assert json.loads(run("chat", "show", goal_id).stdout)[-1]["edits"][0]["status"] == "undone"


def test_a_change_of_an_earlier_answer_is_declined(run: Run, goal_id: str) -> None:
    first = json.loads(run("ask", goal_id, "Drop one task", "--json").stdout)
    run("ask", goal_id, "How does my week look?")

    declined = run("chat", "decline", goal_id, "1", "--message", first["id"])

    assert declined.stdout.startswith("declined: ")


def test_an_answer_is_rated(run: Run, goal_id: str) -> None:
    assert "no answer" in str(run("chat", "rate", goal_id, "--yes", "helpfulness").exception)
    run("ask", goal_id, "How does my week look?")

    assert "stored" in run("chat", "rate", goal_id, "--yes", "helpfulness").stdout
    assert "taken back" in run("chat", "rate", goal_id).stdout
    both = run("chat", "rate", goal_id, "--yes", "relevance", "--no", "relevance")
    assert both.exit_code == 2


def test_lines_are_remembered_changed_and_forgotten(run: Run, goal_id: str) -> None:
    line = run("chat", "memory", goal_id, "--add", "Tuesdays are out").stdout
    memory_id = line.split()[0]

    changed = run("chat", "memory", goal_id, "--edit", memory_id, "Wednesdays are out").stdout

    assert line == f"{memory_id}  Tuesdays are out\n"
    assert changed == f"{memory_id}  Wednesdays are out\n"
    assert run("chat", "memory", goal_id, "--delete", memory_id).stdout == ""


def test_a_conversation_is_deleted_after_a_confirmation(run: Run, goal_id: str) -> None:
    run("ask", goal_id, "How does my week look?")

    assert run("chat", "clear", goal_id).exit_code == 1
    assert run("chat", "clear", goal_id, "--yes").stdout == "Deleted messages: 2.\n"
    assert json.loads(run("chat", "show", goal_id).stdout) == []
