"""Trials over HTTP: no pass, no start; each step answers with the trial as it is then."""

from http import HTTPStatus

import pytest
from starlette.testclient import TestClient

from app.api.endpoints.trials import replays
from core.accounts.user import Role
from core.bootstrap import Rein, build
from tests.conftest import make_settings
from tests.factories.rated_goals import add_rated_goal
from tests.factories.trial_people import add_people, add_replay
from tests.integration.api.conftest import Caller, caller
from tests.stubs.gemini import GeminiStub

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

NEW = {"prompt": "defaults", "version": 3, "reason": "Smaller steps", "share": 0.5}


def test_without_a_passed_replay_no_trial_starts_and_the_answer_says_why(
    owner: Caller, rein: Rein
) -> None:
    refused = owner.post("/api/v1/trials", NEW)

    assert refused.status_code == HTTPStatus.CONFLICT
    assert "only a pass may meet people" in refused.text
    few = owner.post("/api/v1/replays", {"prompt": "defaults", "version": 3})
    assert few.status_code == HTTPStatus.CONFLICT
    assert owner.get("/api/v1/trials").json() == {"trials": []}


def test_a_version_that_a_model_reads_is_replayed_by_an_evaluation_run(
    owner: Caller, rein: Rein, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = {"prompt": "generate", "version": 1, "judge": "offline", "budget_usd": 50}
    with rein.database.begin() as work:
        for number in range(20):
            add_rated_goal(work, text=f"Read {number + 5} books by June")
    keyless = owner.post("/api/v1/replays", new)
    assert (keyless.status_code, "none is set up" in keyless.text) == (HTTPStatus.CONFLICT, True)
    by_rule = owner.post("/api/v1/replays", new | {"prompt": "defaults"})
    assert by_rule.status_code == HTTPStatus.UNPROCESSABLE_ENTITY

    with GeminiStub() as stub:
        settings = make_settings(
            rein.settings.data_dir,
            GEMINI_API_KEY="key-of-a-test",
            GEMINI_BASE_URL=stub.url,
            REIN_MODEL_CONSENT="assumed",
        )
        other = build(settings, clock=rein.clock, coach=rein.coach)
        monkeypatch.setattr(replays.services, "rein", lambda: other)
        unknown = owner.post("/api/v1/replays", new | {"version": 999})
        started = owner.post("/api/v1/replays", new)
        runs = owner.get("/api/v1/evaluation-runs").json()["evaluation_runs"]
        other.jobs.stop(wait=True)
        other.database.close()

    assert unknown.status_code == HTTPStatus.NOT_FOUND
    assert started.status_code == HTTPStatus.ACCEPTED
    assert started.json()["forecast_usd"] > 0
    assert [one["id"] for one in runs] == [started.json()["evaluation_run_id"]]
    assert [one["label"] for one in runs[0]["variants"]] == ["live", "generate@v1"]


def test_a_trial_is_started_read_promoted_taken_back_and_stopped(owner: Caller, rein: Rein) -> None:
    add_replay(rein)
    started = owner.post("/api/v1/trials", NEW)
    assert started.status_code == HTTPStatus.CREATED
    path = f"/api/v1/trials/{started.json()['id']}"
    add_people(rein, 5, stars=lambda _arm, _number: 4.0)

    found = owner.get(path).json()
    assert (found["state"], found["stars"]["n"]) == ("Too early to tell", 5)
    assert (found["primary"], found["week_1"]) == ("stars", None)
    assert sum(arm["champion"] + arm["candidate"] for arm in found["shown"]) == 5
    for beside, mean in (("cost_usd", 0.0), ("seconds", 0.1)):
        arms = [found[beside][arm] for arm in ("champion", "candidate")]
        assert sum(arm["n"] for arm in arms) == 5
        assert {arm["mean"] for arm in arms} - {None} == {mean}
    assert "user_id" not in str(found)
    steps = [
        owner.post(f"{path}/{step}", body).json()["state"]
        for step, body in {
            "promote": {"reason": "Clear"},
            "roll-back": {"reason": "Worse"},
            "take-back": {},
        }.items()
    ]
    assert steps == ["Promoted", "Rolled back", "Promoted"]
    weeks = owner.post("/api/v1/trials", NEW | {"primary": "week_1"})
    assert weeks.status_code == HTTPStatus.CONFLICT, "its version is live"
    assert owner.post("/api/v1/trials", NEW | {"primary": "clicks"}).status_code == 422
    again = owner.post(f"{path}/stop", {"reason": "Late"})
    assert again.status_code == HTTPStatus.CONFLICT
    assert [one["verdict"] for one in owner.get("/api/v1/replays").json()["replays"]] == ["pass"]


def test_a_reviewer_reads_trials_and_changes_none(
    owner: Caller, client: TestClient, rein: Rein
) -> None:
    add_replay(rein)
    rita = caller(client, rein, "rita", Role.REVIEWER)
    path = f"/api/v1/trials/{owner.post('/api/v1/trials', NEW).json()['id']}"

    assert rita.get(path).json()["outcome"] == "running"
    assert rita.post(f"{path}/stop", {"reason": "No"}).status_code == HTTPStatus.FORBIDDEN
    assert rita.post("/api/v1/trials", NEW).status_code == HTTPStatus.FORBIDDEN
