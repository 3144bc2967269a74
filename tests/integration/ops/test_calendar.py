"""`rein calendar`: the file alone on standard output, as calendar apps read it."""

import json
from pathlib import Path

import vobject

from core.ids import new_id
from tests.integration.ops.conftest import Run


def test_the_plan_is_printed_as_a_calendar_and_nothing_else(run: Run) -> None:
    goal = json.loads(run("goal", "Run 10 km in 20 weeks", "--json").stdout)

    result = run("calendar", goal["goal"]["id"])

    assert result.exit_code == 0, result.stderr
    file = result.stdout_bytes
    assert file.startswith(b"BEGIN:VCALENDAR\r\n")
    assert file.endswith(b"END:VCALENDAR\r\n")
    titles = {event.summary.value for event in vobject.readOne(file.decode()).vevent_list}
    assert {task["title"] for week in goal["plan"]["weeks"] for task in week["tasks"]} <= titles


def test_a_goal_that_is_not_there_prints_no_file(run: Run, tmp_path: Path) -> None:
    del tmp_path
    result = run("calendar", new_id())

    assert result.exit_code != 0
    assert result.stdout == ""
