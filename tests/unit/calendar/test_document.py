"""The file is read back by two parsers that share no code with the library that writes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from core.calendar.document import CalendarDocument
from core.calendar.event import CalendarEvent, lines, one_line, uid_of
from core.calendar.revisions import EventRevision, revise
from core.ids import new_id

GOAL_ID = new_id()
NOW = datetime(2027, 1, 4, 9, 30, tzinfo=UTC)
ZONES = (
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "America/New_York",
    "Europe/Dublin",  # its summer time is its standard time
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # changes its clocks by half an hour
    "Africa/Casablanca",
    "UTC",
)

words = st.text(
    alphabet=st.one_of(
        st.characters(),  # any character but surrogates
        st.sampled_from(",;:\\\"'\n\r\t nN^=\u2028\u0085\x0b🏃👩‍🚀"),
    ),
    max_size=200,
)
titles = words.map(one_line).filter(bool)
descriptions = st.lists(words, min_size=1, max_size=4).map(lambda texts: lines("20 min.", *texts))
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2055, 12, 31))


@st.composite
def events(draw: st.DrawFn) -> CalendarEvent:
    at = draw(st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)))
    return CalendarEvent(
        uid=uid_of(GOAL_ID, draw(st.text(max_size=20))),
        goal_id=GOAL_ID,
        title=draw(titles),
        description=draw(descriptions),
        day=draw(days),
        at=at,
        zone=draw(st.none() | st.sampled_from(ZONES)) if at is not None else None,
        minutes=draw(st.integers(min_value=1, max_value=600)),
        alarm_minutes=draw(st.none() | st.integers(min_value=0, max_value=1440)),
        done=draw(st.booleans()),
        cancelled=draw(st.booleans()),
    )


calendars = st.lists(events(), min_size=1, max_size=4, unique_by=lambda event: event.uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a calendar app shows of an event."""

    title: str
    description: str
    starts: date | datetime
    length: timedelta
    sequence: int
    status: str
    alarm: timedelta | None


def written(*given: CalendarEvent, **options: str) -> bytes:
    revisions = revise(given, {}, now=NOW)
    return CalendarDocument(name="My plan; 5 km, then 10", revisions=revisions, **options).write()


def expected(event: CalendarEvent) -> Seen:
    starts_at = event.starts_at
    return Seen(
        title=event.title,
        description=event.description,
        starts=event.day if starts_at is None else starts_at,
        length=timedelta(days=1) if starts_at is None else timedelta(minutes=event.minutes),
        sequence=0,
        status="CANCELLED" if event.cancelled else "CONFIRMED",
        alarm=None
        if event.alarm_minutes is None or event.at is None
        else timedelta(minutes=-event.alarm_minutes),
    )


def by_ical(file: bytes) -> dict[str, Seen]:
    """Return the events as the parser of Home Assistant reads them."""
    calendar = IcsCalendarStream.calendar_from_ics(file.decode())
    return {
        event.uid: Seen(
            title=event.summary or "",
            description=event.description or "",
            starts=event.dtstart,
            length=event.computed_duration,
            sequence=event.sequence or 0,
            status=event.status.value if event.status else "",
            alarm=event.alarm[0].trigger if event.alarm else None,
        )
        for event in calendar.events
    }


def by_vobject(file: bytes) -> dict[str, Seen]:
    """Return the events as the parser of Radicale reads them."""
    calendar = vobject.readOne(file.decode())
    return {event.uid.value: _seen_by_vobject(event) for event in calendar.vevent_list}


def _seen_by_vobject(event: Any) -> Seen:
    starts = event.dtstart.value
    lasts = event.duration.value if "duration" in event.contents else event.dtend.value - starts
    return Seen(
        title=event.summary.value,
        description=event.description.value,
        starts=starts,
        length=lasts,
        sequence=int(event.sequence.value),
        status=event.status.value,
        alarm=event.valarm.trigger.value if "valarm" in event.contents else None,
    )


def moments(seen: Mapping[str, Seen]) -> dict[str, object]:
    """Return when each event begins, in UTC, so that two zones with the same rules are equal."""
    return {
        uid: one.starts.astimezone(UTC)
        if isinstance(one.starts, datetime) and one.starts.tzinfo is not None
        else one.starts
        for uid, one in seen.items()
    }


def texts(seen: Mapping[str, Seen]) -> dict[str, tuple[object, ...]]:
    return {
        uid: (one.title, one.description, one.length, one.sequence, one.status, one.alarm)
        for uid, one in seen.items()
    }


@settings(max_examples=60, deadline=None)
@given(calendars)
def test_every_event_is_read_back_by_two_other_parsers(given_events: list[CalendarEvent]) -> None:
    file = written(*given_events)

    wanted = {event.uid: expected(event) for event in given_events}
    for seen in (by_ical(file), by_vobject(file)):
        assert texts(seen) == texts(wanted)
        assert moments(seen) == moments(wanted)


@pytest.mark.parametrize("words", [r"Copy C:\New\notes", r"\N", r"\n", r"a\;b\,c", "\\"])
def test_a_backslash_stays_a_backslash(words: str) -> None:
    event = CalendarEvent(
        uid=uid_of(GOAL_ID, "task"),
        goal_id=GOAL_ID,
        title=words,
        description=f"20 min.\n{words}",
        day=date(2027, 1, 4),
    )

    for seen in (by_ical(written(event)), by_vobject(written(event))):
        assert texts(seen) == texts({event.uid: expected(event)})


@settings(max_examples=30, deadline=None)
@given(calendars)
def test_lines_end_with_crlf_and_hold_at_most_75_bytes(given_events: list[CalendarEvent]) -> None:
    file = written(*given_events)

    assert file.endswith(b"\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert b"\r" not in file.replace(b"\r\n", b"")
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    for line in file.split(b"\r\n"):
        line.decode()  # no character is cut in two


def make_event(**changes: Any) -> CalendarEvent:
    values: dict[str, Any] = {
        "uid": uid_of(GOAL_ID, "task:a"),
        "goal_id": GOAL_ID,
        "title": "Run slowly",
        "description": "20 min.",
        "day": date(2027, 1, 4),
        "minutes": 20,
    }
    return CalendarEvent(**values | changes)


@pytest.mark.parametrize(
    "text",
    [
        "END:VEVENT",
        "a\nEND:VEVENT\nEND:VCALENDAR\nBEGIN:VCALENDAR",
        "a\r\nATTENDEE:mailto:x@example.org",
        "\\nBEGIN:VALARM",
        "x" * 74 + "\r\nDTSTART:20200101",
        "a\u2028DTSTART:20200101",
    ],
)
def test_words_of_a_person_stay_words(text: str) -> None:
    file = written(make_event(title=one_line(text), description=lines(text)))

    unfolded = file.replace(b"\r\n ", b"").split(b"\r\n")
    for name in (b"BEGIN:VEVENT", b"END:VEVENT", b"BEGIN:VCALENDAR", b"END:VCALENDAR"):
        assert unfolded.count(name) == 1
    assert not [line for line in unfolded if line.startswith((b"ATTENDEE", b"BEGIN:VALARM"))]
    assert [line for line in unfolded if line.startswith(b"DTSTART")] == [
        b"DTSTART;VALUE=DATE:20270104"
    ]


def test_an_all_day_event_ends_on_the_day_after_and_never_reminds() -> None:
    file = written(make_event(alarm_minutes=30)).decode()

    assert "DTSTART;VALUE=DATE:20270104\r\nDTEND;VALUE=DATE:20270105\r\n" in file
    assert "VALARM" not in file
    assert "TRANSP:TRANSPARENT" in file


def test_a_task_with_a_time_is_busy_time_in_the_zone_of_the_person() -> None:
    file = written(
        make_event(at=time(18), zone="America/New_York", minutes=45, alarm_minutes=10)
    ).decode()

    assert "BEGIN:VTIMEZONE\r\nTZID:America/New_York" in file
    assert "DTSTART;TZID=America/New_York:20270104T180000\r\nDURATION:PT45M" in file
    assert "TRANSP:OPAQUE" in file
    assert "ACTION:DISPLAY\r\nDESCRIPTION:Run slowly\r\nTRIGGER:-PT10M" in file


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        (date(2027, 3, 13), datetime(2027, 3, 14, 0, 30, tzinfo=UTC)),
        (date(2027, 3, 14), datetime(2027, 3, 14, 23, 30, tzinfo=UTC)),  # clocks went forward
        (date(2027, 11, 6), datetime(2027, 11, 6, 23, 30, tzinfo=UTC)),
        (date(2027, 11, 7), datetime(2027, 11, 8, 0, 30, tzinfo=UTC)),  # clocks went back
    ],
)
def test_half_past_seven_stays_half_past_seven_when_the_clocks_change(
    day: date, starts: datetime
) -> None:
    event = make_event(day=day, at=time(19, 30), zone="America/New_York")

    for seen in (by_ical(written(event)), by_vobject(written(event))):
        assert moments(seen) == {event.uid: starts}


def test_a_time_the_clock_jumps_over_becomes_an_hour_later() -> None:
    event = make_event(day=date(2027, 3, 14), at=time(2, 30), zone="America/New_York")

    assert event.starts_at == datetime(2027, 3, 14, 3, 30, tzinfo=ZoneInfo("America/New_York"))
    assert b":20270314T033000" in written(event)


def test_a_task_across_the_change_of_the_clocks_keeps_its_length() -> None:
    event = make_event(
        day=date(2027, 11, 7), at=time(1, 45), zone="America/New_York", minutes=30
    )  # it ends at 1:15, which comes before 1:45 on that night's clock

    for seen in (by_ical(written(event)), by_vobject(written(event))):
        assert seen[event.uid].length == timedelta(minutes=30)
        assert moments(seen) == {event.uid: datetime(2027, 11, 7, 5, 45, tzinfo=UTC)}


def test_without_a_known_zone_a_time_is_the_same_on_every_clock() -> None:
    file = written(make_event(at=time(18))).decode()

    assert "DTSTART:20270104T180000\r\n" in file
    assert "VTIMEZONE" not in file


def test_an_empty_calendar_is_valid_and_empty() -> None:
    file = written()

    assert by_ical(file) == {}
    assert file.decode().count("BEGIN:VTIMEZONE") == 1  # a calendar has at least one component


def test_an_event_leads_back_to_its_goal() -> None:
    file = written(make_event(), goal_address="https://rein.example/goal?id=")

    unfolded = file.replace(b"\r\n ", b"").decode()
    assert f"\r\nURL:https://rein.example/goal?id={GOAL_ID}\r\n" in unfolded


def test_the_tag_changes_with_the_file_and_only_then() -> None:
    first = revise([make_event()], {}, now=NOW)
    known = {revision.uid: revision for revision in first}
    later = NOW + timedelta(days=1)

    def tag(revisions: tuple[EventRevision, ...], **options: str) -> str:
        return CalendarDocument(name="Plan", revisions=revisions, **options).tag

    assert tag(revise([make_event()], known, now=later)) == tag(first)
    assert tag(revise([make_event(title="Walk")], known, now=later)) != tag(first)
    assert tag((*first, *revise([make_event(uid=new_id())], {}, now=NOW))) != tag(first)
    assert tag(first, goal_address="https://rein.example/goal?id=") != tag(first)
