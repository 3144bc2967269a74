"""Single edits of a plan over HTTP."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest

from core.ids import new_id
from tests.integration.api.conftest import Caller
from tests.integration.api.test_openapi import document, errors_of

__all__ = ["document"]
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
GOAL = "/api/v1/goals/{id}"


def plan_of(caller: Caller, address: str) -> dict[str, Any]:
    plan: dict[str, Any] = caller.get(address).json()["plan"]
    return plan


def tasks_of(caller: Caller, address: str, week: int) -> dict[str, Any]:
    tasks = plan_of(caller, address)["weeks"][week - 1]["tasks"]
    return {task["id"]: task for task in tasks}


def test_a_task_is_changed_for_the_version_that_was_shown(
    ada: Caller, document: dict[str, Any]
) -> None:
    address = GOAL.format(id=ada.finish_goal()["id"])
    task_id = next(iter(tasks_of(ada, address, 4)))
    edit = {"title": "Run with my sister", "minutes": 12}

    changed = ada.post(f"{address}/tasks/{task_id}", edit)
    stale = ada.post(f"{address}/tasks/{task_id}", {"minutes": 15, "plan_id": new_id()})

    task = tasks_of(ada, address, 4)[task_id]
    assert changed.status_code == HTTPStatus.OK, changed.text
    assert errors_of(document, GOAL + "/tasks/{task_id}", "post", changed) == []
    assert (task["title"], task["minutes"]) == ("Run with my sister", 12)
    assert stale.status_code == HTTPStatus.CONFLICT
    newest = ada.post(
        f"{address}/tasks/{task_id}", {"minutes": 11, "plan_id": changed.json()["plan_id"]}
    )
    assert newest.status_code == HTTPStatus.OK
    assert tasks_of(ada, address, 4)[task_id]["minutes"] == 11


def test_a_task_is_added_and_removed_and_comes_back(ada: Caller) -> None:
    address = GOAL.format(id=ada.finish_goal()["id"])
    before = tasks_of(ada, address, 4)

    new_task = {"week": 4, "title": "Stretch my calves", "minutes": 10, "day": "Sat"}
    added = ada.post(f"{address}/tasks", new_task)
    with_it = tasks_of(ada, address, 4)
    (new,) = with_it.keys() - before.keys()
    free = ada.post(f"{address}/tasks/{new}", {"without_day": True})
    without = tasks_of(ada, address, 4)[new]
    removed = ada.request("DELETE", f"{address}/tasks/{new}")

    assert (added.status_code, removed.status_code) == (HTTPStatus.OK, HTTPStatus.OK)
    assert (with_it[new]["title"], with_it[new]["day"]) == ("Stretch my calves", "Sat")
    assert (free.status_code, without["day"]) == (HTTPStatus.OK, None)
    assert tasks_of(ada, address, 4) == before
    assert ada.post(f"{address}/undo", {}).status_code == HTTPStatus.OK
    assert new in tasks_of(ada, address, 4)


@ON_SQLITE
def test_a_milestone_and_the_end_are_changed(ada: Caller) -> None:
    address = GOAL.format(id=ada.finish_goal()["id"])
    plan = plan_of(ada, address)
    last = len(plan["weeks"])
    ends_on = date.fromisoformat(plan["ends_on"]) + timedelta(days=14)

    milestone = ada.post(f"{address}/milestones/{last}", {"target": 4.5})
    end = ada.post(f"{address}/end-date", {"ends_on": ends_on.isoformat()})

    assert milestone.status_code == HTTPStatus.OK, milestone.text
    assert end.status_code == HTTPStatus.OK, end.text
    assert end.json()["ends_on"] == plan_of(ada, address)["ends_on"] == ends_on.isoformat()


@ON_SQLITE
def test_a_broken_rule_is_a_problem_in_words(ada: Caller) -> None:
    address = GOAL.format(id=ada.finish_goal()["id"])
    task_id = next(iter(tasks_of(ada, address, 4)))
    before = plan_of(ada, address)

    refused = {
        "same": ada.post(f"{address}/tasks/{task_id}", {}),
        "long": ada.post(f"{address}/tasks/{task_id}", {"minutes": 10**9}),
        "no minutes": ada.post(f"{address}/tasks", {"week": 4, "title": "x", "minutes": 0}),
        "no title": ada.post(f"{address}/tasks", {"week": 4, "title": " ", "minutes": 10}),
        "week": ada.post(f"{address}/tasks", {"week": 99, "title": "Run", "minutes": 10}),
        "no number": ada.post(f"{address}/milestones/1", {}),
        "past": ada.post(f"{address}/end-date", {"ends_on": "2020-01-01"}),
        "unknown": ada.post(f"{address}/tasks/nothing", {"minutes": 12}),
    }

    assert {
        name: answer.status_code
        for name, answer in refused.items()
        if answer.status_code not in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.NOT_FOUND}
    } == {}
    assert plan_of(ada, address) == before


@ON_SQLITE
def test_the_plan_of_another_person_is_not_found(ada: Caller, bob: Caller) -> None:
    address = GOAL.format(id=ada.finish_goal()["id"])
    task_id = next(iter(tasks_of(ada, address, 4)))

    answers = [
        bob.post(f"{address}/tasks", {"week": 4, "title": "Run", "minutes": 10}),
        bob.post(f"{address}/tasks/{task_id}", {"minutes": 12}),
        bob.request("DELETE", f"{address}/tasks/{task_id}"),
        bob.post(f"{address}/milestones/1", {"target": 1.0}),
        bob.post(f"{address}/end-date", {"ends_on": "2027-06-01"}),
    ]

    assert {answer.status_code for answer in answers} == {HTTPStatus.NOT_FOUND}
