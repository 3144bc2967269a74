"""Parse the days of a week people answer with: "mon wed", "weekdays", "3 times a week"."""

import re

from core.goals.weeks import DAYS
from core.offline.clarifying.number_answers import parse_range
from core.offline.reading.calendar import WEEKDAYS
from core.offline.reading.frequency import parse_frequency

_ALL = tuple(day.value for day in DAYS)
_GROUPS = (
    (
        re.compile(
            r"\b(?:week ?days|workdays|working days|monday to friday|mon(?:-| to )fri)\b",
            re.IGNORECASE,
        ),
        _ALL[:5],
    ),
    (re.compile(r"\bweek-?ends?\b", re.IGNORECASE), _ALL[5:]),
    (re.compile(r"\b(?:every ?day|daily|each day|all days)\b", re.IGNORECASE), _ALL),
)
_EXCEPT = re.compile(r"\b(?:not|except|but|without)\b", re.IGNORECASE)


def parse_days(text: str) -> tuple[tuple[str, ...], float | None]:
    """Return the weekdays named in the text, or how many days a week; both empty if unreadable."""
    cut = _EXCEPT.search(text)
    days = _named(text[: cut.start()] if cut else text)
    if cut and (unwanted := _named(text[cut.end() :])):
        days = tuple(day for day in (days or _ALL) if day not in unwanted)
    if days:
        return days, None
    frequency = parse_frequency(text)
    if frequency is not None:
        return (), round(frequency.per_week, 1)
    number = parse_range(text)
    return (), None if number is None else number.low


def _named(text: str) -> tuple[str, ...]:
    found = {day for pattern, days in _GROUPS if pattern.search(text) for day in days}
    for word in re.findall(r"[a-z]{3,}", text.lower()):
        stem = word.removesuffix("s")
        found |= {DAYS[n].value for name, n in WEEKDAYS.items() if name.startswith((word, stem))}
    return tuple(day for day in _ALL if day in found)


def days_text(days: tuple[str, ...], times: float | None) -> str:
    """Return "weekdays", "Mon and Wed" or "3 days a week"."""
    if times is not None:
        return f"{times:g} {'day' if times == 1 else 'days'} a week"
    if days == _ALL:
        return "every day"
    if days == _ALL[:5]:
        return "weekdays"
    if days == _ALL[5:]:
        return "weekends"
    return " and ".join(part for part in (", ".join(days[:-1]), days[-1]) if part)
