"""The weekdays of a plan that are left when those that are taken are gone."""

import re
from collections.abc import Iterable
from dataclasses import replace

from core.offline.reading.clauses.asides import find_asides
from core.offline.reading.facts import Frequency, GoalFacts
from core.offline.reading.phrases import mask_spans
from core.offline.reading.roles.slots.days_off import named_days
from core.offline.reading.roles.slots.slot_times import WEEK

_COUNTS = re.compile(r"\b(?:once|twice|thrice|times|\d+ ?x)\b", re.IGNORECASE)


def days_off(text: str) -> tuple[str, ...]:
    """Return the weekdays that a text rules out, in the order of the week; never all seven.

    What another person does on a day does not take it from the writer.
    """
    text = mask_spans(text, find_asides(text).others)
    out = {day for group in named_days(text) if group.ruled_out for day in group.days}
    return tuple(day for day in WEEK if day in out) if len(out) < len(WEEK) else ()


def rhythm_left(rhythm: Frequency | None, out: tuple[str, ...]) -> Frequency | None:
    """Return how often, or None if only days that are ruled out (`out`) were counted."""
    if rhythm is None or not rhythm.days:
        return rhythm
    return _without(rhythm, out) if set(rhythm.days) & set(out) else rhythm


def keep_days_off(facts: GoalFacts, also: Iterable[str] = ()) -> GoalFacts:
    """Return the facts without the weekdays that the words, or a model (`also`), rule out."""
    ruled_out = {*days_off(facts.text), *also}
    out = tuple(day for day in WEEK if day in ruled_out)
    if not out or len(out) == len(WEEK):
        return facts
    named = tuple(day for day in facts.days if day not in out)
    left = tuple(day for day in WEEK if day not in out)
    rhythm = facts.frequency
    return replace(
        facts,
        days=named or left,
        days_off=out,
        timetable=tuple(time for time in facts.timetable if time.day not in ruled_out),
        frequency=None if rhythm is None else _without(rhythm, out),
    )


def _without(rhythm: Frequency, out: tuple[str, ...]) -> Frequency | None:
    """Return how often, without days that are ruled out; None if it only named such days."""
    if rhythm.per == "day" and not rhythm.days and rhythm.times >= 1:
        return replace(rhythm, times=rhythm.times * (len(WEEK) - len(out)), per="week")
    if not set(rhythm.days) & set(out):
        return rhythm
    left = tuple(day for day in rhythm.days if day not in out)
    only_days = rhythm.per == "week" and rhythm.times == len(rhythm.days)
    if only_days and not _COUNTS.search(rhythm.span.text):
        return replace(rhythm, times=float(len(left)), days=left) if left else None
    return replace(rhythm, days=left)
