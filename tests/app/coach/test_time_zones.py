"""Today on a page is the day in the zone of the browser."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1 import AppTest

from app import browser
from core.accounts.user import LOCAL_USER
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.bootstrap import Rein
from core.goals.goal import Circumstances
from core.usecases.goals.submit import Submitted, submit_goal
from core.usecases.runs.execute import execute_run
from tests.app.conftest import said_on


@pytest.fixture
def plan_from_monday(served: Rein) -> Submitted:
    """A plan whose first week starts on Monday, the day of the frozen clock in UTC."""
    submitted = submit_goal(
        served,
        viewer=LOCAL_VIEWER,
        text="Run 5 km in 12 weeks",
        circumstances=Circumstances(),
        key="once",
    )
    execute_run(served, submitted.run_id)
    return submitted


@pytest.mark.parametrize(("zone", "started"), [("Asia/Tokyo", True), ("Pacific/Honolulu", False)])
def test_the_present_week_is_that_of_the_viewer(
    plan_from_monday: Submitted,
    goal_page: Callable[[str], AppTest],
    monkeypatch: pytest.MonkeyPatch,
    zone: str,
    started: bool,
) -> None:
    monkeypatch.setattr(browser, "time_zone", lambda: ZoneInfo(zone))

    at = goal_page(plan_from_monday.goal_id)

    assert ("You are in week 1." in said_on(at)) is started


def test_the_zone_of_the_browser_is_stored_with_the_account_once_in_a_session(
    plan_from_monday: Submitted,
    served: Rein,
    goals_page: Callable[[], AppTest],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del plan_from_monday  # it made the account
    monkeypatch.setattr(browser, "time_zone", lambda: ZoneInfo("Asia/Tokyo"))

    at = goals_page()

    assert zone_of(served, LOCAL_VIEWER) == "Asia/Tokyo"
    with served.database.begin() as work:
        work.accounts.save_time_zone(LOCAL_USER.id, "Europe/Berlin")
    at.run()
    assert zone_of(served, LOCAL_VIEWER) == "Europe/Berlin"


def zone_of(rein: Rein, viewer: Viewer) -> str | None:
    with rein.database.begin() as work:
        account = work.accounts.find(viewer.id)
    assert account is not None
    return account.time_zone
