"""A plan starts on the day that it is for the person, whatever day the server has."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.accounts.user import LOCAL_USER
from core.accounts.viewer import Viewer
from core.bootstrap import Rein, build
from core.goals.goal import Circumstances
from core.store.goals.read import find_goal
from core.usecases.goals.submit import submit_goal
from core.usecases.runs.execute import execute_run
from tests.conftest import make_settings
from tests.fakes import FrozenClock

DAYS = [
    ("2026-11-25T18:48:00", "Asia/Tokyo", date(2026, 11, 26)),
    ("2026-11-25T14:59:59", "Asia/Tokyo", date(2026, 11, 25)),
    ("2026-11-25T15:00:00", "Asia/Tokyo", date(2026, 11, 26)),
    ("2026-12-31T11:00:00", "Pacific/Auckland", date(2027, 1, 1)),
    ("2026-12-31T10:30:00", "Pacific/Kiritimati", date(2027, 1, 1)),
    ("2027-01-01T03:00:00", "America/Los_Angeles", date(2026, 12, 31)),
    ("2027-03-01T10:59:00", "Pacific/Pago_Pago", date(2027, 2, 28)),
    ("2028-02-28T18:30:00", "Asia/Kolkata", date(2028, 2, 29)),
    ("2027-03-28T22:30:00", "Europe/Berlin", date(2027, 3, 29)),
    ("2027-03-27T22:30:00", "Europe/Berlin", date(2027, 3, 27)),
    ("2026-11-25T18:20:00", "Asia/Kathmandu", date(2026, 11, 26)),
    ("2026-11-25T18:14:00", "Asia/Kathmandu", date(2026, 11, 25)),
]
"""Moment in UTC, zone of the browser, and the day there."""


@pytest.fixture(params=DAYS, ids=lambda case: f"{case[1]} {case[0]}")
def case(request: pytest.FixtureRequest) -> tuple[str, str, date]:
    found: tuple[str, str, date] = request.param
    return found


@pytest.fixture
def rein(tmp_path: Path, database_url: str, case: tuple[str, str, date]) -> Iterator[Rein]:
    clock = FrozenClock(datetime.fromisoformat(case[0]).replace(tzinfo=UTC))
    built = build(make_settings(tmp_path, REIN_DATABASE_URL=database_url), clock=clock)
    yield built
    built.scheduler.stop()
    built.jobs.stop(wait=True)
    built.database.close()


def test_a_plan_starts_on_the_day_of_its_person(rein: Rein, case: tuple[str, str, date]) -> None:
    _, zone, today = case
    submitted = submit_goal(
        rein,
        viewer=Viewer(user=LOCAL_USER, time_zone=ZoneInfo(zone)),
        text="Write one page every evening until the end of next year",
        circumstances=Circumstances(),
        key="once",
    )
    execute_run(rein, submitted.run_id)

    view = find_goal(rein.database, submitted.goal_id, user_id=LOCAL_USER.id)

    assert view is not None
    assert view.resolution is not None
    assert view.resolution.starts_on == today
    assert view.plan is not None
    assert view.plan.starts_on == today
