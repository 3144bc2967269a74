"""A viewer is a person with a role and a time zone."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from core.accounts.time_zones import find_time_zone
from core.accounts.user import Role, User
from core.accounts.viewer import LOCAL_VIEWER, Viewer
from core.clock import SystemClock, local_day
from core.errors import NotAllowed

ADA = User(id="a", name="Ada", role=Role.REVIEWER)


def test_a_viewer_has_the_rights_of_the_person() -> None:
    viewer = Viewer(user=ADA)

    assert (viewer.id, viewer.role) == ("a", Role.REVIEWER)
    assert [viewer.may(role) for role in Role] == [True, True, False]
    viewer.require(Role.REVIEWER)
    with pytest.raises(NotAllowed):
        viewer.require(Role.ADMIN)


def test_the_local_viewer_is_admin_in_the_zone_of_the_machine() -> None:
    assert LOCAL_VIEWER.may(Role.ADMIN)
    assert LOCAL_VIEWER.time_zone is None
    assert LOCAL_VIEWER.zone_name is None


@pytest.mark.parametrize("name", ["Asia/Tokyo", "Pacific/Honolulu", "UTC"])
def test_a_zone_is_found_by_its_name(name: str) -> None:
    assert Viewer(user=ADA, time_zone=find_time_zone(name)).zone_name == name


@pytest.mark.parametrize(
    "name",
    [None, "", "Nowhere/City", "America", "../etc/passwd", "/etc/localtime", "\x00", "a" * 65],
)
def test_a_name_that_is_no_zone_is_none(name: str | None) -> None:
    assert find_time_zone(name) is None


def test_a_zone_without_a_name_is_not_stored() -> None:
    assert Viewer(user=ADA, time_zone=timezone(timedelta(hours=2))).zone_name is None


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Tokyo", date(2027, 1, 5)), ("Pacific/Honolulu", date(2027, 1, 4))]
)
def test_one_instant_falls_on_different_days(zone: str, day: date) -> None:
    assert local_day(datetime(2027, 1, 4, 20, tzinfo=UTC), find_time_zone(zone)) == day


def test_the_clock_counts_today_in_the_zone_it_is_given() -> None:
    clock = SystemClock()

    assert clock.today(UTC) in {clock.now().date(), datetime.now(UTC).date()}
    assert clock.today(None) == local_day(clock.now(), None)
