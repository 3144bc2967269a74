"""The words of the calendar section."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.coach.goal.calendar import present
from app.site import is_local
from core.calendar.event import CalendarEvent
from core.usecases.calendar.feeds import CalendarFeed
from tests.fakes import NOW


def feed(*, last_read_at: datetime | None = None) -> CalendarFeed:
    return CalendarFeed(
        user_id="u", goal_id=None, digest="d", created_at=NOW, last_read_at=last_read_at
    )


def test_an_address_says_when_it_was_last_read() -> None:
    now = NOW + timedelta(hours=2)

    assert present.state_of(feed(), now=now) == (
        "Created Mon 4 Jan, 09:00. No calendar app has read it yet."
    )
    assert present.state_of(feed(last_read_at=now), now=now) == (
        "Created Mon 4 Jan, 09:00. Last read Mon 4 Jan, 11:00 (just now)."
    )


@pytest.mark.parametrize(
    ("site", "local"),
    [
        ("http://127.0.0.1:8501", True),
        ("http://localhost:8501/rein", True),
        ("http://[::1]:8501", True),
        ("http://192.168.1.4:8501", False),
        ("https://rein.example/team", False),
    ],
)
def test_an_address_of_this_computer_is_recognised(site: str, *, local: bool) -> None:
    assert is_local(site) is local


def test_a_calendar_app_is_opened_by_its_own_scheme() -> None:
    assert present.to_webcal("https://rein.example/calendar/x.ics") == (
        "webcal://rein.example/calendar/x.ics"
    )


def test_the_next_task_says_today_or_its_day_and_its_time() -> None:
    event = CalendarEvent(
        uid="u", goal_id="g", title="Run", description="20 min.", day=date(2027, 1, 4)
    )
    timed = CalendarEvent(
        uid="u", goal_id="g", title="Run", description="", day=date(2027, 1, 5), at=time(18, 30)
    )

    assert present.when(event, today=NOW.astimezone(UTC).date()) == "today"
    assert present.when(timed, today=date(2027, 1, 4)) == "Tue 5 Jan, 18:30"


def test_every_choice_has_words_of_its_own() -> None:
    assert present.times_to_choose(None)["18:00"] == time(18)
    assert present.times_to_choose(time(4, 45))["04:45"] == time(4, 45)
    assert present.alarms_to_choose(None)["No reminder"] is None
    assert present.alarms_to_choose(45)["45 min before"] == 45
