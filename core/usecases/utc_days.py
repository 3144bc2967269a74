"""Windows of days for figures. Rollups count days in UTC, the same for every viewer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.bootstrap import Rein
from core.store.database.date_ranges import start_of_day
from core.usecases.access.allow import Access, without_viewer

__all__ = ["UtcDays", "last_days", "start_of_day"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UtcDays:
    """A window of days in UTC, both ends included."""

    since: date
    until: date

    @property
    def starts_at(self) -> datetime:
        """Return the first moment of the window."""
        return start_of_day(self.since)


@without_viewer(Access.OPEN, "counts days, and reads nothing")
def last_days(rein: Rein, days: int) -> UtcDays:
    """Return the last `days` days, today included."""
    until = rein.clock.now().date()
    return UtcDays(since=until - timedelta(days=days - 1), until=until)
