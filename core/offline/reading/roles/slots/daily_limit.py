"""The most minutes of a day that the person has for it: a limit that no task may pass."""

import re
from dataclasses import replace

from core.offline.reading.facts import GoalFacts
from core.offline.reading.numbers import NUMBER_OR_ARTICLE, parse_number

_LIMIT = re.compile(
    r"\b(?:max(?:imum|\.)?|at (?:the )?most|(?:no|not) more than|up to|never more than|tops)"
    rf"(?: of| about)? (?P<n>{NUMBER_OR_ARTICLE}) ?(?P<unit>min(?:ute)?s?|h(?:our)?s?)\b"
    r"(?: (?:on|in))? (?:a|per|each|every|any)(?: single| one)? "
    r"(?:day|evening|morning|night|weekday|go|time|sitting|session)\b",
    re.IGNORECASE,
)
_STATED = 0.8
_TIME_IS_THE_AIM = frozenset({"sleep", "screen_time", "quitting"})
"""Topics in which so much time a day is what is to be reached."""


def with_daily_limit(facts: GoalFacts) -> GoalFacts:
    """Return the facts with sessions that are no longer than a limit named for a day."""
    match = _LIMIT.search(facts.text)
    if match is None or facts.domain in _TIME_IS_THE_AIM:
        return facts
    target = facts.quantity
    if target is not None and match.start() <= target.span.start < match.end():
        return facts
    minutes = parse_number(match["n"]) * (60 if match["unit"].lower().startswith("h") else 1)
    if facts.session_minutes is not None and facts.session_minutes <= minutes:
        return facts
    confidence = {**facts.confidence, "session_minutes": _STATED}
    return replace(facts, session_minutes=minutes, confidence=confidence)
