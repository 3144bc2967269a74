"""Too much is answered with 429 and the wait, by person, by token and by address."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from app import services
from core.accounts.request_limit import RequestLimit, RequestLimits
from core.bootstrap import Rein
from tests.integration.api.conftest import GOAL, Caller

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def strict(rein: Rein, monkeypatch: pytest.MonkeyPatch) -> Rein:
    """Rein with small limits."""
    settings = rein.settings.model_copy(update={"quota_goals": "1/hour"})
    limited = replace(
        rein,
        settings=settings,
        request_limits=RequestLimits(
            RequestLimit(3, rein.clock.monotonic), RequestLimit(5, rein.clock.monotonic)
        ),
    )
    monkeypatch.setattr(services, "rein", lambda: limited)
    return limited


def test_one_goal_too_many_is_429_with_the_wait(ada: Caller, strict: Rein) -> None:
    assert ada.post("/api/v1/goals", {"text": GOAL}).status_code == 202

    refused = ada.post("/api/v1/goals", {"text": GOAL})

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 60
    assert refused.json()["type"] == "urn:rein:problem:too-many-requests"
    assert "1 goal an hour" in refused.json()["detail"]


def test_requests_are_limited_by_token_then_by_address(
    ada: Caller, bob: Caller, client: TestClient, strict: Rein
) -> None:
    answers = [ada.get("/api/v1/today") for _ in range(4)]
    of_bob = [bob.get("/api/v1/today") for _ in range(2)]
    without = client.get("/api/v1/today")
    link = client.get("/shared/" + "a" * 43)

    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "20"
    assert [one.status_code for one in of_bob] == [200, 429], "five of the address are used up"
    assert {without.status_code, link.status_code} == {429}
    assert client.get("/health/live").status_code == 200
