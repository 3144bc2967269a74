"""Links carry an event to calendars on the web, every character of it."""

from datetime import date, time
from typing import Any
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from core.calendar.event import CalendarEvent
from core.calendar.links import links_for


def make_event(**changes: Any) -> CalendarEvent:
    values: dict[str, Any] = {
        "uid": "a",
        "goal_id": "g",
        "title": "Run slowly",
        "description": "20 min.",
        "day": date(2027, 1, 4),
        "minutes": 20,
    }
    return CalendarEvent(**values | changes)


def queries(event: CalendarEvent) -> dict[str, dict[str, str]]:
    return {
        link.name: {
            name: value for name, (value,) in parse_qs(urlsplit(link.address).query).items()
        }
        for link in links_for(event)
    }


def test_a_task_without_a_time_lasts_the_day() -> None:
    found = queries(make_event())

    assert found["Google Calendar"]["dates"] == "20270104/20270105"
    for name in ("Outlook.com", "Microsoft 365"):
        assert (found[name]["startdt"], found[name]["enddt"]) == ("2027-01-04", "2027-01-05")
        assert found[name]["allday"] == "true"


def test_a_task_with_a_time_is_given_in_utc() -> None:
    found = queries(make_event(at=time(18), zone="America/New_York"))

    assert found["Google Calendar"]["dates"] == "20270104T230000Z/20270104T232000Z"
    assert found["Outlook.com"]["startdt"] == "2027-01-04T23:00:00Z"
    assert "allday" not in found["Outlook.com"]


def test_a_time_without_a_zone_is_left_to_the_calendar() -> None:
    found = queries(make_event(at=time(18)))

    assert found["Google Calendar"]["dates"] == "20270104T180000/20270104T182000"
    assert found["Outlook.com"]["enddt"] == "2027-01-04T18:20:00"


def test_the_end_is_right_on_the_night_the_clocks_change() -> None:
    found = queries(
        make_event(day=date(2027, 11, 7), at=time(1, 45), zone="America/New_York", minutes=30)
    )

    assert found["Google Calendar"]["dates"] == "20271107T054500Z/20271107T061500Z"


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_title_and_description_arrive_whole(title: str, description: str) -> None:
    event = make_event(title=title, description=description)

    for link in links_for(event):
        assert link.address.isascii()
        assert "+" not in link.address.partition("?")[2]  # Outlook would show it
    found = queries(event)
    assert found["Google Calendar"]["text"] == title
    assert found["Google Calendar"]["details"] == description
    assert found["Outlook.com"]["subject"] == title
    assert found["Outlook.com"]["body"] == description
