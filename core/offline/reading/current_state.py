"""Find clauses that state the current situation; their numbers are a baseline, not a target."""

import re

from core.offline.reading.facts import Quantity, Span
from core.offline.reading.phrases import split_clauses
from core.offline.reading.roles.money.sum_roles import is_gain

_CURRENT_FACT = re.compile(
    r"^\W*(?:(?:and|but|so|well|because|since)\s+)?(?:currently|right now|at the moment|"
    r"at present|nowadays|so far|these days|up to now|until now|i(?:'m| am) (?:currently|already|"
    r"now|at)|i (?:currently|already|now)|i can (?!(?:only )?(?:give|spare|spend|train|invest|put|"
    r"not|devote)\b)|i could only|i(?:'ve| have) (?:already|saved|run|read|lost|got|done|swum|"
    r"been able)|i (?:ran|swam|cycled|managed|did|weigh|smoke|earn|owe|make)|"
    r"my (?:current|present|last|best|personal best|longest|starting)|today i|today my)\b",
    re.IGNORECASE,
)
_PRESENT_HABIT = re.compile(
    r"^\W*(?:(?:and|but)\s+)?i (?:run|read|walk|drink|sleep|spend|do|swim|cycle)\b", re.IGNORECASE
)
"""The present tense states a fact unless a date follows: "I read 20 books by June" is a goal."""
_FUTURE = re.compile(r"\b(?:by|until|before|will)\b", re.IGNORECASE)
_CONTINUES_FACT = re.compile(
    (
        r"^\W*(?:(?:in|at|with|about|around) (?:about |around )?\d|which|it\b|"
        r"that'?s)(?!.*\b(?:want|would like)\b)"
    ),
    re.IGNORECASE,
)
_INCOME_BEFORE_AMOUNT = re.compile(
    r"(?:\b(?:salary|income|wages?|pension|pay ?check|earnings|allowance|budget|"
    r"(?:my|our|monthly|weekly|take[- ]home|net|gross) pay)(?: of| is|:)?|"
    r"\b(?:earn|earning|make|making|living on|on)|"
    r"\b(?:i|we|and [a-z]+) (?:get|am paid|receive|clear|bring home|take home|net)) "
    r"(?:only |just |about |around |roughly )?$",
    re.IGNORECASE,
)
_INCOME_PHRASE = re.compile(
    r"\b(?:on|from) (?:a|an|my|the) (?:[a-z]+ ){0,2}(?:salary|income|wage|pension)\b", re.IGNORECASE
)


def find_current_state(text: str) -> tuple[Span, ...]:
    """Return the clauses that state the current situation, or none if no goal would remain."""
    parts = split_clauses(text)
    stated: list[Span] = []
    for before, part in zip((None, *parts), parts, strict=False):
        goes_on = (
            before is not None and before in stated and _CONTINUES_FACT.match(part.text) is not None
        )
        if goes_on or _states_a_fact(part.text):
            stated.append(part)
    return tuple(stated) if len(stated) < len(parts) else ()


def find_income(text: str) -> tuple[Span, ...]:
    """Return phrases like "on a salary", which describe income rather than a job search."""
    return tuple(
        Span(start=m.start(), end=m.end(), text=m.group()) for m in _INCOME_PHRASE.finditer(text)
    )


def exclude_income(text: str, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Return the quantities that are not income, or all of them if every one is."""
    return tuple(q for q in quantities if not is_income(text, q)) or quantities


def is_income(text: str, quantity: Quantity) -> bool:
    """Return whether the words before an amount say that it is income, and none that is wanted."""
    if _INCOME_BEFORE_AMOUNT.search(text[: quantity.span.start]) is None:
        return False
    return not is_gain(text, quantity)


def _states_a_fact(clause: str) -> bool:
    return bool(_CURRENT_FACT.match(clause)) or (
        bool(_PRESENT_HABIT.match(clause)) and not _FUTURE.search(clause)
    )
