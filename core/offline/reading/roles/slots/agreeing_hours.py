"""Make the hours of a week and the minutes of a session agree; of two readings the smaller one."""

import re
from dataclasses import replace

from core.offline.reading.facts import Frequency, Hours
from core.offline.reading.frequency import parse_hours
from core.offline.reading.roles.choices import Choice
from core.offline.reading.roles.slots.slot_times import says_per_day

_LONG_SESSION = 180.0
"""Minutes beyond which an amount without "each" is rather that of the whole week."""
_EACH = re.compile(
    r"[^.;!?]{0,12}\b(?:each|every|per|a (?:day|night|evening|morning|session|time|go)|both|apiece|"
    r"daily|nightly|at a time|sessions?|long)\b",
    re.IGNORECASE,
)
_TOLERANCE = 1.25
_MOST_SESSIONS = 14.0


def agreeing_hours(
    hours: Choice[Hours],
    minutes: Choice[float],
    frequency: Frequency | None,
    days: tuple[str, ...],
    text: str,
) -> tuple[Choice[Hours], Choice[float]]:
    """Return weekly hours and session minutes that do not contradict each other.

    "Tuesday, Thursday and Sunday, 5 hours" may be five hours each, or the week's: it is the week's.
    """
    week, each = hours.value, minutes.value
    if week is None or each is None:
        return hours, minutes
    sessions = frequency.per_week if frequency is not None else float(len(days))
    multiplied = sessions > 1 and week.per_week * 60 > each * _TOLERANCE
    if each > _LONG_SESSION and multiplied and not _says_each(week, text):
        total = replace(week, per_week=round(each / 60, 2))
        return replace(hours, value=total, open=True), Choice(value=None)
    counted = week.per_week * 60 / each
    most = sessions if days and frequency is None else sessions * _TOLERANCE
    if sessions >= 1 and counted > most and says_per_day(week.span.text):
        fewer = replace(week, per_week=round(sessions * each / 60, 2))
        return replace(hours, value=fewer, open=counted > sessions * _TOLERANCE), minutes
    if counted > _MOST_SESSIONS or counted * _TOLERANCE < min(1.0, sessions or 1.0):
        return hours, Choice(value=None)
    return hours, minutes


def _says_each(week: Hours, text: str) -> bool:
    return parse_hours(week.span.text) is not None or bool(_EACH.match(text, week.span.end))
