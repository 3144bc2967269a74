"""The services of Rein at an earlier moment, so that use-cases can be carried out in the past."""

from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from core.bootstrap import Rein
from core.clock import local_day
from core.usecases.access.allow import Access, without_viewer


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """Always the same moment."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def today(self, zone: tzinfo | None) -> date:
        return local_day(self.moment, zone)

    def monotonic(self) -> float:
        return self.moment.timestamp()


@without_viewer(Access.PART, "stops the clock, and reads nothing")
def rein_at(rein: Rein, moment: datetime) -> Rein:
    """Return the same services, whose clock stands at a moment."""
    return replace(rein, clock=StoppedClock(moment))
