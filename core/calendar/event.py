"""One event of a person's calendar: a task, a milestone or a check-in, on its day."""

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
"""Characters that a calendar file may not hold, or that some parsers take for the end of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """What a calendar shows of one event. Two equal events need no new revision."""

    uid: str
    goal_id: str
    title: str
    description: str
    day: date
    at: time | None = None
    """The time of day it begins; None is all day."""
    zone: str | None = None
    """IANA name of the time zone of `at`; None is the zone of the calendar that shows it."""
    minutes: int = 0
    alarm_minutes: int | None = None
    """How long before its beginning the calendar reminds; None is never."""
    done: bool = False
    cancelled: bool = False

    @property
    def starts_at(self) -> datetime | None:
        """Return the moment it begins, or None if it lasts all day.

        A time of day that the clock jumps over becomes the moment an hour later, and one that the
        clock shows twice is the first of the two.
        """
        if self.at is None:
            return None
        moment = datetime.combine(self.day, self.at)
        if self.zone is None:
            return moment
        zone = ZoneInfo(self.zone)
        return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def uid_of(goal_id: str, part: str) -> str:
    """Return the id of an event: the same for the same part of a goal, whatever its plan says."""
    return str(uuid.uuid5(uuid.UUID(goal_id), part))


def one_line(text: str) -> str:
    """Return a text of people or models as it may stand in a title."""
    return " ".join(_CONTROL.sub(" ", text).split())


def lines(*texts: str) -> str:
    """Return texts of people or models as the lines of a description; empty ones are left out."""
    return "\n".join(line for text in texts if (line := one_line(text)))
