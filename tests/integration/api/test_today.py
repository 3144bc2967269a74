"""A person's day over HTTP, on both databases."""

from core.bootstrap import Rein
from tests.integration.api.conftest import Caller


def first_task(caller: Caller) -> str:
    caller.finish_goal()
    day = caller.get("/api/v1/today").json()
    task: str = (day["tasks"] or day["later"])[0]["id"]
    return task


def state_of(caller: Caller, task_id: str) -> tuple[bool, str | None]:
    day = caller.get("/api/v1/today").json()
    (one,) = [task for task in (*day["tasks"], *day["later"]) if task["id"] == task_id]
    return one["done"], one["skipped"]


def test_a_day_without_a_plan_is_empty(owner: Caller) -> None:
    day = owner.get("/api/v1/today").json()

    assert (day["tasks"], day["later"], day["goals"]) == ([], [], [])


def test_a_new_plan_has_tasks_with_minutes_and_a_day_of_its_first_week(owner: Caller) -> None:
    finished = owner.finish_goal()

    day = owner.get("/api/v1/today").json()

    tasks = day["tasks"] + day["later"]
    first_week = {task["id"]: task["minutes"] for task in finished["plan"]["weeks"][0]["tasks"]}
    assert {task["id"]: task["minutes"] for task in tasks} == first_week
    assert {task["goal_id"] for task in tasks} == {finished["id"]}


def test_a_task_is_skipped_with_a_reason_and_opened_again(owner: Caller) -> None:
    task = first_task(owner)

    assert owner.post(f"/api/v1/tasks/{task}/skip", {"reason": "ill"}).status_code == 200
    assert owner.get("/api/v1/today").json()["goals"][0]["done"] == 0

    assert owner.post(f"/api/v1/tasks/{task}/done", {"done": False}).status_code == 200
    assert state_of(owner, task) == (False, None)


def test_a_tick_counts_and_a_second_one_changes_nothing(owner: Caller) -> None:
    task = first_task(owner)

    answers = [owner.post(f"/api/v1/tasks/{task}/done", {}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert owner.get("/api/v1/today").json()["goals"][0]["done"] == 1


def test_a_task_is_moved_and_a_day_far_away_is_refused_at_its_field(
    owner: Caller, rein: Rein
) -> None:
    task, day = first_task(owner), rein.clock.today(None).isoformat()

    assert owner.post(f"/api/v1/tasks/{task}/move", {"day": day}).status_code == 200
    assert owner.get("/api/v1/today").json()["tasks"][0]["id"] == task
    assert owner.post(f"/api/v1/tasks/{task}/move", {"day": None}).status_code == 200

    refused = owner.post(f"/api/v1/tasks/{task}/move", {"day": "2099-01-01"})
    assert refused.status_code == 422
    assert "A task can be moved to today" in refused.text


def test_a_task_of_nobody_is_not_found(owner: Caller) -> None:
    assert owner.post("/api/v1/tasks/w9t9/done", {}).status_code == 404
