"""`rein today`, `rein done` and `rein skip`."""

import json

from tests.integration.ops.conftest import Run


def first_task(run: Run) -> str:
    assert run("goal", "Read 12 books by June", "--json").exit_code == 0
    day = json.loads(run("today", "--json").stdout)
    task: str = (day["tasks"] + day["later"])[0]["id"]
    return task


def test_without_a_plan_it_says_how_to_make_one(run: Run) -> None:
    assert "rein goal" in run("today").stdout


def test_today_lists_tasks_with_the_fields_scripts_rely_on(run: Run) -> None:
    task_id = first_task(run)

    day = json.loads(run("today", "--json").stdout)
    one = next(task for task in (*day["tasks"], *day["later"]) if task["id"] == task_id)

    assert {"id", "goal_id", "title", "minutes", "day", "done"} <= one.keys()
    assert one["done"] is False
    assert f"id {task_id}" in run("today").stdout


def test_a_task_is_ticked_and_unticked_by_its_id(run: Run) -> None:
    task_id = first_task(run)

    assert "1 of" in run("done", task_id).stdout
    assert "0 of" in run("done", task_id, "--undo").stdout


def test_a_skipped_task_is_no_longer_asked_for_until_it_is_undone(run: Run) -> None:
    task_id = first_task(run)

    assert run("skip", task_id, "--reason", "tired").exit_code == 0
    skipped = json.loads(run("today", "--json").stdout)
    run("done", task_id, "--undo")
    again = json.loads(run("today", "--json").stdout)

    assert task_id not in [one["id"] for one in skipped["later"]]
    assert task_id in [one["id"] for one in (*again["tasks"], *again["later"])]


def test_an_unknown_task_is_one_clear_error(run: Run) -> None:
    failed = run("done", "w9t9")

    assert failed.exit_code != 0
    assert "There is no such task" in str(failed.exception)
