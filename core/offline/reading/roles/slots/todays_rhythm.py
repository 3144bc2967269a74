"""Hours and rhythms of the life a person has today, which are not those of the plan."""

import re
from dataclasses import replace
from typing import Any

from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import Frequency, GoalFacts, Hours, Quantity, Span
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.roles.money.payments import is_refused

_MOST_SESSION_MINUTES = 300
_MOST_HOURS_A_WEEK = 45
"""More than this is a job, not the time for a goal beside one."""
_CLAUSE = re.compile(r"[^.;!?\n,]+")
_DOES = re.compile(
    r"(?:^|\W)(?:i|we)(?:['’]m| am| are)? (?:usually |still |just |always |only |already )*"
    r"(?P<verb>[a-z]+)",
    re.IGNORECASE,
)
_OPEN = frozenset(
    """
    am are be can could do did does go have had got may might must need plan shall should want was
    were will would wish hope like aim try mean intend never really not
    """.split()
)
"""Verbs that say nothing of what is done, or say that it shall be done."""
_WORD = re.compile(r"[a-z]+")
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s|e)$")
_TIMES = re.compile(rf"(?P<n>{NUMBER}) ?[x×] ?$", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\b(?! ?(?:km|kg|m\b|h\b|[€$£]))")
"""An alarm clock shows no amount."""
_LEAST_MINUTES = 5
_HURTS_AFTER = re.compile(
    rf"\b(?:hurt|ache|cramp|sore|pain|burn|tire)\w* (?:already )?after (?:about |some )?"
    rf"(?P<n>{NUMBER}) (?:minutes|min)\b",
    re.IGNORECASE,
)
_OFTEN_BEFORE = re.compile(
    r"\b(?:every day|days|times|once|twice) in (?:a|the) week$", re.IGNORECASE
)
"""How often, not until when: "every day in a week"."""
_SCALE = re.compile(
    r"\b\d+ ?/ ?10\b|\b\d+ (?:out )?of 10\b(?= (?:sure|confident|certain))|"
    r"\bconfiden\w+\W{0,3}\d+ ?%|\b\d+ ?% ?(?:confiden\w+|sure|certain)\b",
    re.IGNORECASE,
)
_BODY_MASS_INDEX = re.compile(
    r"\bBMI\b[^.;!?\n\d]{0,25}\d+(?:\.\d+)?(?:[^.;!?\n\d]{0,12}\d+(?:\.\d+)?)?"
    r"(?! ?(?:kg|kilo|lbs?\b|pound|st\b|stone|cm|week|month|minute|hour|time|%))(?![\d.]\d)",
    re.IGNORECASE,
)
_INDEX = "BMI points"
_RESULT = re.compile(r"\b(?:sub|under|below|faster than|less than)[- ]?$", re.IGNORECASE)
"""A time that is to be beaten is no length of a session."""


def settle_rhythm(facts: GoalFacts, playbook: Playbook) -> GoalFacts:
    """Return the facts with only those hours and rhythms that the person gives to the goal.

    "On the road 12 hours a day" is a job, and "I commute every day" a habit that the plan does not
    practise; a plan that took them over would train every day for hours.
    """
    facts = _with_bearable_sessions(_with_sessions(facts))
    ends = facts.deadline
    if ends is not None and _OFTEN_BEFORE.search(facts.text[: ends.span.end]):
        facts = _without(facts, "deadline")
    today = facts.baseline
    if today is not None and _CLOCK.match(facts.text[today.span.start :]):
        facts = _without(facts, "baseline")
    if facts.payment is not None and is_refused(facts.text, facts.payment):
        named = facts.payment  # it stays a number of the text: half of it is where the plan begins
        facts = replace(_without(facts, "payment"), quantities=(*facts.quantities, named))
    if _is_job(facts) or (facts.hours is not None and _is_result(facts.hours.span, facts)):
        at = facts.hours.span if facts.hours is not None else None
        facts = _without(facts, "hours", "session_minutes")
        near = facts.frequency is not None and (
            at is None or _sentence(facts.text, at) == _sentence(facts.text, facts.frequency.span)
        )
        return _without(facts, "frequency") if near else facts
    rhythm = facts.frequency
    if rhythm is not None and not rhythm.days and _is_todays(rhythm, facts.text, playbook):
        return _without(facts, "frequency")
    return facts


def without_scales(facts: GoalFacts) -> GoalFacts:
    """Return the facts without numbers that say how sure the person is: "7/10", "80% sure".

    A body mass index has a scale of its own, too: it stays, and is no weight in kg.
    """
    scales = [m.span() for m in _SCALE.finditer(facts.text)]
    for name, number in (("quantity", facts.quantity), ("baseline", facts.baseline)):
        if number is not None and _lies_in(scales, number):
            facts = _without(facts, name)
    return _with_index(facts)


def _with_index(facts: GoalFacts) -> GoalFacts:
    """Return the facts with a body mass index in a unit of its own; kg are not reckoned from it."""
    indexes = [m.span() for m in _BODY_MASS_INDEX.finditer(facts.text)]
    target, today = facts.quantity, facts.baseline
    if target is not None and _lies_in(indexes, target):
        facts = replace(facts, quantity=replace(target, unit=_INDEX))
    if today is None or not _lies_in(indexes, today):
        return facts
    if target is None or _lies_in(indexes, target):
        return replace(facts, baseline=replace(today, unit=_INDEX))
    named = next((q for q in facts.quantities if q.span == target.span), target)
    return replace(_without(facts, "baseline"), quantity=named)


def _lies_in(spans: list[tuple[int, int]], number: Quantity) -> bool:
    return any(start <= number.span.start < end for start, end in spans)


def _is_job(facts: GoalFacts) -> bool:
    long_session = (facts.session_minutes or 0) > _MOST_SESSION_MINUTES
    return long_session or (facts.hours is not None and facts.hours.per_week > _MOST_HOURS_A_WEEK)


def _is_result(span: Span, facts: GoalFacts) -> bool:
    return _RESULT.search(facts.text[: span.start]) is not None


def _with_sessions(facts: GoalFacts) -> GoalFacts:
    """Return the facts with "3 x 30 min a week" read as three sessions of half an hour."""
    hours = facts.hours
    found = None if hours is None else _TIMES.search(facts.text[: hours.span.start])
    if hours is None or found is None:
        return facts
    times = parse_number(found["n"])
    if not 1 < times <= 7:
        return facts
    span = hours.span
    sure = facts.confidence.get("hours", 0.0)
    return replace(
        facts,
        hours=Hours(per_week=round(hours.per_week * times, 2), span=span),
        session_minutes=round(hours.per_week * 60),
        frequency=facts.frequency or Frequency(times=times, per="week", span=span),
        confidence={"frequency": sure, "session_minutes": sure, **facts.confidence},
    )


def _with_bearable_sessions(facts: GoalFacts) -> GoalFacts:
    """Return the facts with sessions that end before it hurts: "sore after ten minutes"."""
    found = _HURTS_AFTER.search(facts.text)
    if found is None or facts.session_minutes is not None:
        return facts
    most = parse_number(found["n"])
    if not _LEAST_MINUTES <= most <= _MOST_SESSION_MINUTES:
        return facts
    return replace(
        facts, session_minutes=most, confidence={"session_minutes": 0.5, **facts.confidence}
    )


def _is_todays(rhythm: Frequency, text: str, playbook: Playbook) -> bool:
    """Return whether a rhythm is that of something the person does and the plan does not."""
    clause = next(m.group() for m in _CLAUSE.finditer(text) if m.end() > rhythm.span.start)
    verbs = [m["verb"].lower() for m in _DOES.finditer(clause)]
    if not verbs or any(verb in _OPEN for verb in verbs):
        return False
    return not {_stem(verb) for verb in verbs} & _practised(playbook)


def _practised(playbook: Playbook) -> frozenset[str]:
    texts = [playbook.practice_name, playbook.goal, playbook.title]
    texts += [title for phase in playbook.phases for title in phase.practice]
    return frozenset(_stem(word) for text in texts for word in _WORD.findall(text.lower()))


def _stem(word: str) -> str:
    return _ENDING.sub("", word)


def _sentence(text: str, span: Span) -> int:
    """Return the number of the sentence that a span begins in."""
    return len(re.findall(r"[.!?]\s", text[: span.start]))


def _without(facts: GoalFacts, *names: str) -> GoalFacts:
    sure = {name: value for name, value in facts.confidence.items() if name not in names}
    cleared: dict[str, Any] = dict.fromkeys(names)
    return replace(facts, confidence=sure, **cleared)
