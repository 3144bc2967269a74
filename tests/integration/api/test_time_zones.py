"""A request counts days in the time zone of the token's account."""

from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from core.accounts.user import Role, User
from core.accounts.viewer import Viewer
from core.bootstrap import Rein
from core.ids import new_id
from core.usecases.tokens.tokens import add_token
from tests.integration.api.conftest import Caller


@pytest.mark.parametrize(
    ("zone", "today", "a_year_ago"),
    [
        ("Asia/Tokyo", "2027-01-04", "2026-01-02"),
        ("Pacific/Honolulu", "2027-01-03", "2026-01-02"),
    ],
)
def test_a_goal_starts_on_the_day_of_its_owner(
    client: TestClient, rein: Rein, zone: str, today: str, a_year_ago: str
) -> None:
    ada = Viewer(user=User(id=new_id(), name="Ada", role=Role.USER), time_zone=ZoneInfo(zone))
    caller = Caller(client, rein, add_token(rein, viewer=ada, name="laptop").secret)

    finished = caller.finish_goal("Run 5 km in 12 weeks")

    assert finished["resolution"]["starts_on"] == today
    early = caller.post("/api/v1/goals", {"text": "Read 12 books", "start": a_year_ago})
    assert early.status_code == (409 if zone == "Asia/Tokyo" else 202)
