"""Take the week that a text lists block by block for its hours, its rhythm and its days."""

from dataclasses import replace
from math import ceil

from core.offline.reading.clauses.asides import find_asides
from core.offline.reading.facts import DayTime, Frequency, Hours
from core.offline.reading.phrases import mask_spans
from core.offline.reading.roles.choices import STATED, Choice
from core.offline.reading.roles.role_reading import RoleReading
from core.offline.reading.roles.roles import Role, Slot
from core.offline.reading.roles.slots.time_blocks import find_time_blocks
from core.offline.reading.times.own_week import OwnWeek, own_week

_ASIDE, _LISTED = 0.5, 0.7
_MOST_HOURS = 40.0
_TINY = 1e-6
_STATED, _ALL_DAYS = 0.8, 7
_WHOLE_DAY = 720.0
_LONGEST = 300.0
"""Minutes of the longest session; a longer free span holds several."""
_TIMES = (Slot.DAYS, Slot.DAYS_OFF, Slot.RATE, Slot.HOURS)
_MAY_BE_TIME = 0.2
"""How probable it is at least, by the tagger, that free days are a time of the plan."""
_Times = Choice[tuple[DayTime, ...]]
_Week = tuple[Choice[Frequency], Choice[tuple[str, ...]], Choice[Hours], Choice[float], _Times]
_OPEN: _Times = Choice(value=None)


def with_blocks(
    reading: RoleReading,
    frequency: Choice[Frequency],
    days: Choice[tuple[str, ...]],
    hours: Choice[Hours],
    minutes: Choice[float],
    *,
    time_is_aim: bool = False,
) -> _Week:
    """Return rhythm, days, hours, minutes and timetable as the blocks of a week give them.

    How long a session is stays open, because the blocks differ. Where a time is the aim itself
    (`time_is_aim`: sleep, screens), a length is none of the plan.
    """
    listed = find_time_blocks(reading.text)
    asides = find_asides(reading.text)
    own = mask_spans(reading.text, (*asides.past, *asides.others, *asides.shifts))
    week = own_week(own, lambda span: reading.slot_share(span, _TIMES) >= _MAY_BE_TIME)
    if week is not None and (listed is None or not listed.has_other_days):
        return _with_week(reading, week, frequency, days, hours, minutes, time_is_aim=time_is_aim)
    if listed is None or listed.hours.per_week > _MOST_HOURS:
        return frequency, days, hours, minutes, _OPEN
    span = listed.hours.span
    if reading.role_share(span, (Role.BACKGROUND, Role.QUESTION, Role.OBSTACLE)) >= _ASIDE:
        return frequency, days, hours, minutes, _OPEN
    rhythm = Frequency(times=listed.sessions, per="week", span=span)
    if not listed.has_other_days and frequency.value is not None:
        rhythm = replace(rhythm, days=frequency.value.days)
    return (
        Choice(value=rhythm, confidence=_LISTED, source=STATED, open=True),
        Choice(value=None) if listed.has_other_days else days,
        Choice(value=listed.hours, confidence=_LISTED, source=STATED, open=True),
        Choice(value=None),
        _OPEN,
    )


def _with_week(
    reading: RoleReading,
    week: OwnWeek,
    frequency: Choice[Frequency],
    days: Choice[tuple[str, ...]],
    hours: Choice[Hours],
    minutes: Choice[float],
    *,
    time_is_aim: bool = False,
) -> _Week:
    """Return what a text gives to the goal day by day; a count beside the days stays as it is."""
    some = week.days if len(week.days) < _ALL_DAYS else ()
    if week.days:
        days = Choice(value=some or None, confidence=_STATED, source=STATED)
    timed = not time_is_aim and (
        week.per_week is not None or any(day.minutes for day in week.minutes)
    )
    counted = frequency.value
    if counted is not None and reading.role_share(counted.span, (Role.START,)) >= _ASIDE:
        counted = None  # how often it is done today, beside the days that are open
    fewer = counted is not None and _is_beside(counted, week) and counted.per_week < week.sessions
    if timed and not fewer:
        rhythm = Frequency(times=week.sessions, per="week", span=week.span, days=some)
        frequency = Choice(value=rhythm, confidence=_STATED, source=STATED)
        return frequency, days, *_lengths(week, hours), _timetable(week)
    partly = _timetable(week) if any(day.every > 1 for day in week.minutes) else _OPEN
    if counted is not None and counted.days and week.days:
        left = tuple(day for day in week.days if day in counted.days) or week.days
        frequency = replace(frequency, value=replace(counted, days=left))
    return frequency, days, hours, minutes, partly


def _timetable(week: OwnWeek) -> _Times:
    """Return the minutes of each day, as far as they are named and less than a whole day."""
    times = tuple(time for time in week.minutes if (time.minutes or 0) <= _WHOLE_DAY)
    return Choice(value=times or None, confidence=_STATED, source=STATED, open=week.is_doubtful)


def _lengths(week: OwnWeek, hours: Choice[Hours]) -> tuple[Choice[Hours], Choice[float]]:
    """Return the hours of a week and the minutes of a session, if all are of one length."""
    if _is_total(hours.value, week):
        return hours, Choice(value=None)
    each = week.per_session if week.per_session and week.per_session <= _LONGEST else None
    minutes = week.per_week or week.likely_minutes
    total = Hours(per_week=ceil(minutes / 0.6 - _TINY) / 100, span=week.span)
    return (
        Choice(value=total, confidence=_STATED, source=STATED, open=week.is_doubtful),
        Choice(value=each, confidence=_STATED if each else 0.0, source=STATED),
    )


def _is_beside(counted: Frequency, week: OwnWeek) -> bool:
    """Return whether a count stands apart from the days: "three times a week"."""
    inside = week.span.start <= counted.span.start < week.span.end
    return not inside and not counted.days


def _is_total(hours: Hours | None, week: OwnWeek) -> bool:
    """Return whether the hours of the whole week are named beside its days."""
    if hours is None or "week" not in hours.span.text.lower() or week.per_week is not None:
        return False
    return not week.span.start <= hours.span.start < week.span.end
