"""Say of every mention of a time whose it is and what for, by the clause that it stands in.

A lesson, a shift and the hour in which it goes wrong are times, too, but none of them is time for
the goal. A clause without a word of its own about that goes on with what the one before it says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.offline.reading.clauses.fitting_days import days_fit
from core.offline.reading.facts import Span
from core.offline.reading.times.mentions import time_mentions
from core.offline.reading.times.time_cues import (
    BESIDE,
    BOTH_WAYS,
    CAN,
    DUTY,
    DUTY_DAYS,
    FACILITY,
    GROUP_CLASS,
    LESSON,
    LOST,
    NAMED_FREE,
    PRACTICE,
    RIDE,
    SHIFT_LENGTH,
    THAT_IS_WHEN,
    TROUBLE,
    USES,
    WANTED,
)
from core.offline.reading.times.time_mention import TimeKind, TimeMention

_SENTENCE = re.compile(r"[.;!?\n]+(?=\s|$)")
_BORDER = re.compile(
    r",(?=\s)|:(?=\s)|\s[-–—]+\s|[()]|\b(?:but|so|because|since|then|whereas|while|apart from that|"
    r"otherwise)\b|\b(?:and|plus)\b(?= (?:i|we|my|our|the|it|he|she|they|on|church|i['’]\w+|"
    r"sometimes|also|study|train|practi[sc]e|write|read|paint|run)\b)",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:and|plus) (?:on )?$", re.IGNORECASE)
_AT_HOUR = re.compile(r"\b(?:at|from) \d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b)?", re.IGNORECASE)
_WORK_DAYS, _WORK_MINUTES = 3, 300
"""A span of five hours on three days and more is work, unless a word calls it free."""
_ANY_DAY = re.compile(r"\b(?:any|every|all|no|other|most) ?days? $", re.IGNORECASE)
_CLOSED = re.compile(r"\W*closed\b", re.IGNORECASE)
"""Free behind a duty: "open Tuesday to Saturday, closed Sundays"."""
_TURN = re.compile(r"\b(?:but|so|because|since|apart from that|otherwise)$", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:i|we|he|she|they|you|i['’]\w+|is|are|want)\b", re.IGNORECASE)
_FREE = (THAT_IS_WHEN, CAN, FACILITY, NAMED_FREE)
_RUN_ON = 32
"""Words beyond which a clause without any stop is several, so that no word in it is sure."""
_FEW_WORDS = 4
_START = "\x00"
"""Stands in a clause where a mention of a time begins."""


class TimeRole(StrEnum):
    """What a time is for."""

    PRACTICE = "practice"
    FREE = "free"
    RIDE = "ride"
    """On the way, and of use."""
    LESSON = "lesson"
    """With a teacher or a group: it takes place beside the practice."""
    DUTY = "duty"
    """Work, a shift, the children: not free."""
    TROUBLE = "trouble"
    """When it goes wrong."""
    OPEN = "open"
    """No word says what it is for."""


OWN_TIME = frozenset({TimeRole.PRACTICE, TimeRole.FREE, TimeRole.RIDE})
NO_PRACTICE = frozenset({TimeRole.LESSON, TimeRole.DUTY, TimeRole.TROUBLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStatement:
    """A clause with the times it mentions and what they are for."""

    span: Span
    role: TimeRole
    mentions: tuple[TimeMention, ...]
    sentence: int


def time_statements(text: str) -> tuple[TimeStatement, ...]:
    """Return the clauses that mention a time, in text order."""
    mentions = time_mentions(text)
    found: list[TimeStatement] = []
    start = 0
    for number, border in enumerate((*_SENTENCE.finditer(text), None)):
        end = border.start() if border is not None else len(text)
        found += _inherited([*_clauses(text, start, end, mentions, number)], text)
        start = border.end() if border is not None else end
    return tuple(statement for statement in found if statement.mentions)


def no_practice(text: str) -> tuple[Span, ...]:
    """Return the clauses whose times are none for the goal.

    A class is the practice itself if no other time is free for it.
    """
    found = time_statements(text)
    alone = not any(s.role in OWN_TIME for s in found)
    return tuple(s.span for s in found if s.role in NO_PRACTICE and not (alone and _is_class(s)))


def _is_class(statement: TimeStatement) -> bool:
    is_lesson = statement.role is TimeRole.LESSON
    return is_lesson and GROUP_CLASS.search(statement.span.text) is not None


def _clauses(
    text: str, start: int, end: int, mentions: Sequence[TimeMention], number: int
) -> Iterator[TimeStatement]:
    """Yield the clauses of a sentence, each with the role that its own words give it."""
    borders = [
        m
        for m in _BORDER.finditer(text, start, end)
        if not any(t.span.start < m.end() and m.start() < t.span.end for t in mentions)
        and not (m.group().lower() == "but" and _ANY_DAY.search(text[start : m.start()]))
    ]
    cuts = sorted({*(m.span() for m in borders), *_before_days(text, start, mentions, borders)})
    edges = [start, *(last for _, last in cuts)]
    ends = [*(first for first, _ in cuts), end]
    for first, last in zip(edges, ends, strict=True):
        own = tuple(t for t in mentions if first <= t.span.start and t.span.end <= last)
        clause = Span(start=first, end=last, text=text[first:last])
        fits = any(_fits(mention, clause) for mention in own)
        role = TimeRole.FREE if fits else _role_of(_marked(clause, own), own)
        yield TimeStatement(span=clause, role=role, mentions=own, sentence=number)


def _before_days(
    text: str, start: int, mentions: Sequence[TimeMention], borders: Sequence[re.Match[str]]
) -> Iterator[tuple[int, int]]:
    """Yield each "and" in front of days, if what is joined before it holds no time.

    "My grandad's tools and Sunday afternoons" are two things that a person has.
    """
    for mention in mentions:
        joint = _AND.search(text[start : mention.span.start])
        if mention.kind is not TimeKind.DAYS or joint is None:
            continue
        at = start + joint.start()
        opens = max((m.end() for m in borders if m.end() <= at), default=start)
        if not any(opens <= other.span.start < at for other in mentions):
            yield at, start + joint.end()


def _fits(mention: TimeMention, clause: Span) -> bool:
    """Return whether a clause says that a time fits: "Saturdays work"."""
    before = clause.text[: mention.span.start - clause.start]
    return days_fit(before, clause.text[mention.span.end - clause.start :].lstrip())


def _marked(clause: Span, mentions: Sequence[TimeMention]) -> str:
    """Return the words of a clause with a mark where each of its times begins."""
    words, at = "", clause.start
    for mention in mentions:
        words += clause.text[at - clause.start : mention.span.start - clause.start] + _START
        at = mention.span.start
    words += clause.text[at - clause.start :]
    return BESIDE.sub(lambda match: " " * len(match.group()), words)


def _role_of(words: str, mentions: Sequence[TimeMention]) -> TimeRole:
    if len(words.split()) > _RUN_ON:
        return TimeRole.OPEN
    lesson = LESSON.match(words) and not WANTED.search(words)
    ride = (RIDE.search(words) or BOTH_WAYS.search(words)) and _is_way(words, mentions)
    has_days = any(mention.kind is TimeKind.DAYS for mention in mentions)
    stated = (
        (TimeRole.TROUBLE, TROUBLE.search(words)),
        (TimeRole.LESSON, lesson),
        (TimeRole.RIDE, ride),
        (TimeRole.DUTY, SHIFT_LENGTH.search(words)),
        (TimeRole.FREE, any(cue.search(words) for cue in _FREE)),
        (TimeRole.DUTY, _is_work_week(mentions)),
        (TimeRole.DUTY, DUTY.search(words) or (has_days and DUTY_DAYS.search(words))),
        (TimeRole.PRACTICE, PRACTICE.search(words)),
    )
    return next((role for role, cue in stated if cue), TimeRole.OPEN)


def _is_work_week(mentions: Sequence[TimeMention]) -> bool:
    spans = [m for m in mentions if m.kind is TimeKind.CLOCK and m.minutes >= _WORK_MINUTES]
    days = {day for m in mentions if m.kind is TimeKind.DAYS for day in m.days}
    return bool(spans) and len(days) >= _WORK_DAYS


def _is_way(words: str, mentions: Sequence[TimeMention]) -> bool:
    """Return whether a clause gives the length of a way that leaves the hands or the head free."""
    ride = RIDE.search(words)
    if not any(mention.kind is TimeKind.LENGTH for mention in mentions) or LOST.search(words):
        return False
    seated = ride is not None and bool(ride["seat"] or ride["named"])
    return seated or USES.search(words) is not None


def _inherited(clauses: list[TimeStatement], text: str) -> list[TimeStatement]:
    """Return the clauses of a sentence, those without a cue with the role of a neighbour.

    Behind "so" and "but" it turns: "at work until 7, so weekends only" leaves the weekends.
    """
    for at, clause in enumerate(clauses):
        if THAT_IS_WHEN.search(clause.span.text):
            clauses[:at] = [replace(c, role=TimeRole.FREE) for c in clauses[:at]]
    for at, clause in enumerate(clauses):
        after_duty = at > 0 and clauses[at - 1].role is TimeRole.DUTY
        if not after_duty and _CLOSED.match(clause.span.text):
            clauses[at] = replace(clause, role=TimeRole.OPEN)
            continue
        if clause.role is not TimeRole.OPEN or not is_mere_time(clause):
            continue
        before = clauses[at - 1].role if at else TimeRole.OPEN
        if before is TimeRole.DUTY and not (
            clauses[at - 1].mentions or _SUBJECT.search(clauses[at - 1].span.text)
        ):
            before = TimeRole.OPEN
        follows = not at and at + 1 < len(clauses) and not _turns(clauses[at + 1], text)
        after = clauses[at + 1].role if follows else TimeRole.OPEN
        if _turns(clause, text):
            before = TimeRole.FREE if before is TimeRole.DUTY else TimeRole.OPEN
        clauses[at] = replace(clause, role=before if before is not TimeRole.OPEN else after)
    return clauses


def _turns(clause: TimeStatement, text: str) -> bool:
    """Return whether a clause turns away from the one before it."""
    return _TURN.search(text[: clause.span.start]) is not None


def is_mere_time(clause: TimeStatement) -> bool:
    """Return whether a clause says little more than a time."""
    words = clause.span.text
    for mention in reversed(clause.mentions):
        at = mention.span.start - clause.span.start
        words = words[:at] + words[at + len(mention.span.text) :]
    words = _AT_HOUR.sub(" ", words)
    return len(words.split()) <= _FEW_WORDS and _SUBJECT.search(words) is None
