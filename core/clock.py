"""Access to the time: all code reads it from a Clock, which tests can replace."""

import time
from datetime import UTC, date, datetime, tzinfo
from typing import Protocol


class Clock(Protocol):
    """Wall time for records, a monotonic counter for durations."""

    def now(self) -> datetime:
        """Return the current time, timezone-aware, in UTC."""
        ...

    def today(self, zone: tzinfo | None) -> date:
        """Return the calendar day in a time zone; None is the zone of the machine."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards; only differences mean anything."""
        ...


def local_day(moment: datetime, zone: tzinfo | None) -> date:
    """Return the calendar day of a moment in a time zone; None is the zone of the machine."""
    return moment.astimezone(zone).date()


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self, zone: tzinfo | None) -> date:
        return local_day(self.now(), zone)

    def monotonic(self) -> float:
        return time.monotonic()
