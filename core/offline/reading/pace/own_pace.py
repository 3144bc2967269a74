"""The person's own pace: what they do in one session, and on which days of a week."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil, floor

from core.goals.kind import GoalKind
from core.goals.weeks import Day
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind, Span
from core.offline.reading.pace.counted_amounts import Counted, CountedAmount, counted_in

_COUNTS = frozenset({GoalKind.PROJECT, GoalKind.SKILL, GoalKind.EXAM, GoalKind.EVENT})
"""Kinds of goals whose number is the size of a work."""
_SURE = 0.8
_WEEK = 7
_DAYS = tuple(Day)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPace:
    """An amount for each session, on fixed days or so many times a week."""

    amount: float
    unit: str
    days: tuple[str, ...] = ()
    times: float = _WEEK
    """Sessions a week, where no days are fixed."""
    quote: str = ""

    def sessions(self, first: date, last: date) -> int:
        """Return how many sessions there are from one day to another, both included."""
        whole = max(0, (last - first).days + 1)
        if not self.days:
            return floor(whole / _WEEK * self.times)
        return sum(_DAYS[(first + timedelta(n)).weekday()] in self.days for n in range(whole))

    def done_on(self, first: date, amount: float) -> date:
        """Return the day of the session that completes an amount."""
        needed, day = ceil(amount / self.amount), first
        a_week = len(self.days) or self.times
        weeks = max(0, floor((needed - 1) / a_week)) if a_week else 0
        day = first + timedelta(weeks=min(weeks, _MOST_WEEKS))
        while self.sessions(first, day) < needed and (day - first).days < _MOST_WEEKS * _WEEK:
            day += timedelta(days=1)
        return day


_MOST_WEEKS = 2_000


def own_pace(facts: GoalFacts) -> OwnPace | None:
    """Return the pace that a person names for what their goal counts, or None."""
    counted, asked = _counted(facts), facts.quantity
    if counted is None or counted.each is None or asked is None:
        return None
    if asked.value != counted.whole.value:
        return None
    each = counted.each
    quote = facts.text[each.start : each.end]
    if each.weekly:
        return OwnPace(amount=each.value, unit=asked.unit, times=1.0, quote=quote)
    rhythm = facts.frequency
    days = (rhythm.days if rhythm is not None else ()) or facts.chosen_days
    times = min(float(_WEEK), rhythm.per_week) if rhythm is not None else float(_WEEK)
    return OwnPace(amount=each.value, unit=asked.unit, days=days, times=times, quote=quote)


def with_counted(facts: GoalFacts) -> GoalFacts:
    """Return the facts with the whole as target and what is done as start, where both are named.

    A pace that was taken for the target gives way to the whole it is a part of.
    """
    counted = _counted(facts)
    if counted is None or not _may_replace(facts, counted):
        return facts
    whole, sure = _quantity(facts, counted.whole, counted.noun), {**facts.confidence}
    named, today = facts.quantity, facts.baseline
    if named is None or named.value != whole.value or named.per is not None:
        facts = replace(facts, quantity=whole)
        sure["quantity"] = _SURE
    if counted.done is not None and (today is None or today.value != counted.done.value):
        facts = replace(facts, baseline=_quantity(facts, counted.done, counted.noun))
        sure["baseline"] = _SURE
    return replace(facts, confidence=sure)


def _counted(facts: GoalFacts) -> Counted | None:
    asked = facts.quantity
    if facts.kind not in _COUNTS or not facts.english:
        return None
    if asked is not None and asked.kind not in {QuantityKind.COUNT, QuantityKind.DISTANCE}:
        return None
    return counted_in(facts.text, [asked.unit] if asked is not None and asked.unit else [])


def _may_replace(facts: GoalFacts, counted: Counted) -> bool:
    """Return whether the number that was read is none, or one of those that were counted."""
    asked = facts.quantity
    if asked is None:
        return True
    parts = [part.value for part in (counted.whole, counted.done, counted.each) if part is not None]
    return asked.unit in {"", counted.noun} or asked.value in parts


def _quantity(facts: GoalFacts, amount: CountedAmount, noun: str) -> Quantity:
    span = Span(
        start=amount.start, end=amount.end, text=facts.text[amount.start : amount.end].strip()
    )
    return Quantity(value=amount.value, unit=noun, kind=QuantityKind.COUNT, span=span)
