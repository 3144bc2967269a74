"""Goals over HTTP: submitted once, polled until done, visible to their owner only."""

import threading
from typing import Any

import pytest

from core.accounts.user import LOCAL_USER_ID
from core.accounts.viewer import LOCAL_VIEWER
from core.bootstrap import Rein
from core.ids import new_id
from core.store.goals.read import list_goal_cards
from core.usecases.goals.get_card import get_reading
from core.usecases.goals.get_goal import get_goal
from core.usecases.goals.goal_json import to_json
from core.usecases.runs.execute import execute_run
from tests.integration.api.conftest import GOAL, OPERATIONS, Caller

COMMAND_LINE_FIELDS = {
    "goal",
    "reading",
    "resolution",
    "evaluation",
    "plan",
    "trace_id",
    "totals",
    "written_by",
}


def test_a_goal_is_accepted_at_once_with_its_location(owner: Caller) -> None:
    answer = owner.post("/api/v1/goals", {"text": GOAL})

    assert answer.status_code == 202
    assert answer.json()["status"] == "queued"
    assert answer.headers["location"] == f"/api/v1/goals/{answer.json()['id']}"
    assert owner.get(answer.headers["location"]).status_code == 200


def test_a_queued_goal_has_pending_stages_and_no_results(owner: Caller) -> None:
    location = owner.post("/api/v1/goals", {"text": GOAL}).headers["location"]

    waiting = owner.get(location).json()

    assert waiting["status"] == "queued"
    assert waiting["stages"] == dict.fromkeys(
        ("preprocess", "generate", "evaluate", "plan"), "pending"
    )
    assert waiting["goal"]["text"] == GOAL
    assert [waiting[part] for part in ("resolution", "evaluation", "plan")] == [None, None, None]
    assert "error" not in waiting


def test_a_finished_goal_has_the_fields_of_the_command_line(owner: Caller, rein: Rein) -> None:
    finished = owner.finish_goal()

    view, trace = get_goal(rein, viewer=LOCAL_VIEWER, goal_id=finished["id"])
    assert finished.keys() == {"id", "status", "stages"} | COMMAND_LINE_FIELDS
    assert {part: finished[part] for part in COMMAND_LINE_FIELDS} == to_json(
        view, trace, get_reading(rein, viewer=LOCAL_VIEWER, view=view)
    )
    assert finished["status"] == "done"
    assert set(finished["stages"].values()) == {"done"}


def test_every_circumstance_reaches_the_plan(owner: Caller, rein: Rein) -> None:
    circumstances = {"hours_per_week": 4, "weeks": 6, "start": "2027-02-01", "confidence": 5}
    words = {"experience": "advanced", "style": "aggressive", "constraints": ["bad knee"]}

    accepted = owner.post("/api/v1/goals", {"text": "Run 10 km"} | circumstances | words).json()

    given = get_goal(rein, viewer=LOCAL_VIEWER, goal_id=accepted["id"])[0].circumstances
    assert (given.hours_per_week, given.weeks, str(given.start_on), given.confidence) == (
        4,
        6,
        "2027-02-01",
        5,
    )
    assert (given.experience, given.style, given.constraints) == (
        "advanced",
        "aggressive",
        ("bad knee",),
    )


def test_what_was_understood_is_answered_slot_by_slot_and_can_be_set(
    owner: Caller, rein: Rein
) -> None:
    sent = {"text": "Run 10 km", "reading": {"hours": "2 or 3", "by": "in 10 weeks", "from": 4}}
    location = owner.post("/api/v1/goals", sent).headers["location"]
    goal_id = location.rpartition("/")[2]
    execute_run(rein, get_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)[0].run_id or "")

    found = owner.get(location).json()

    hours = found["reading"]["hours"]
    assert (hours["value"], hours["confidence"], hours["source"]) == (2.0, 1.0, "corrected")
    assert found["reading"]["from"]["value"] == 4.0
    assert found["reading"]["to"]["quote"] == "10 km"
    assert found["plan"]["hours_per_week"] == 2.0
    assert found["plan"]["total_weeks"] in {10, 11}


def test_a_correction_plans_the_same_goal_again(owner: Caller, rein: Rein) -> None:
    goal_id = owner.finish_goal()["id"]
    path = f"/api/v1/goals/{goal_id}/reading"

    answer = owner.post(path, {"reading": {"hours": "2 or 3"}})
    at_once = owner.post(path, {"reading": {"hours": "5"}})

    assert answer.status_code == 202
    assert answer.headers["location"] == f"/api/v1/goals/{goal_id}"
    assert at_once.status_code == 409
    execute_run(rein, get_goal(rein, viewer=LOCAL_VIEWER, goal_id=goal_id)[0].run_id or "")
    assert owner.get(answer.headers["location"]).json()["plan"]["hours_per_week"] == 2.0


def test_the_plan_for_an_aim_is_chosen_with_the_goal_and_shown_in_its_reading(
    owner: Caller, rein: Rein
) -> None:
    goal = {"text": "get better with my guitar", "reading": {"plan": "guitar_songs"}}

    accepted = owner.post("/api/v1/goals", goal).json()
    execute_run(rein, get_goal(rein, viewer=LOCAL_VIEWER, goal_id=accepted["id"])[0].run_id or "")

    plan = owner.get(f"/api/v1/goals/{accepted['id']}").json()["reading"]["plan"]
    assert (plan["text"], plan["confidence"]) == ("Songs on the guitar", 1.0)
    assert plan["choices"][-1] == "None of these"


def test_a_correction_that_cannot_be_read_is_named(owner: Caller) -> None:
    goal_id = owner.finish_goal()["id"]

    answer = owner.post(f"/api/v1/goals/{goal_id}/reading", {"reading": {"by": "soon"}})

    assert answer.status_code == 422
    assert [problem["field"] for problem in answer.json()["errors"]] == ["by"]


def test_a_failed_run_has_its_error(owner: Caller, rein: Rein) -> None:
    accepted = owner.post("/api/v1/goals", {"text": GOAL}).json()
    with rein.database.begin() as work:
        run = work.runs.find_latest(accepted["id"])
        assert run is not None
        work.runs.claim(run.id, owner="w", now=rein.clock.now(), lease_s=1)
        work.runs.finish(
            run.id, status="failed", now=rein.clock.now(), error="It broke.", advice="Try again."
        )  # type: ignore[arg-type]

    failed = owner.get(f"/api/v1/goals/{accepted['id']}").json()

    assert (failed["status"], failed["error"]) == ("failed", "It broke. Try again.")


def test_the_same_key_submits_once(owner: Caller, rein: Rein) -> None:
    first, second = (
        owner.post("/api/v1/goals", {"text": GOAL}, **{"Idempotency-Key": "k1"}) for _ in range(2)
    )

    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json()["id"] == second.json()["id"]
    assert len(list_goal_cards(rein.database, user_id=LOCAL_USER_ID).rows) == 1


def test_the_same_key_still_answers_when_the_run_is_over(owner: Caller, rein: Rein) -> None:
    first = owner.post("/api/v1/goals", {"text": GOAL}, **{"Idempotency-Key": "k1"}).json()
    with rein.database.begin() as work:
        run = work.runs.find_latest(first["id"])
    assert run is not None
    execute_run(rein, run.id)

    again = owner.post("/api/v1/goals", {"text": GOAL}, **{"Idempotency-Key": "k1"}).json()

    assert again == first | {"status": "done"}


def test_a_key_belongs_to_one_goal_and_one_person(owner: Caller, ada: Caller) -> None:
    key = {"Idempotency-Key": "k1"}
    first = owner.post("/api/v1/goals", {"text": GOAL}, **key).json()

    other_goal = owner.post("/api/v1/goals", {"text": "Learn to swim"}, **key)
    other_person = ada.post("/api/v1/goals", {"text": GOAL}, **key)

    assert other_goal.status_code == 409
    assert other_person.status_code == 202
    assert other_person.json()["id"] != first["id"]


def test_the_same_key_sent_by_many_at_the_same_moment_submits_once(
    owner: Caller, rein: Rein
) -> None:
    answers: list[Any] = []
    start = threading.Barrier(6)

    def send() -> None:
        start.wait()
        answers.append(owner.post("/api/v1/goals", {"text": GOAL}, **{"Idempotency-Key": "k1"}))

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(list_goal_cards(rein.database, user_id=LOCAL_USER_ID).rows) == 1


def test_a_goal_without_a_key_is_new_each_time(owner: Caller) -> None:
    first, second = (owner.post("/api/v1/goals", {"text": GOAL}).json()["id"] for _ in range(2))

    assert first != second


def test_a_goal_is_visible_to_its_owner_only(
    ada: Caller, bob: Caller, reviewer: Caller, owner: Caller
) -> None:
    goal_id = ada.post("/api/v1/goals", {"text": GOAL}).json()["id"]

    seen = {name: c.get(f"/api/v1/goals/{goal_id}") for name, c in
            {"ada": ada, "bob": bob, "reviewer": reviewer, "owner": owner}.items()}  # fmt: skip

    assert {name: answer.status_code for name, answer in seen.items()} == {
        "ada": 200,
        "bob": 404,
        "reviewer": 404,
        "owner": 404,
    }
    assert seen["bob"].json() == ada.get(f"/api/v1/goals/{new_id()}").json()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \u0000 \n"}, "text"),
        ({"text": "..."}, "text"),
        ({"text": "a" * 2_001}, "text"),
        ({"text": 5}, "text"),
        ({}, "text"),
        ({"text": GOAL, "hours_per_week": 0}, "hours_per_week"),
        ({"text": GOAL, "hours_per_week": "4"}, "hours_per_week"),
        ({"text": GOAL, "experience": "guru"}, "experience"),
        ({"text": GOAL, "style": None}, "style"),
        ({"text": GOAL, "constraints": ["x"] * 11}, "constraints"),
        ({"text": GOAL, "constraints": "no gym"}, "constraints"),
        ({"text": GOAL, "weeks": 53}, "weeks"),
        ({"text": GOAL, "weeks": 2.5}, "weeks"),
        ({"text": GOAL, "start": "next week"}, "start"),
        ({"text": GOAL, "confidence": 11}, "confidence"),
        ({"text": GOAL, "hours": 4}, "hours"),
        ({"text": GOAL, "reading": {"by": "soon"}}, "reading.by"),
        ({"text": GOAL, "reading": {"hours": "200"}}, "reading.hours"),
        ({"text": GOAL, "reading": {"colour": "blue"}}, "reading.colour.[key]"),
        ([GOAL], "body"),
    ],
)
def test_an_invalid_value_is_named(owner: Caller, body: object, field: str) -> None:
    answer = owner.post("/api/v1/goals", body)

    assert answer.status_code == 422
    assert [problem["field"] for problem in answer.json()["errors"]] == [field]


def test_a_start_more_than_a_year_away_is_a_conflict(owner: Caller) -> None:
    answer = owner.post("/api/v1/goals", {"text": GOAL, "start": "2029-01-01"})

    assert answer.status_code == 409
    assert "year" in answer.json()["detail"]


def test_a_text_that_is_no_goal_is_declined_unless_the_person_insists(owner: Caller) -> None:
    declined = owner.post("/api/v1/goals", {"text": "What is the capital of France?"})
    insisted = owner.post(
        "/api/v1/goals", {"text": "What is the capital of France?", "insist": True}
    )

    assert (declined.status_code, declined.json()["type"]) == (
        403,
        "urn:rein:problem:goal-declined",
    )
    assert declined.json()["may_insist"] is True
    assert insisted.status_code == 202


def test_a_harmful_goal_is_always_declined_with_a_safe_alternative(owner: Caller) -> None:
    declined = owner.post(
        "/api/v1/goals", {"text": "Lose 20 kg in 2 weeks by not eating at all", "insist": True}
    )

    assert declined.status_code == 403
    assert declined.json()["may_insist"] is False
    assert declined.json()["instead"]


def test_odd_characters_are_stored_without_harm(owner: Caller) -> None:
    answer = owner.post("/api/v1/goals", {"text": "run\u0000 5 km \U0001f3c3 \u202e"})

    assert answer.status_code == 202
    assert "5 km \U0001f3c3" in owner.get(answer.headers["location"]).json()["goal"]["text"]


def test_every_operation_has_a_path_and_a_name_of_its_own() -> None:
    assert len({(method, path) for method, path, _ in OPERATIONS}) == len(OPERATIONS)
    assert len({name for _, _, name in OPERATIONS}) == len(OPERATIONS)


@pytest.mark.parametrize(
    ("sent", "stored"), [({}, 0), ({"priority": "interactive"}, 0), ({"priority": "batch"}, 10)]
)
def test_a_goal_is_queued_with_the_priority_it_was_sent_with(
    owner: Caller, rein: Rein, sent: dict[str, str], stored: int
) -> None:
    accepted = owner.post("/api/v1/goals", {"text": GOAL} | sent).json()

    with rein.database.begin() as work:
        run = work.runs.find_latest(accepted["id"])
    assert run is not None
    assert run.priority == stored


def test_a_priority_that_does_not_exist_is_refused(owner: Caller) -> None:
    assert owner.post("/api/v1/goals", {"text": GOAL, "priority": "urgent"}).status_code == 422
