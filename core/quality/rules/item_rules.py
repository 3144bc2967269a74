"""Rules that answer each rubric item: return the evidence for a yes, or an empty string."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from core.offline.playbooks.library import GENERAL
from core.offline.reading.dates import parse_deadline
from core.offline.reading.domains import DomainRecogniser
from core.offline.reading.facts import Span
from core.offline.reading.frequency import parse_frequency, parse_hours
from core.offline.reading.phrases import (
    extract_aim,
    find_constraints,
    find_obstacle,
    find_reason,
    split_clauses,
)
from core.offline.reading.quantities import parse_quantities
from core.plans.verbs import VERBS, first_word, imperative_of
from core.quality.concreteness import concrete_words, strip_confidence
from core.quality.judge import MIN_EVIDENCE_CHARACTERS
from core.quality.rules import item_patterns as patterns
from core.resolutions.if_then import is_if_then

ItemRule = Callable[[str], str]
"""Takes the text and returns verbatim evidence, or an empty string for a no."""

_ANY_DAY = date(2026, 1, 1)
"""Any date works, because only the position of a date in the text is used."""


def _quotable(text: str, limit: int = 160) -> str:
    """Return the start of a text, verbatim, short enough to quote."""
    piece = text.strip(" \n,;")
    return piece if len(piece) <= limit else piece[:limit].rsplit(" ", 1)[0]


def _search(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return _quotable(match.group()) if match else ""


def _first_sentence(text: str) -> str:
    return _quotable(re.split(r"(?<=[.!?])\s|\n", text.strip(), maxsplit=1)[0])


def outcome(text: str) -> str:
    """Return the sentence that states the outcome."""
    first = _first_sentence(text)
    return first if len(first.split()) >= 3 and _find_action(text) else ""


def single_aim(text: str, *, recogniser: DomainRecogniser) -> str:
    """Return the first sentence unless the first line covers two or more known domains."""
    first = text.strip().split("\n", 1)[0]
    domains = {
        name
        for name in (recogniser.recognise(part.text)[0] for part in split_clauses(first))
        if name != GENERAL
    }
    return _first_sentence(text) if len(domains) < 2 and len(first.split()) >= 2 else ""


def no_vague_words(text: str) -> str:
    """Return the first sentence if it has no vague word."""
    first = _first_sentence(text)
    return "" if not first or patterns.VAGUE.search(first) or len(first.split()) < 2 else first


def reason(text: str) -> str:
    """Return the reason why the goal matters or should work."""
    span = find_reason(text)
    if span is not None:
        return _quotable(span.text)
    return _search(
        re.compile(
            r"[^.\n]{0,80}\b(?:because|so that|the reason|matters|works? (?:better|because|for)|"
            r"beats|"
            r"holds? better)\b[^.\n]{0,80}",
            re.IGNORECASE,
        ),
        text,
    )


def action(text: str) -> str:
    """Return the words that name a concrete action."""
    found = _find_action(text)
    return found if found and concrete_words(found) else ""


def _find_action(text: str) -> str:
    """Return the first words of the text that describe an action."""
    line = text.strip().split("\n", 1)[0]
    wish = extract_aim(line, without=())
    word = first_word(wish)
    if (
        (word in VERBS or imperative_of(word))
        and len(wish.split()) >= patterns.VERB_AND_OBJECT
        and wish in text
    ):
        return _quotable(wish)
    match = next((m for m in patterns.LEAD_IN.finditer(text) if m["verb"].lower() in VERBS), None)
    if match is not None:
        return _quotable(match.group())
    return (
        _quotable(line)
        if len(line.split()) >= patterns.VERB_AND_OBJECT and concrete_words(line)
        else ""
    )


def quantity(text: str) -> str:
    """Return an amount with its unit; statements of confidence do not count."""
    found = parse_quantities(strip_confidence(text))
    return with_neighbours(text, found[0].span) if found else ""


def with_neighbours(text: str, span: Span) -> str:
    """Return the text of a span, with neighbouring words if it is too short to quote ("5K")."""
    before, after = text[: span.start].split(), text[span.end :].split()
    word_before = text.rfind(before[-1], 0, span.start) if before else span.start
    word_after = text.find(after[0], span.end) + len(after[0]) if after else span.end
    ways = ((span.start, span.end), (word_before, span.end), (word_before, word_after))
    pieces = [_quotable(text[start:end]) for start, end in ways]
    return next(
        (p for p in pieces if sum(c.isalnum() for c in p) >= MIN_EVIDENCE_CHARACTERS), pieces[0]
    )


def time_or_place(text: str) -> str:
    """Return when, where or how often the action happens."""
    stated = parse_frequency(text)
    return _quotable(stated.span.text) if stated else _search(patterns.PLACE_OR_TIME, text)


def end_date(text: str) -> str:
    """Return the end date or the duration."""
    deadline = parse_deadline(text, today=_ANY_DAY)
    return (
        _quotable(deadline.span.text) if deadline is not None else _search(patterns.DURATION, text)
    )


def obstacle(text: str) -> str:
    """Return an obstacle or circumstance: what is in the way, with whom, by what means."""
    span = find_obstacle(text)
    if span is not None:
        return _quotable(span.text)
    constraints = find_constraints(text)
    if constraints:
        return _quotable(constraints[0].text)
    return _search(patterns.OBSTACLE, text) or _search(
        patterns.CIRCUMSTANCE, strip_confidence(text)
    )


def number(text: str) -> str:
    """Return the number that decides whether the goal is reached."""
    found = quantity(text)
    if found:
        return found
    stated = parse_frequency(text)
    if stated is not None and stated.times > 1:
        return _quotable(stated.span.text)
    return _search(patterns.ANY_NUMBER, strip_confidence(text))


def method(text: str) -> str:
    """Return the method that measures progress."""
    return _search(patterns.METHOD, text)


def frequency(text: str) -> str:
    """Return a countable frequency."""
    stated = parse_frequency(text)
    return _quotable(stated.span.text) if stated is not None else ""


def checkpoint(text: str) -> str:
    """Return a checkpoint before the end that has a number."""
    match = next(
        (m for m in patterns.CHECKPOINT.finditer(text) if re.search(r"\d", m.group())), None
    )
    return _quotable(match.group()) if match else ""


def verb_first(text: str) -> str:
    """Return a step that begins with a verb, from the lines or from a sentence."""
    for match in patterns.LIST_LINE.finditer(text):
        if first_word(match["step"]) in VERBS and len(match["step"].split()) >= 3:
            return _quotable(match["step"])
    found = _find_action(text)
    return found if len(found.split()) >= 3 else ""


def first_step(text: str) -> str:
    """Return a first step for the first week."""
    return _search(patterns.FIRST_STEP, text)


def if_then(text: str) -> str:
    """Return an if-then plan."""
    match = patterns.IF_THEN.search(text)
    return (
        _quotable(match.group(), 240)
        if match and (is_if_then(match.group()) or "will" in match.group().lower())
        else ""
    )


def fits_time(text: str) -> str:
    """Return the time that the steps take."""
    hours = parse_hours(text)
    return _quotable(hours.span.text) if hours is not None else _search(patterns.MINUTES, text)


_ITEM_RULES: Mapping[str, ItemRule] = {
    "clarity.outcome": outcome,
    "clarity.plain_words": no_vague_words,
    "clarity.reason": reason,
    "specificity.action": action,
    "specificity.quantity": quantity,
    "specificity.when_where": time_or_place,
    "specificity.end_date": end_date,
    "specificity.obstacle": obstacle,
    "measurability.number": number,
    "measurability.method": method,
    "measurability.frequency": frequency,
    "measurability.checkpoint": checkpoint,
    "actionability.verb_first": verb_first,
    "actionability.first_step": first_step,
    "actionability.if_then": if_then,
    "actionability.fits_time": fits_time,
}


def item_rules(recogniser: DomainRecogniser) -> dict[str, ItemRule]:
    """Return the rule of each rubric item; the recogniser separates goals by domain."""
    return {**_ITEM_RULES, "clarity.single_aim": partial(single_aim, recogniser=recogniser)}
