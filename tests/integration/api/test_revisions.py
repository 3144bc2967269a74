"""Revisions over HTTP: options with their price, one accepted, a pause and its end."""

from datetime import date, timedelta

import pytest

from core.bootstrap import Rein
from tests.fakes import FrozenClock
from tests.integration.api.conftest import Caller

DAY_S = 86_400


@pytest.fixture
def behind(owner: Caller, rein: Rein) -> str:
    """The address of a goal whose first two weeks were missed."""
    goal = owner.finish_goal()
    starts_on = date.fromisoformat(goal["plan"]["weeks"][0]["starts_on"])
    assert isinstance(rein.clock, FrozenClock)
    wait = starts_on + timedelta(days=14) - rein.clock.today(None)
    rein.clock.advance(wait.days * DAY_S)
    return f"/api/v1/goals/{goal['id']}"


def test_the_ways_on_are_read_with_their_price(owner: Caller, behind: str) -> None:
    answer = owner.get(f"{behind}/revisions")

    assert answer.status_code == 200
    ways = answer.json()
    assert ways["advised"] == "shift"
    assert [option["option"] for option in ways["options"]] == ["shift", "shrink", "swap"]
    assert all(option["cost"] for option in ways["options"] if option["possible"])
    assert ways["missed"]
    assert [version["kind"] for version in ways["versions"]] == [None]


def test_a_way_is_accepted_once(owner: Caller, behind: str) -> None:
    plan_id = owner.get(f"{behind}/revisions").json()["plan_id"]
    choice = {"option": "shift", "plan_id": plan_id}

    first = owner.post(f"{behind}/revisions", choice)

    assert first.status_code == 200
    assert owner.post(f"{behind}/revisions", choice).json() == first.json()
    plan = owner.get(behind).json()["plan"]
    assert len(plan["weeks"]) == first.json()["total_weeks"]
    assert owner.post(f"{behind}/revisions", choice | {"option": "swap"}).status_code == 409


def test_a_goal_is_paused_and_resumed(owner: Caller, behind: str, rein: Rein) -> None:
    today = rein.clock.today(None)
    days = {"from": today.isoformat(), "until": (today + timedelta(days=13)).isoformat()}
    before = len(owner.get(behind).json()["plan"]["weeks"])

    paused = owner.post(f"{behind}/pause", days)

    assert (paused.status_code, paused.json()["total_weeks"]) == (200, before + 2)
    resumed = owner.post(f"{behind}/resume", {})
    assert (resumed.status_code, resumed.json()["total_weeks"]) == (200, before)
    assert owner.post(f"{behind}/resume", {}).status_code == 409


def test_a_pause_in_the_past_is_an_invalid_value(owner: Caller, behind: str) -> None:
    answer = owner.post(f"{behind}/pause", {"from": "2020-01-01", "until": "2020-01-07"})

    assert answer.status_code == 422
    assert "today or later" in answer.text


def test_the_goal_of_another_person_is_not_found(ada: Caller, behind: str) -> None:
    assert ada.get(f"{behind}/revisions").status_code == 404
    assert ada.post(f"{behind}/revisions", {"option": "shift"}).status_code == 404
    assert ada.post(f"{behind}/resume", {}).status_code == 404


def test_a_wish_needs_no_missed_week(owner: Caller) -> None:
    goal = owner.finish_goal()
    address = f"/api/v1/goals/{goal['id']}"
    wish = {"kind": "slower"}

    shown = owner.post(f"{address}/wishes", wish)
    assert shown.status_code == 200, shown.text
    ways = shown.json()
    assert [way["option"] for way in ways["options"]] == ["stretch", "lighter"]
    choice = {"wish": wish, "option": "stretch", "plan_id": ways["plan_id"]}
    first = owner.post(f"{address}/wishes/accept", choice)

    assert first.status_code == 200, first.text
    assert first.json()["ends_on"] == ways["options"][0]["price"]["ends_on"]
    assert owner.post(f"{address}/wishes/accept", choice).json() == first.json()
    undone = owner.post(f"{address}/undo", {"plan_id": first.json()["plan_id"]})
    assert undone.json()["ends_on"] == goal["plan"]["weeks"][-1]["milestone"]["due_on"]


def test_a_wish_that_cannot_be_planned_is_a_problem_in_words(owner: Caller) -> None:
    address = f"/api/v1/goals/{owner.finish_goal()['id']}"

    refused = owner.post(f"{address}/wishes", {"kind": "fewer_hours", "hours_per_week": 50})

    assert refused.status_code == 422
    assert "hours a week" in refused.text
    days = owner.post(f"{address}/wishes", {"kind": "other_days", "days": ["Tue", "Sat"]})
    assert [way["option"] for way in days.json()["options"]] == ["days"]


def test_a_title_is_changed_scored_and_undone(owner: Caller) -> None:
    goal = owner.finish_goal()
    address = f"/api/v1/goals/{goal['id']}"

    changed = owner.post(f"{address}/title", {"title": "Be better somehow"})
    after = owner.get(address).json()

    assert changed.json()["kind"] == "title"
    assert after["resolution"]["title"] == "Be better somehow"
    assert after["evaluation"]["overall"] != goal["evaluation"]["overall"]
    scores = owner.post(f"{address}/scores", {})
    assert scores.json() == {"overall": after["evaluation"]["overall"], "scored_by": "code"}
    owner.post(f"{address}/undo", {})
    assert owner.get(address).json()["evaluation"] == goal["evaluation"]
