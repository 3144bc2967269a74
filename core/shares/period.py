"""How long a share link works; every link ends."""

from datetime import timedelta
from enum import IntEnum

from core.errors import InvalidInput


class SharePeriod(IntEnum):
    """The periods a person can choose, in days."""

    WEEK = 7
    MONTH = 30
    QUARTER = 90

    @property
    def length(self) -> timedelta:
        return timedelta(days=self.value)


def accept_period(days: int) -> SharePeriod:
    """Return the period of so many days. Raises InvalidInput for one that is not offered."""
    try:
        return SharePeriod(days)
    except ValueError:
        offered = ", ".join(str(period.value) for period in SharePeriod)
        raise InvalidInput(
            f"A link cannot work for {days} days.", field="days", advice=f"Choose from {offered}."
        ) from None
