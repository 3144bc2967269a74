"""Parse the numbers people answer with: "2 or 3", "half an hour a day", "1h30", "1.5k"."""

import re
from dataclasses import dataclass

from core.offline.reading.frequency import parse_hours
from core.offline.reading.numbers import NUMBER, NUMBER_OR_ARTICLE, parse_number

_RANGE = re.compile(
    rf"(?P<minus>(?:^|\s)[-−]\s?)?(?P<low>{NUMBER})"
    rf"(?:\s?(?:-|–|to|or|bis|or maybe)\s?(?P<high>{NUMBER}))?",
    re.IGNORECASE,
)
_CLOCK_LENGTH = re.compile(r"\b(?P<h>\d{1,2})\s?h(?:ours?|rs?)?\s?(?P<m>[0-5]?\d)\b", re.IGNORECASE)
_AND_A_HALF = re.compile(
    rf"\b(?P<n>{NUMBER_OR_ARTICLE})\s?(?:hours?|hrs?|h) and a half\b", re.IGNORECASE
)
_AN_HOUR = re.compile(r"\ban? (?:hour|hr)\b", re.IGNORECASE)
_MINUTES = re.compile(r"\bmin|\d\s?(?:min|m)\b", re.IGNORECASE)
_HOURS = re.compile(r"\b(?:hours?|hrs?)\b|\d\s?h\b", re.IGNORECASE)
_EACH_DAY = re.compile(r"\b(?:day|daily|evenings?|mornings?|nights?|nightly)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A number, or a range of numbers; a plan takes the lower one."""

    low: float
    high: float | None = None

    def times(self, factor: float) -> "Range":
        """Return the range multiplied."""
        high = None if self.high is None else round(self.high * factor, 2)
        return Range(low=round(self.low * factor, 2), high=high)


def parse_range(text: str) -> Range | None:
    """Return the first number or range of numbers in the text, or None."""
    match = _RANGE.search(text)
    if match is None:
        return None
    low = parse_number(match["low"]) * (-1 if match["minus"] else 1)
    high = parse_number(match["high"]) if match["high"] else None
    return Range(low=low, high=high if high is not None and high > low else None)


def parse_weekly_hours(text: str) -> Range | None:
    """Return the weekly hours in "5", "2 or 3", "90 minutes" or "half an hour a day", or None."""
    length = _hours_in(text)
    if length is None:
        return None
    if length.high is None and length.low > 0 and (stated := parse_hours(text)) is not None:
        return Range(low=stated.per_week)
    return length.times(7.0 if _EACH_DAY.search(text) else 1.0)


def parse_minutes(text: str) -> Range | None:
    """Return the minutes of one session in "45", "half an hour", "1h30" or "1 h", or None."""
    length = _hours_in(text)
    if length is None:
        return None
    names_unit = _HOURS.search(text) or _MINUTES.search(text)
    return length.times(60.0) if names_unit else length


def _hours_in(text: str) -> Range | None:
    """Return a length in hours; a number without a unit is returned as it is."""
    if match := _CLOCK_LENGTH.search(text):
        return Range(low=round(int(match["h"]) + int(match["m"]) / 60, 2))
    if match := _AND_A_HALF.search(text):
        return Range(low=parse_number(match["n"]) + 0.5)
    found = parse_range(text)
    if found is None:
        return Range(low=1.0) if _AN_HOUR.search(text) else None
    in_minutes = _MINUTES.search(text) and not _HOURS.search(text)
    return (
        Range(low=found.low / 60, high=None if found.high is None else found.high / 60)
        if in_minutes
        else found
    )
