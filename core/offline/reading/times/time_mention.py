"""A mention of a time in a text."""

from dataclasses import dataclass
from enum import StrEnum

from core.offline.reading.facts import Span


class TimeKind(StrEnum):
    """What a mention of a time names."""

    DAYS = "days"
    PART = "part"
    """A part of every day: "mornings"."""
    CLOCK = "clock"
    LENGTH = "length"
    COUNT = "count"
    DAILY = "daily"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    kind: TimeKind
    span: Span
    days: tuple[str, ...] = ()
    minutes: float = 0.0
    count: float = 0.0
    ends_at: float = 0.0
    """Minutes of the day at which a clock span ends."""
    routine: bool = False
    """Of a part of the day: whether it is one of every day, or every working day."""
    every: int = 1
    """Of days: 2 if it is every other week."""
