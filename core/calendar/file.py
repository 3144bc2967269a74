"""Write a calendar as a file (RFC 5545) with the icalendar library."""

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache

from icalendar import Alarm, Calendar, Event, vText

from core.calendar.event import CalendarEvent, one_line
from core.calendar.revisions import EventRevision
from core.calendar.zone_rules import zone_rules

PRODUCT = "-//Rein//Rein//EN"
REFRESH = timedelta(hours=1)
"""How often a subscribed calendar is asked to look again."""

FIRST_YEAR, LAST_YEAR = 2020, 2060
"""Years of the rules of a time zone, whatever the events: some servers, such as Radicale, read the
rules of a zone once and use them for every calendar after it."""


_END = b"END:VCALENDAR\r\n"


class _Text(vText):
    r"""A text that is escaped as RFC 5545 says (3.3.11).

    icalendar takes a backslash before an N for a line break, so that "C:\New" would lose both.
    """

    def to_ical(self) -> bytes:
        """Return the escaped text."""
        escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def write_file(name: str, revisions: Sequence[EventRevision], *, goal_address: str) -> bytes:
    """Return the file: UTF-8, lines of at most 75 bytes that end with CRLF."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for field in ("name", "x-wr-calname"):
        calendar.add(field, _Text(one_line(name)))
    for field in ("refresh-interval", "x-published-ttl"):
        calendar.add(field, REFRESH, parameters={"VALUE": "DURATION"})
    _add_zones(calendar, [revision.event for revision in revisions])
    head = bytes(calendar.to_ical()).removesuffix(_END)
    return b"".join((head, *(_write_event(each, goal_address) for each in revisions), _END))


def _add_zones(calendar: Calendar, events: Sequence[CalendarEvent]) -> None:
    """Add the rules of each time zone in use; without events those of UTC.

    A calendar has at least one component.
    """
    for name in sorted({event.zone for event in events if event.zone is not None}):
        years = [event.day.year for event in events if event.zone == name]
        # A year more on both sides: its rules begin at midnight UTC.
        first, last = min(FIRST_YEAR, min(years) - 1), max(LAST_YEAR, max(years) + 1)
        calendar.add_component(zone_rules(name, first, last))
    if not events:
        calendar.add_component(zone_rules("UTC", FIRST_YEAR, FIRST_YEAR))


@lru_cache(maxsize=4096)
def _write_event(revision: EventRevision, goal_address: str) -> bytes:
    """Return the lines of an event: a millisecond each, and of thousands few have changed."""
    event, component = revision.event, Event()
    component.add("uid", event.uid)
    component.add("dtstamp", revision.changed_at)
    component.add("last-modified", revision.changed_at)
    component.add("sequence", revision.sequence)
    component.add("summary", _Text(event.title))
    component.add("description", _Text(event.description))
    component.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    busy = event.at is not None and not (event.done or event.cancelled)
    component.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    component.add("class", "PRIVATE")
    starts_at = event.starts_at
    if starts_at is None:
        component.add("dtstart", event.day)
        component.add("dtend", event.day + timedelta(days=1))
    else:
        component.add("dtstart", starts_at)
        # A length and no end: on the night the clocks change, a local time could be read as two.
        component.add("duration", timedelta(minutes=max(1, event.minutes)))
    if goal_address:
        component.add("url", goal_address + event.goal_id)
    if event.alarm_minutes is not None and starts_at is not None:
        component.add_component(_alarm(event, event.alarm_minutes))
    return bytes(component.to_ical())


def _alarm(event: CalendarEvent, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _Text(event.title))
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm
