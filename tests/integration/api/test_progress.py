"""Progress and measured numbers over HTTP."""

import pytest

from core.usecases.progress import progress_json
from tests.integration.api.conftest import Caller


def test_progress_holds_what_was_done_and_measured(owner: Caller) -> None:
    goal_id = owner.finish_goal()["id"]
    added = owner.post(f"/api/v1/goals/{goal_id}/measurements", {"value": "1,5"})

    answer = owner.get(f"/api/v1/goals/{goal_id}/progress")

    assert (added.status_code, answer.status_code) == (201, 200)
    assert added.json()["value"] == 1.5
    found = answer.json()
    assert found["tasks"]["done"] == 0
    assert found["forecast"]["on"] is None
    assert found["summary"]
    assert [one["value"] for metric in found["metrics"] for one in metric["measurements"]] == [1.5]


def test_numbers_are_listed_newest_first_page_by_page(
    owner: Caller, ada: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_json, "NEWEST", 2)
    goal_id = owner.finish_goal()["id"]
    path, days = f"/api/v1/goals/{goal_id}/measurements", (3, 1, 2, 2, 5)
    for value, day in enumerate(days, start=1):
        owner.post(path, {"value": value, "day": f"2026-01-0{day}"})

    pages, cursor = list[list[float]](), None
    while cursor is not None or not pages:
        page = owner.get(path, limit=2, **({"cursor": cursor} if cursor else {})).json()
        pages.append([one["value"] for one in page["measurements"]])
        cursor = page["next_cursor"]

    assert pages == [[5, 1], [4, 3], [2]]
    (metric,) = [
        one
        for one in owner.get(f"/api/v1/goals/{goal_id}/progress").json()["metrics"]
        if one["measured"]
    ]
    assert (metric["measured"], [one["value"] for one in metric["measurements"]]) == (5, [1, 5])
    assert owner.get(path, cursor="x").status_code == 404  # an address of no page
    assert ada.get(path).status_code == 404


def test_a_number_may_be_sent_as_a_number_and_with_a_day(owner: Caller) -> None:
    goal_id = owner.finish_goal()["id"]

    answer = owner.post(
        f"/api/v1/goals/{goal_id}/measurements", {"value": 2.5, "day": "2026-01-05"}
    )

    assert answer.status_code == 201
    assert (answer.json()["value"], answer.json()["day"]) == (2.5, "2026-01-05")


def test_what_is_no_number_is_a_problem_at_its_field(owner: Caller) -> None:
    goal_id = owner.finish_goal()["id"]

    answer = owner.post(f"/api/v1/goals/{goal_id}/measurements", {"value": "a lot"})

    assert answer.status_code == 422
    assert "value" in str(answer.json()["errors"])


def test_another_persons_goal_is_not_found(owner: Caller, ada: Caller) -> None:
    goal_id = owner.finish_goal()["id"]

    assert ada.get(f"/api/v1/goals/{goal_id}/progress").status_code == 404
    posted = ada.post(f"/api/v1/goals/{goal_id}/measurements", {"value": 1})
    assert posted.status_code == 404


def test_before_the_plan_progress_is_a_conflict(owner: Caller) -> None:
    waiting = owner.post("/api/v1/goals", {"text": "Read 12 books"}).json()

    assert owner.get(f"/api/v1/goals/{waiting['id']}/progress").status_code == 409
