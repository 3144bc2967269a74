"""Take the week that a text lists block by block for its hours, its rhythm and its days."""

from dataclasses import replace

from core.offline.reading.facts import Frequency, Hours
from core.offline.reading.roles.choices import STATED, Choice
from core.offline.reading.roles.role_reading import RoleReading
from core.offline.reading.roles.roles import Role
from core.offline.reading.roles.slots.time_blocks import find_time_blocks

_ASIDE, _LISTED = 0.5, 0.7
_MOST_HOURS = 40.0
_Week = tuple[Choice[Frequency], Choice[tuple[str, ...]], Choice[Hours], Choice[float]]


def with_blocks(
    reading: RoleReading,
    frequency: Choice[Frequency],
    days: Choice[tuple[str, ...]],
    hours: Choice[Hours],
    minutes: Choice[float],
) -> _Week:
    """Return rhythm, days, hours and minutes as the blocks of a week give them, if any are listed.

    How long a session is stays open, because the blocks differ.
    """
    listed = find_time_blocks(reading.text)
    if listed is None or listed.hours.per_week > _MOST_HOURS:
        return frequency, days, hours, minutes
    span = listed.hours.span
    if reading.role_share(span, (Role.BACKGROUND, Role.QUESTION, Role.OBSTACLE)) >= _ASIDE:
        return frequency, days, hours, minutes
    rhythm = Frequency(times=listed.sessions, per="week", span=span)
    if not listed.has_other_days and frequency.value is not None:
        rhythm = replace(rhythm, days=frequency.value.days)
    return (
        Choice(value=rhythm, confidence=_LISTED, source=STATED, open=True),
        Choice(value=None) if listed.has_other_days else days,
        Choice(value=listed.hours, confidence=_LISTED, source=STATED, open=True),
        Choice(value=None),
    )
