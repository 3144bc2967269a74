"""A resolution: the strategy written for a goal."""

from dataclasses import dataclass
from datetime import date

from core.codec import Codec


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One metric: its name, its target, and how and how often it is measured."""

    name: str
    target: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePhase:
    """One phase of the timeline, in weeks counted from 1, both ends included."""

    name: str
    first_week: int
    last_week: int
    aim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge:
    """An obstacle and the if-then plan that answers it (Gollwitzer & Sheeran 2006)."""

    obstacle: str
    if_then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """A way of working and what the person does for it."""

    name: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The generated strategy for a goal, in the person's own terms."""

    title: str
    description: str
    rationale: str
    smart_statement: str
    starts_on: date
    ends_on: date
    metrics: tuple[Metric, ...]
    timeline: tuple[TimelinePhase, ...]
    challenges: tuple[Challenge, ...]
    strategies: tuple[Strategy, ...]


RESOLUTION_CODEC: Codec[Resolution] = Codec(Resolution)
"""Its JSON form: of a stage, of its table, of a prompt, of the API and of an export."""
