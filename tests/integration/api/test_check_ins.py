"""Check-ins over HTTP: stored once per key, answered, listed, and private to their owner."""

import pytest

from core.ids import new_id
from tests.integration.api.conftest import Caller


def test_a_check_in_is_stored_and_answered(owner: Caller) -> None:
    goal_id = owner.finish_goal()["id"]
    path = f"/api/v1/goals/{goal_id}/check-ins"

    answer = owner.post(path, {"value": 1.5, "effort": 3, "obstacle": "aliens took my bicycle"})

    assert answer.status_code == 201
    made = answer.json()
    assert (made["value"], made["unit"], made["effort"], made["energy"]) == (1.5, "km", 3, None)
    assert any("I do not know" in line for line in made["answer"]["lines"])
    assert made["answer"]["if_then"].startswith("If ")
    assert owner.get(path).json() == {"check_ins": [made]}


def test_the_same_key_stores_one_check_in(owner: Caller) -> None:
    path = f"/api/v1/goals/{owner.finish_goal()['id']}/check-ins"
    key = {"Idempotency-Key": "week-1"}

    first = owner.post(path, {"effort": 3}, **key)
    again = owner.post(path, {"effort": 3}, **key)
    other = owner.post(path, {"effort": 4}, **key)

    assert first.json() == again.json()
    assert other.status_code == 409
    assert len(owner.get(path).json()["check_ins"]) == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "effort"),
        ({"effort": 6}, "effort"),
        ({"effort": "3"}, "effort"),
        ({"energy": 0}, "energy"),
        ({"value": "many"}, "value"),
        ({"note": "x" * 1_001}, "note"),
        ({"mood": 3}, "mood"),
    ],
)
def test_what_cannot_be_used_is_named(owner: Caller, body: dict[str, object], field: str) -> None:
    path = f"/api/v1/goals/{owner.finish_goal()['id']}/check-ins"

    refused = owner.post(path, body)

    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == [field]
    assert owner.get(path).json() == {"check_ins": []}


def test_a_finished_goal_has_its_result_and_takes_no_further_check_in(owner: Caller) -> None:
    path = f"/api/v1/goals/{owner.finish_goal()['id']}"

    final = owner.post(f"{path}/finish", {"attainment": -1, "helped": "Sam", "value": 3})

    assert final.status_code == 201
    assert (final.json()["kind"], final.json()["attainment"]) == ("final", -1)
    assert "3 km" in "".join(final.json()["answer"]["lines"])
    assert owner.post(f"{path}/check-ins", {"effort": 3}).status_code == 409
    assert owner.post(f"{path}/finish", {"attainment": 2}).status_code == 409
    assert owner.get(f"{path}/check-ins").json()["check_ins"] == [final.json()]


def test_another_persons_goal_is_not_found(owner: Caller, ada: Caller) -> None:
    goal_id = owner.finish_goal()["id"]

    for wrong in (goal_id, new_id(), "nonsense"):
        assert ada.get(f"/api/v1/goals/{wrong}/check-ins").status_code == 404
        assert ada.post(f"/api/v1/goals/{wrong}/check-ins", {"effort": 3}).status_code == 404
        assert ada.post(f"/api/v1/goals/{wrong}/finish", {"attainment": 0}).status_code == 404
