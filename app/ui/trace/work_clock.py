"""The clock of a waterfall: it shows the time of the machine's work and leaves long waits out.

A person may think for an hour between two rounds of questions; on a clock with that hour in it, the
work is a dot. A time of more than a second in which no step ran is drawn as a gap of fixed width.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

MIN_WAIT = timedelta(seconds=1)

_GAP_SHARE = 0.03
"""Width of a gap, as a share of the work."""
_MIN_LENGTH_S = 0.001


@dataclass(frozen=True, slots=True)
class Wait:
    """A time in which no step ran."""

    start: datetime
    end: datetime

    @property
    def seconds(self) -> float:
        return (self.end - self.start).total_seconds()


@dataclass(frozen=True, slots=True)
class WorkClock:
    """Places moments of a trace on an axis from 0 to 100 percent."""

    start: datetime
    end: datetime
    waits: tuple[Wait, ...] = ()

    @property
    def work_s(self) -> float:
        """Seconds without the waits."""
        passed = (self.end - self.start).total_seconds()
        return max(passed - sum(wait.seconds for wait in self.waits), _MIN_LENGTH_S)

    def percent(self, moment: datetime) -> float:
        """Return where a moment is; one before the start or after the end is at the end of it."""
        gap_s = _GAP_SHARE * self.work_s
        length_s = self.work_s + gap_s * len(self.waits)
        place_s = (moment - self.start).total_seconds()
        for wait in self.waits:
            inside_s = min(max((moment - wait.start).total_seconds(), 0.0), wait.seconds)
            place_s += inside_s * (gap_s / wait.seconds - 1)
        return max(0.0, min(100.0, 100 * place_s / length_s))

    def work_before(self, moment: datetime) -> float:
        """Return the seconds of work before a moment."""
        passed_s = (moment - self.start).total_seconds()
        return passed_s - sum(
            min(max((moment - wait.start).total_seconds(), 0.0), wait.seconds)
            for wait in self.waits
        )

    def seconds_at(self, share: float) -> float:
        """Return the seconds of work at a share of the axis, 0 to 1."""
        gap_s = _GAP_SHARE * self.work_s
        place_s = share * (self.work_s + gap_s * len(self.waits))
        for wait in self.waits:
            gap_starts_s = self.work_before(wait.start)
            place_s -= min(max(place_s - gap_starts_s, 0.0), gap_s)
        return place_s


def work_clock(
    start: datetime, end: datetime, steps: Iterable[tuple[datetime, datetime]]
) -> WorkClock:
    """Return the clock of a trace whose steps ran at these times; without steps, of all its time.

    The root of a trace is no step: it spans the waits too.
    """
    waits, until = [], start
    known = sorted(steps)
    for begins, ends in known:
        if begins - until > MIN_WAIT:
            waits.append(Wait(until, begins))
        until = max(until, ends)
    if known and end - until > MIN_WAIT:
        waits.append(Wait(until, end))
    return WorkClock(start, end, tuple(waits))
