"""How each rubric item is answered by rule: the words of the text that show a yes, or nothing."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from core.offline.reading.dates import read_deadline
from core.offline.reading.domains import GENERAL, recognise
from core.offline.reading.facts import Span
from core.offline.reading.frequency import read_frequency, read_hours
from core.offline.reading.phrases import (
    bare_wish,
    clauses,
    read_constraints,
    read_obstacle,
    read_reason,
)
from core.offline.reading.quantities import read_quantities
from core.plans.verbs import VERBS, first_word, imperative_of
from core.quality import item_patterns as words
from core.quality.concreteness import concrete_words, strip_confidence
from core.quality.judge import MIN_EVIDENCE_CHARACTERS
from core.resolutions.if_then import is_if_then

ItemRule = Callable[[str], str]
"""Takes the text, returns verbatim evidence, or an empty text for a no."""

_ANY_DAY = date(2026, 1, 1)
"""Only where a date stands matters here, not which day it is."""


def _cut(text: str, limit: int = 160) -> str:
    """Return a piece of the text, still verbatim, short enough to quote."""
    piece = text.strip(" \n,;")
    return piece if len(piece) <= limit else piece[:limit].rsplit(" ", 1)[0]


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return _cut(match.group()) if match else ""


def _first_sentence(text: str) -> str:
    return _cut(re.split(r"(?<=[.!?])\s|\n", text.strip(), maxsplit=1)[0])


def outcome(text: str) -> str:
    """Return the sentence that says what will be true or done at the end."""
    first = _first_sentence(text)
    return first if len(first.split()) >= 3 and _acts(text) else ""


def single_aim(text: str) -> str:
    """Answer yes unless the clauses of the first line belong to two or more known domains."""
    first = text.strip().split("\n", 1)[0]
    domains = {
        name for name in (recognise(part.text)[0] for part in clauses(first)) if name != GENERAL
    }
    return _first_sentence(text) if len(domains) < 2 and len(first.split()) >= 2 else ""


def no_vague_words(text: str) -> str:
    """Return the first sentence where no vague word stands in for the aim."""
    first = _first_sentence(text)
    return "" if not first or words.VAGUE.search(first) or len(first.split()) < 2 else first


def reason(text: str) -> str:
    """Return the words that say why it matters or should work."""
    span = read_reason(text)
    if span is not None:
        return _cut(span.text)
    return _found(
        re.compile(
            r"[^.\n]{0,80}\b(?:because|so that|the reason|matters|works? (?:better|because|for)|beats|"
            r"holds? better)\b[^.\n]{0,80}",
            re.IGNORECASE,
        ),
        text,
    )


def action(text: str) -> str:
    """Return the words that name a concrete action: a verb with something particular, or a particular verb."""
    found = _acts(text)
    return found if found and concrete_words(found) else ""


def _acts(text: str) -> str:
    """Return the first words of the text in which somebody does something."""
    line = text.strip().split("\n", 1)[0]
    wish = bare_wish(line, without=())
    word = first_word(wish)
    if (
        (word in VERBS or imperative_of(word))
        and len(wish.split()) >= words.VERB_AND_OBJECT
        and wish in text
    ):
        return _cut(wish)
    match = next((m for m in words.LEAD_IN.finditer(text) if m["verb"].lower() in VERBS), None)
    if match is not None:
        return _cut(match.group())
    return _cut(line) if len(line.split()) >= words.VERB_AND_OBJECT and concrete_words(line) else ""


def quantity(text: str) -> str:
    """Return an amount with its unit; how sure somebody is of the goal is no amount of it."""
    found = read_quantities(strip_confidence(text))
    return _with_neighbours(text, found[0].span) if found else ""


def _with_neighbours(text: str, span: Span) -> str:
    """Return the span, with the word before or after it where it alone is too short to prove anything ("5K")."""
    before, after = text[: span.start].split(), text[span.end :].split()
    word_before = text.rfind(before[-1], 0, span.start) if before else span.start
    word_after = text.find(after[0], span.end) + len(after[0]) if after else span.end
    ways = ((span.start, span.end), (word_before, span.end), (word_before, word_after))
    pieces = [_cut(text[start:end]) for start, end in ways]
    return next(
        (p for p in pieces if sum(c.isalnum() for c in p) >= MIN_EVIDENCE_CHARACTERS), pieces[0]
    )


def when_where(text: str) -> str:
    """Return when, where or how often it happens."""
    frequency = read_frequency(text)
    return _cut(frequency.span.text) if frequency is not None else _found(words.PLACE_OR_TIME, text)


def end_date(text: str) -> str:
    """Return the date or length of time by which it ends."""
    deadline = read_deadline(text, today=_ANY_DAY)
    return _cut(deadline.span.text) if deadline is not None else _found(words.DURATION, text)


def obstacle(text: str) -> str:
    """Return a particular obstacle or circumstance: what is in the way, with whom, by what means, instead of what."""
    span = read_obstacle(text)
    if span is not None:
        return _cut(span.text)
    told = read_constraints(text)
    if told:
        return _cut(told[0].text)
    return _found(words.OBSTACLE, text) or _found(words.CIRCUMSTANCE, strip_confidence(text))


def number(text: str) -> str:
    """Return the number that decides whether the aim is reached."""
    found = quantity(text)
    if found:
        return found
    frequency = read_frequency(text)
    if frequency is not None and frequency.times > 1:
        return _cut(frequency.span.text)
    return _found(words.ANY_NUMBER, strip_confidence(text))


def method(text: str) -> str:
    """Return how or with what progress is measured."""
    return _found(words.METHOD, text)


def rhythm(text: str) -> str:
    """Return a countable rhythm."""
    frequency = read_frequency(text)
    return _cut(frequency.span.text) if frequency is not None else ""


def checkpoint(text: str) -> str:
    """Return a point before the end that is checked against a number."""
    match = next((m for m in words.CHECKPOINT.finditer(text) if re.search(r"\d", m.group())), None)
    return _cut(match.group()) if match else ""


def verb_first(text: str) -> str:
    """Look for steps among the lines, and for one sentence that is a step."""
    for match in words.LIST_LINE.finditer(text):
        if first_word(match["step"]) in VERBS and len(match["step"].split()) >= 3:
            return _cut(match["step"])
    found = _acts(text)
    return found if len(found.split()) >= 3 else ""


def first_step(text: str) -> str:
    """Return a first step that can be taken within a week."""
    return _found(words.FIRST_STEP, text)


def if_then(text: str) -> str:
    """Return an if-then plan."""
    match = words.IF_THEN.search(text)
    return (
        _cut(match.group(), 240)
        if match and (is_if_then(match.group()) or "will" in match.group().lower())
        else ""
    )


def fits_time(text: str) -> str:
    """Return how much time the steps take."""
    hours = read_hours(text)
    return _cut(hours.span.text) if hours is not None else _found(words.MINUTES, text)


ITEM_RULES: Mapping[str, ItemRule] = {
    "clarity.outcome": outcome,
    "clarity.single_aim": single_aim,
    "clarity.no_vague_words": no_vague_words,
    "clarity.reason": reason,
    "specificity.action": action,
    "specificity.quantity": quantity,
    "specificity.when_where": when_where,
    "specificity.end_date": end_date,
    "specificity.obstacle": obstacle,
    "measurability.number": number,
    "measurability.method": method,
    "measurability.frequency": rhythm,
    "measurability.checkpoint": checkpoint,
    "actionability.verb_first": verb_first,
    "actionability.first_step": first_step,
    "actionability.if_then": if_then,
    "actionability.fits_time": fits_time,
}
