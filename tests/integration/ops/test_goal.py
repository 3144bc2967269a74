"""`rein goal`: slots can be set as on the card, and what was understood is printed."""

import json

import pytest

from tests.integration.ops.conftest import Run


def test_a_slot_that_is_set_is_planned_and_printed(run: Run) -> None:
    result = run("goal", "Run 10 km in 20 weeks", "--set", "hours=2 or 3", "--json")

    assert result.exit_code == 0, result.stderr
    printed = json.loads(result.stdout)
    hours = printed["reading"]["hours"]
    assert (hours["value"], hours["source"]) == (2.0, "corrected")
    assert printed["reading"]["to"]["quote"] == "10 km"
    assert printed["plan"]["hours_per_week"] == 2.0


def test_what_was_understood_comes_first_in_the_text(run: Run) -> None:
    result = run("goal", "Run 10 km in 20 weeks")

    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("What Rein understood")
    assert "  to: 10 km (told)" in result.stdout
    assert "  hours: " in result.stdout


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("by=soon", "We could not read a date"),
        ("colour=blue", "is nothing that can be set"),
        ("hours", "sets nothing"),
        ("plan=fly to the moon", "is not a plan that Rein has"),
    ],
)
def test_a_slot_that_cannot_be_read_is_refused(run: Run, option: str, message: str) -> None:
    result = run("goal", "Run 10 km", "--set", option)

    assert result.exit_code != 0
    assert message in str(result.exception) + result.output


def test_the_plan_for_an_aim_can_be_set_and_is_printed_with_its_choices(run: Run) -> None:
    result = run("goal", "get better with my guitar", "--set", "plan=Songs on the guitar", "--json")

    assert result.exit_code == 0, result.stderr
    plan = json.loads(result.stdout)["reading"]["plan"]
    assert (plan["value"], plan["text"]) == ("guitar_songs", "Songs on the guitar")
    assert (plan["confidence"], plan["source"]) == (1.0, "corrected")
    assert plan["choices"][-1] == "None of these"
