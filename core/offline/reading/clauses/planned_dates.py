"""Dates beside others: a month in which something is planned, and a date beside a length."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.offline.reading.clauses.event_days import is_event_day
from core.offline.reading.clauses.tense import is_planned
from core.offline.reading.dates import parse_deadline
from core.offline.reading.facts import Deadline
from core.offline.reading.phrases import mask_spans
from core.offline.reading.roles.choices import STATED, Choice

_A_MONTH = 0.5
"""What a month counts for in which something is planned: its end is only the latest day."""
_MOST_DATES, _MOST_DAYS = 8, 400
_ABOUT = 0.25
"""How far a date may lie from the end of a length that says about the same."""
_LEAST_DAYS = 14
_SENTENCE = re.compile(r"[.;!?\n]\s")
_IN = re.compile(r"(?:in|this|next)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:since|started|began|born|was|were|had|died|last)\b[^,]{0,25}$", re.IGNORECASE
)
_DUE = re.compile(r"\b(?:by|until|till|before|end of|due)\b", re.IGNORECASE)


def planned_month(text: str, today: date) -> Choice[Deadline]:
    """Return the end of the only month in which something is under way or an event takes place.

    "Resitting chemistry in June" says no day, and yet when it has to be known.
    """
    found = []
    for day in _dates(text, today):
        sentence = _SENTENCE.split(text[: day.span.start])[-1] + day.span.text
        opens = _IN.match(day.span.text) is not None and not day.exact
        if opens and (is_planned(sentence) or is_event_day(day.span, text)):
            found.append(day)
    if len(found) != 1:
        return Choice(value=None)
    return Choice(value=found[0], confidence=_A_MONTH, source=STATED, open=True)


def rather_the_date(chosen: Choice[Deadline], text: str, today: date) -> Choice[Deadline]:
    """Return the date that a text names beside a length which says about the same.

    "In four months, by the end of March": people round the length, not the date.
    """
    last = chosen.value
    if last is None or last.length_days is None:
        return chosen
    near = max(_LEAST_DAYS, last.length_days * _ABOUT)
    dates = [
        day
        for day in _dates(text, today)
        if day.exact and day.length_days is None and abs((day.on - last.on).days) <= near
    ]
    named = [
        day
        for day in dates
        if any(c.isdigit() for c in day.span.text) or _DUE.search(day.span.text)
    ]
    if len({day.on for day in named}) != 1:
        return chosen
    return replace(chosen, value=named[0])


def _dates(text: str, today: date) -> Iterator[Deadline]:
    """Yield the dates to come, the most exact one first."""
    for _ in range(_MOST_DATES):
        day = parse_deadline(text, today=today)
        if day is None:
            return
        before = _SENTENCE.split(text[: day.span.start])[-1]
        if 0 < (day.on - today).days <= _MOST_DAYS and not _PAST.search(before):
            yield day
        text = mask_spans(text, (day.span,))
