"""The rules of a time zone say the same as the zone, in every hour around every change."""

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz

from core.calendar.zone_rules import zone_rules

ZONES = (
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "America/New_York",
    "America/Asuncion",  # has given up its summer time
    "America/Sao_Paulo",
    "Europe/Berlin",
    "Europe/Dublin",
    "Africa/Casablanca",  # changes its clocks around Ramadan
    "Asia/Jerusalem",  # on a Friday that is no fixed Friday of its month
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "UTC",
)


@pytest.mark.parametrize("name", ZONES)
def test_the_rules_agree_with_the_zone_around_every_change_and_between(name: str) -> None:
    written = zone_rules(name, 2020, 2030).to_ical().decode()
    read, zone = tz.tzical(io.StringIO(written)).get(name), ZoneInfo(name)

    wrong = []
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment < datetime(2029, 1, 1, tzinfo=UTC):
        local = moment.astimezone(zone)
        # What the clock shows twice is read as the first of the two.
        shown = local.replace(tzinfo=None, fold=0)
        if not local.fold and shown.replace(tzinfo=read).utcoffset() != local.utcoffset():
            wrong.append(local.isoformat())
        around = {(moment + timedelta(hours=h)).astimezone(zone).utcoffset() for h in (-12, 12)}
        moment += timedelta(minutes=15) if len(around) > 1 else timedelta(hours=12)
    assert wrong == []


def test_an_onset_is_written_in_the_time_before_the_change() -> None:
    written = zone_rules("America/New_York", 2026, 2030).to_ical().decode()

    assert "BEGIN:DAYLIGHT\r\nDTSTART:20260308T020000\r\n" in written
    assert "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\r\n" in written


def test_a_zone_that_gave_up_summer_time_has_no_endless_rule() -> None:
    assert "RRULE" not in zone_rules("America/Asuncion", 2020, 2030).to_ical().decode()
