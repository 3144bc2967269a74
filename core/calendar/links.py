"""Links that open a calendar on the web with one event filled in."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, urlencode

from core.calendar.event import CalendarEvent

GOOGLE = "https://calendar.google.com/calendar/render"
OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"
MICROSOFT_365 = "https://outlook.office.com/calendar/0/deeplink/compose"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLink:
    """A calendar on the web, and the address that opens it with an event."""

    name: str
    address: str


def links_for(event: CalendarEvent) -> tuple[CalendarLink, ...]:
    """Return the links that add an event to the calendars that have such links."""
    return (
        CalendarLink(name="Google Calendar", address=_google(event)),
        CalendarLink(name="Outlook.com", address=_outlook(OUTLOOK, event)),
        CalendarLink(name="Microsoft 365", address=_outlook(MICROSOFT_365, event)),
    )


def _google(event: CalendarEvent) -> str:
    starts_at = event.starts_at
    if starts_at is None:
        dates = f"{event.day:%Y%m%d}/{event.day + timedelta(days=1):%Y%m%d}"
    else:
        dates = "/".join(_compact(moment) for moment in _span(starts_at, event))
    query = {
        "action": "TEMPLATE",
        "text": event.title,
        "dates": dates,
        "details": event.description,
    }
    return _address(GOOGLE, query)


def _outlook(base: str, event: CalendarEvent) -> str:
    starts_at = event.starts_at
    if starts_at is None:
        starts, ends = f"{event.day}", f"{event.day + timedelta(days=1)}"
    else:
        starts, ends = (
            _utc(moment).isoformat().replace("+00:00", "Z") for moment in _span(starts_at, event)
        )
    query = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": event.title,
        "startdt": starts,
        "enddt": ends,
        "body": event.description,
    }
    return _address(base, query | ({"allday": "true"} if starts_at is None else {}))


def _span(starts_at: datetime, event: CalendarEvent) -> tuple[datetime, datetime]:
    """Return beginning and end; the end is counted in UTC, so that it is right on any night."""
    first = _utc(starts_at)
    return first, first + timedelta(minutes=max(1, event.minutes))


def _utc(moment: datetime) -> datetime:
    """Return a moment in UTC; one without a zone is left as it is."""
    return moment if moment.tzinfo is None else moment.astimezone(UTC)


def _compact(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}" + ("Z" if moment.tzinfo is not None else "")


def _address(base: str, query: dict[str, str]) -> str:
    # Outlook shows a plus sign where other sites read a space.
    return f"{base}?{urlencode(query, quote_via=quote)}"
