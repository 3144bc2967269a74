"""Which mail a person is due on a day: at most one, and fewer if they have not ticked for long."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.mail.preferences import MailPreferences

QUIET_AFTER = timedelta(days=14)
"""Without a tick for so long, the digest of the week takes the place of reminders."""

LATEST_HOURS = 12
"""A mail that could not be sent at its hour is sent up to so many hours later, on the same day."""


class MailKind(StrEnum):
    """What a mail is."""

    REMINDER = "reminder"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailMoment:
    """A moment of a person: the time on their clock, and when they last did a task."""

    local: datetime
    last_done_on: date | None
    since: date
    """The day they turned mail on."""

    @property
    def day(self) -> date:
        return self.local.date()

    @property
    def is_quiet(self) -> bool:
        """Whether the person has ticked nothing for two weeks."""
        return self.day - max(self.last_done_on or self.since, self.since) >= QUIET_AFTER


def is_time(preferences: MailPreferences, local: datetime) -> bool:
    """Return whether a mail may be sent at this time of the person's clock.

    Only hours are compared, so a clock that is set forward or back skips no mail.
    """
    return preferences.hour <= local.hour <= preferences.hour + LATEST_HOURS


def kinds_for(preferences: MailPreferences, moment: MailMoment) -> tuple[MailKind, ...]:
    """Return the kinds of mail that may be sent on a day, the first that has content first."""
    quiet = preferences.daily and moment.is_quiet
    digest = (preferences.weekly or quiet) and moment.day.weekday() == preferences.weekday
    reminder = preferences.daily and not quiet
    return (
        *((MailKind.DIGEST,) if digest else ()),
        *((MailKind.REMINDER,) if reminder else ()),
    )
