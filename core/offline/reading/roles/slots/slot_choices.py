"""Read days, rates, hours, the deadline and the thing by model and by rule, and choose."""

import re
from dataclasses import replace

from core.offline.reading.facts import (
    Frequency,
    GoalFacts,
    Hours,
    Span,
)
from core.offline.reading.frequency import without_denied
from core.offline.reading.numbers import NUMBER
from core.offline.reading.roles.choices import STATED, Choice, Limits, choose
from core.offline.reading.roles.role_reading import FoundSlot, RoleReading
from core.offline.reading.roles.roles import Role, Slot
from core.offline.reading.roles.slots.agreeing_hours import agreeing_hours
from core.offline.reading.roles.slots.slot_evidence import by_rule, first, limits
from core.offline.reading.roles.slots.slot_times import (
    IN_ALL,
    WEEK,
    days_of,
    hours_of,
    is_range,
    rate_of,
)

_IN_LIMIT = 0.8
"""What hours in a clause about limits count for, even if the tagger saw no slot."""
_INSTEAD = 0.7
"""What a rhythm counts for where another is ruled out: "not every day, is twice a week fine?"."""
_PACE = re.compile(
    rf"(?:{NUMBER}) ?(?!times|x\b)[a-z€$£%]{{0,9}} ?(?:(?:/|\b(?:a|per|each|every)) ?"
    r"(?:week|wk|month|year)|weekly|monthly|yearly)$",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf" ?(?:a|per|each|every|/) ?(?:week|wk)\b| weekly\b|{IN_ALL}(?! ?(?:a|per|each|every|/) ?"
    r"(?:day|night|evening|morning|session)\b)",
    re.IGNORECASE,
)
_WEEKLY = re.compile(
    r"\b(?:h|hours?|hrs?)(?: ?(?:a|per|each|every|/) ?(?:week|wk)\b| weekly\b)", re.IGNORECASE
)
"""Time each week is given to the goal, whichever slot its words were taken for."""
_ASKS = re.compile(
    r"\s+(?:wants?|expects?|insists?|demands?|told|asked|says?|said)\b", re.IGNORECASE
)
_MOST_WORDS = 5
_NO_NOUNS = frozenset(
    "a an the my your his her its our their me you him us them it this that these those one all "
    "both some any more".split()
)
"""Pronouns and determiners: a thing has a word beside them."""
_NO_TARGET = (Slot.OTHER_NUMBER, Slot.PAYMENT, Slot.DEADLINE, Slot.LENGTH)
_NO_BASELINE = (Slot.TARGET, Slot.PAYMENT, Slot.DEADLINE, Slot.LENGTH)


def choose_frequency(reading: RoleReading, rules: GoalFacts) -> Choice[Frequency]:
    """Return how often."""
    model = first(reading.slots_of(Slot.RATE), lambda found: rate_of(found.span))
    if model.value is None:
        model = first(reading.slots_of(Slot.DAYS), _rhythm_of_days)
    rule = by_rule(
        rules.frequency,
        reading,
        (Slot.RATE, Slot.DAYS, Slot.HOURS, Slot.TARGET, Slot.PAYMENT),
        against=_NO_TARGET,
    )
    rule, model = (_no_pace(choice, rules.text) for choice in (rule, model))
    stated = without_denied(rules.text)
    if model.value is not None and not stated[slice(*_ends(model.value.span))].strip():
        model = Choice(value=None)  # "not every day" is no rhythm
    if rule.value is not None and model.value is None and stated != rules.text:
        return replace(rule, confidence=max(rule.confidence, _INSTEAD), source=STATED)
    if model.value and rule.value and set(rule.value.days) > set(model.value.days):
        return replace(rule, confidence=max(rule.confidence, model.confidence))  # a longer list
    if rule.value is not None and _counts_fewer(model.value, rule.value, rules.text):
        return replace(rule, confidence=model.confidence, source="rule first", open=True)
    return choose(
        model, rule, same=lambda a, b: abs(a.per_week - b.per_week) < 0.1, limits=limits(reading)
    )


def _counts_fewer(each: Frequency | None, counted: Frequency, text: str) -> bool:
    """Return whether days are counted right behind "each morning": "four mornings a week"."""
    if each is None or not 1 <= counted.per_week < each.per_week:
        return False
    return re.fullmatch(r"[\s,(:–-]*", text[each.span.end : counted.span.start]) is not None


def choose_hours(
    reading: RoleReading, rules: GoalFacts, frequency: Frequency | None, days: tuple[str, ...]
) -> tuple[Choice[Hours], Choice[float]]:
    """Return weekly hours and the minutes of a session."""
    slots = tuple(
        replace(found, span=_with_period(found.span, rules.text))
        for found in reading.slots_of(Slot.HOURS)
    )
    slots = slots or tuple(
        replace(found, span=_with_period(found.span, rules.text), confidence=found.confidence / 2)
        for found in reading.slots_of(Slot.BASELINE, Slot.TARGET)
        if _WEEKLY.search(_with_period(found.span, rules.text).text)
    )
    model = first(slots, lambda found: hours_of(found.span, frequency, days)[0])
    minutes = first(slots, lambda found: hours_of(found.span, frequency, days)[1])
    rule = by_rule(rules.hours, reading, (Slot.HOURS, Slot.TARGET, Slot.RATE))
    if rule.value is not None:
        free = reading.role_share(rule.value.span, (Role.LIMIT,))
        rule = replace(rule, confidence=max(rule.confidence, free * _IN_LIMIT))
    chosen = choose(
        model, rule, same=lambda a, b: abs(a.per_week - b.per_week) < 0.1, limits=limits(reading)
    )
    if chosen.value is not None and is_range(chosen.value.span.text):
        chosen = replace(chosen, open=True)
    length = minutes if minutes.confidence >= Limits().model_alone else Choice(value=None)
    return agreeing_hours(chosen, length, frequency, days, rules.text)


def choose_days(reading: RoleReading, frequency: Choice[Frequency]) -> Choice[tuple[str, ...]]:
    """Return the possible weekdays: those named, without those ruled out."""
    wanted = first(reading.slots_of(Slot.DAYS), lambda found: days_of(found.span.text) or None)
    rated = first(reading.slots_of(Slot.RATE), lambda found: days_of(found.span.text) or None)
    out = first(reading.slots_of(Slot.DAYS_OFF), lambda found: days_of(found.span.text) or None)
    named = wanted if wanted.value else rated
    listed = frequency.value.days if frequency.value else ()
    if set(listed) > set(named.value or ()):
        named = Choice(value=listed, confidence=frequency.confidence)
    if named.value is None and out.value is None:
        return Choice(value=None)
    free = tuple(d for d in named.value or WEEK if d not in (out.value or ()))
    sure = min(c.confidence for c in (named, out) if c.value is not None)
    return Choice(value=free or named.value, confidence=sure)


def choose_thing(reading: RoleReading) -> Choice[Span]:
    """Return what the aim works on, at most five words and not only a pronoun."""
    return first(
        sorted(reading.slots_of(Slot.THING), key=lambda found: found.role is not Role.AIM),
        lambda found: found.span if _is_thing(found.span, reading.text) else None,
    )


def _is_thing(span: Span, text: str) -> bool:
    """Return whether words name what is worked on: not a pronoun, and not who asks for it."""
    words = span.text.lower().split()
    asks = _ASKS.match(text, span.end) is not None
    return len(words) <= _MOST_WORDS and not asks and not _NO_NOUNS.issuperset(words)


def _with_period(span: Span, text: str) -> Span:
    """Return a span with the period behind it: "3 hours" of "3 hours a week"."""
    match = _PERIOD.match(text, span.end)
    end = match.end() if match is not None else span.end
    return Span(start=span.start, end=end, text=text[span.start : end])


def _no_pace(choice: Choice[Frequency], text: str) -> Choice[Frequency]:
    """Return no rate if "a month" belongs to an amount: "90 a month" is not once a month."""
    rate = choice.value
    if rate is None or rate.times != 1 or rate.per == "day" or rate.days:
        return choice
    return Choice(value=None) if _PACE.search(text[: rate.span.end]) else choice


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _rhythm_of_days(found: FoundSlot) -> Frequency | None:
    days = days_of(found.span.text)
    if not days or len(days) == len(WEEK):
        return None
    return Frequency(times=float(len(days)), per="week", span=found.span, days=days)
