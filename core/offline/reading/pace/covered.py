"""The longest distance that a person has covered lately, which is where a longer one begins.

"I ran a 10k in 58 min last month" stands in the background of a story, but it is the start of the
plan; "a half years ago, when I was 31" is not.
"""

import re
from dataclasses import replace

from core.goals.kind import GoalKind
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind, Span
from core.offline.reading.units import distance_km

_RACES = {"half": 21.1, "half marathon": 21.1, "marathon": 42.2, "parkrun": 5.0}
_COVERED = re.compile(
    r"\b(?:ran|did|done|finished|completed|swam|walked|rode|cycled|managed|"
    r"(?:i|can|now|currently) (?:run|swim|walk|ride|cycle|do))"
    r"(?: (?:a|an|my|the|one|about|around|up to|breaststroke|crawl|easily))* "
    r"(?:(?P<n>\d+(?:[.,]\d+)?) ?(?P<unit>k|km|kms|kilomet(?:er|re)s?|mi|miles?|m|met(?:er|re)s)\b"
    rf"|(?P<race>{'|'.join(sorted(_RACES, key=len, reverse=True))})\b)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.;!?\n](?!\d)|,(?!\d)|\b(?:and|but) ")
_LONG_AGO = re.compile(
    r"\b(?:(?:years|ages|decades) ago|when i was|in (?:college|school|my (?:twenties|thirties|20s|"
    r"30s))|used to|back in|(?:19|20)\d\d|never|not|n['’]t|want|would|will|to|if|goal)\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"\b(?:he|she|they|who|my (?:[a-z]+ ){1,2}) ?$", re.IGNORECASE)
_ALIASES = {"k": "km", "kms": "km", "mile": "mi", "miles": "mi"}
_SURE = 0.7


def with_covered(facts: GoalFacts) -> GoalFacts:
    """Return the facts with what was covered lately as start, if no start was read."""
    asked = facts.quantity
    if facts.kind != GoalKind.TRAINING or asked is None or facts.baseline is not None:
        return facts
    if asked.kind != QuantityKind.DISTANCE or asked.per is not None:
        return facts
    aim = distance_km(asked.value, asked.unit)
    found = [q for q in _covered(facts.text) if 0 < distance_km(q.value, q.unit) < aim]
    if not found:
        return facts
    longest = max(found, key=lambda each: distance_km(each.value, each.unit))
    sure = {**facts.confidence, "baseline": _SURE}
    return replace(facts, baseline=longest, confidence=sure)


def _covered(text: str) -> list[Quantity]:
    found = []
    for match in _COVERED.finditer(text):
        before = _CLAUSE_END.split(text[: match.start()])[-1]
        after = _CLAUSE_END.split(text[match.end() :])[0]
        if _OF_OTHERS.search(before) or _LONG_AGO.search(before) or _LONG_AGO.search(after):
            continue
        unit = (match["unit"] or "km").lower()
        unit = _ALIASES.get(unit, "m" if unit.startswith("met") else unit)
        unit = "km" if unit.startswith("kilo") else unit
        value = (
            _RACES[match["race"].lower()] if match["race"] else float(match["n"].replace(",", "."))
        )
        span = Span(start=match.start(), end=match.end(), text=match.group())
        found.append(Quantity(value=value, unit=unit, kind=QuantityKind.DISTANCE, span=span))
    return found
