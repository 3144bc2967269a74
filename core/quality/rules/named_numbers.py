"""The numbers that a person named, and whether a plan counts one of them.

They are read from the words by their form alone, so that a number the reading overlooked still
counts. Days, hours of the clock, ages and what is only background are no amounts.
"""

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from core.goals.goal import Target
from core.offline.reading.facts import GoalFacts, Span
from core.offline.reading.numbers import parse_number
from core.offline.reading.quantities import parse_quantities
from core.plans.plan import PHASES
from core.quality.rules.item_rules import with_neighbours
from core.quality.subject import Subject

_NUMBER = re.compile(r"(?<![\w.,:/])\d+(?:[.,:]\d+)*(?![\w]*\d)")
_WORD_NUMBER = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|"
    r"forty|fifty|sixty|hundred|half|single)\b",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_NO_AMOUNT = re.compile(
    rf"\b\d+(?:st|nd|rd|th)\b|\b\d+ (?:of )?{_MONTH}\b|\b{_MONTH} \d+\b|\b(?:19|20)\d\d\b"
    r"|\b(?:i['’]?m|i am|aged?|turn(?:ed|ing)?|(?:since|when) i was) \d+\b(?! ?(?:kg|lb|st|cm|m|%))"
    r"|\b\d+ (?:years? old|y/o)\b|\b\d+(?:[:.]\d\d)? ?[ap]\.?m\b"
    r"|\b(?:alarm|at|till|until|from|to|before|after|by) \d{1,2}[:.]\d\d\b",
    re.IGNORECASE,
)
_AN_AGE_THEN = re.compile(r"\b(?:since|when) i was \d\d\b", re.IGNORECASE)
_AN_AGE_NOW = re.compile(r"\bnow \d\d(?= and\b|[,.;])", re.IGNORECASE)
_NEAR = 30
_NOW_BEFORE = re.compile(r"\b(?:was|were|weigh|now|currently|today|at the moment)(?: at| on)? $")
_NOW_AFTER = re.compile(
    r"[\w ]{0,12}\b(?:in|so far|now|today|at the moment|last year)\b(?! (?:a|the)\b)"
)
_PARTS_OF_WORK = frozenset({PHASES, "steps", "tasks", "sessions"})
"""Units of the plan's own count of its work, which no person names."""
_RHYTHMS = frozenset({"days", "nights", "times", "sessions"})
_SMALL = 2
"""Numbers up to this are in most texts and make any other number."""
_SAME, _FAR, _BEYOND = 0.02, 10.0, 1.2
_MOST_COMBINED = 6


@dataclass(frozen=True, slots=True)
class NamedNumber:
    """A number in the person's words."""

    text: str
    start: int
    value: float
    unit: str
    """The unit written with it, or ""."""
    quote: str
    """It with neighbouring words, long enough to quote."""


def named_numbers(facts: GoalFacts) -> tuple[NamedNumber, ...]:
    """Return the amounts in a goal's text, in order."""
    held = (facts.deadline, facts.frequency, facts.hours)
    beside = [each.span for each in held if each is not None]
    return _numbers(facts.text, (*beside, *facts.background))


def comes_back(number: NamedNumber, answer: str) -> bool:
    """Return whether a text has a number, however its thousands are written."""
    return number.value in {_value(m.group()) for m in _NUMBER.finditer(answer)}


def is_invented(target: Target, facts: GoalFacts) -> bool:
    """Return whether a target's number is neither one of the person's nor made of two of them."""
    if target.unit in _PARTS_OF_WORK or target.unit.partition(" ")[0] in _RHYTHMS:
        return False
    own = _own(facts)
    large = sorted(value for value in own if value > _SMALL)[-_MOST_COMBINED:]
    made = {v for a, b in itertools.permutations(large, 2) for v in (a - b, a + b, a * b)}
    return not any(_alike(target.quantity, value) for value in own | made)


def is_made_up(target: Target, facts: GoalFacts) -> bool:
    """Return whether a plan begins at an amount that none of the words have."""
    start = target.baseline
    return bool(start) and not any(_alike(start or 0.0, value) for value in _own(facts))


def now_at(target: Target, facts: GoalFacts) -> NamedNumber | None:
    """Return the number of the target if the words give it as today's and name another one."""
    numbers = named_numbers(facts)
    others = [n for n in numbers if n.value != target.quantity and on_one_scale(n, target)]
    for number in numbers:
        if number.value == target.quantity and others:
            around = facts.text[max(0, number.start - _NEAR) : number.start + _NEAR]
            before, _, after = around.partition(number.text)
            if _NOW_BEFORE.search(before) or _NOW_AFTER.match(after):
                return number
    return None


def _own(facts: GoalFacts) -> set[float]:
    """Return all numbers of the words, in digits and in letters."""
    read = {q.value for q in (facts.quantity, facts.baseline, *facts.quantities) if q is not None}
    digits = {_value(m.group()) for m in _NUMBER.finditer(facts.text)}
    return read | digits | {parse_number(m.group()) for m in _WORD_NUMBER.finditer(facts.text)}


def on_one_scale(number: NamedNumber, target: Target) -> bool:
    """Return whether a named number could be what a target counts."""
    return target.quantity / _FAR <= number.value <= target.quantity * _FAR


def left_out(subject: Subject, target: Target) -> NamedNumber | None:
    """Return a number that the answer has not: in the target's unit, or beyond it on its scale."""
    known = max(target.quantity, target.baseline or 0.0)
    for number in named_numbers(subject.facts):
        beyond = not number.unit and known * _BEYOND < number.value <= known * _FAR
        known_unit = number.unit == target.unit and number.value != target.baseline
        if (beyond or known_unit) and not comes_back(number, subject.answer):
            return number
    return None


@lru_cache(maxsize=64)
def _numbers(text: str, beside: tuple[Span, ...]) -> tuple[NamedNumber, ...]:
    blank = [(m.start(), m.end()) for m in _NO_AMOUNT.finditer(text)]
    if _AN_AGE_THEN.search(text):
        blank += [(m.start(), m.end()) for m in _AN_AGE_NOW.finditer(text)]
    blank += [(span.start, span.end) for span in beside]
    measured = parse_quantities(text)
    found = []
    for match in _NUMBER.finditer(text):
        if any(start <= match.start() < end for start, end in blank):
            continue
        spans = (q for q in measured if q.span.start <= match.start() < q.span.end)
        unit = next((q.unit for q in spans), "")
        span = Span(start=match.start(), end=match.end(), text=match.group())
        quote = with_neighbours(text, span)
        found.append(NamedNumber(match.group(), match.start(), _value(match.group()), unit, quote))
    return tuple(found)


def _alike(first: float, second: float) -> bool:
    return abs(first - second) <= _SAME * max(abs(first), abs(second))


def _value(text: str) -> float:
    """Return the number; a clock or a race time becomes its digits, as far as they compare."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        return float(text.replace(",", ""))
    whole, _, rest = text.replace(":", ".").replace(",", ".").partition(".")
    return float(f"{whole}.{rest.replace('.', '')}" if rest else whole)
