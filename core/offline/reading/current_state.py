"""Where somebody stands today: clauses that tell a fact are no goal, and their numbers are no target."""

import re

from core.offline.reading.facts import Quantity, Span
from core.offline.reading.phrases import clauses

_FACT = re.compile(
    r"^\W*(?:(?:and|but|so|well|because|since)\s+)?(?:currently|right now|at the moment|at present|nowadays|so far|"
    r"these days|up to now|until now|i(?:'m| am) (?:currently|already|now|at)|i (?:currently|already|now)|"
    r"i can (?!(?:only )?(?:give|spare|spend|train|invest|put|not|devote)\b)|i could only|"
    r"i(?:'ve| have) (?:already|saved|run|read|lost|got|done|swum|been able)|"
    r"i (?:ran|swam|cycled|managed|did|weigh|smoke|earn|owe|make)|"
    r"my (?:current|present|last|best|personal best|longest|starting)|today i|today my)\b",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"^\W*(?:(?:and|but)\s+)?i (?:run|read|walk|drink|sleep|spend|do|swim|cycle)\b", re.IGNORECASE
)
"""The plain present tells a fact too, unless a day is named: "I read 20 books by June" is a promise."""
_AHEAD = re.compile(r"\b(?:by|until|before|will)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"^\W*(?:(?:in|at|with|about|around) (?:about |around )?\d|which|it\b|that'?s)(?!.*\b(?:want|would like)\b)",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"(?:\b(?:salary|income|wages?|pension|pay|pay ?check|earnings|allowance|budget)(?: of| is|:)?|"
    r"\b(?:earn|earning|make|making|living on|on)) (?:only |just |about |around |roughly )?$",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"\b(?:on|from) (?:a|an|my|the) (?:[a-z]+ ){0,2}(?:salary|income|wage|pension)\b", re.IGNORECASE
)


def facts_told(text: str) -> tuple[Span, ...]:
    """Return the clauses that say where the person stands; none where nothing else would be left to be the goal."""
    parts = clauses(text)
    told: list[Span] = []
    for before, part in zip((None, *parts), parts, strict=False):
        goes_on = before is not None and before in told and _GOES_ON.match(part.text) is not None
        if goes_on or _tells_a_fact(part.text):
            told.append(part)
    return tuple(told) if len(told) < len(parts) else ()


def pay_told(text: str) -> tuple[Span, ...]:
    """Return the words "on a salary": they say what somebody lives on, not that they look for work."""
    return tuple(Span(start=m.start(), end=m.end(), text=m.group()) for m in _PAY.finditer(text))


def without_means(text: str, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Leave out what somebody lives on, as long as another number is left to be the target."""
    wished = tuple(q for q in quantities if not _MEANS.search(text[: q.span.start]))
    return wished or quantities


def _tells_a_fact(clause: str) -> bool:
    return bool(_FACT.match(clause)) or (bool(_HABIT.match(clause)) and not _AHEAD.search(clause))
