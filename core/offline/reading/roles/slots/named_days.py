"""Move a last day to what the words around it say: the day itself, the month's day, before it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from core.offline.reading.dates import parse_deadline
from core.offline.reading.facts import Deadline, Quantity, Span
from core.offline.reading.roles.choices import Choice

_MARGIN = timedelta(days=7)
"""The first week of quitting is the hardest, so it lies before the day."""
_PREPARES = timedelta(days=21)
"""Days ahead from which such a margin leaves two weeks to get ready."""
_WITHIN = 160
"""Characters between a day and the "by then" that means it."""
_BY_THEN = re.compile(r"\b(?:by|before) (?:then|that(?: day| date| time)?)\b", re.IGNORECASE)
_BEFORE_EVENT = re.compile(
    r"\b(?:before|ahead of|prior to) (?!bed\b|work\b|breakfast\b)[^.;!?\d]{0,50}$", re.IGNORECASE
)
_BEFORE = re.compile(r"(?:before|ahead of|prior to)\b", re.IGNORECASE)
_IN = re.compile(r"(?:in|during|this|next)\b", re.IGNORECASE)
_BY = re.compile(r"(?:by|until|till|no later than)\b", re.IGNORECASE)
_MONTH = 31
_ENDS = re.compile(
    r"\b(?:ends?|is up|expires?|runs? out|closes?|shuts?|finish(?:es)?)\b", re.IGNORECASE
)


def day_left_open(chosen: Choice[Deadline], named: Iterable[Deadline]) -> Choice[Deadline]:
    """Return the last day that is named within a month that is left open.

    "In the May/June series, first paper is 14 May" ends on the day of the paper.
    """
    last = chosen.value
    if last is None or last.exact or last.length_days is not None:
        return chosen
    inside = [d for d in named if d.exact and timedelta(0) <= last.on - d.on < timedelta(_MONTH)]
    inside = [d for d in inside if (d.on.year, d.on.month) == (last.on.year, last.on.month)]
    return replace(chosen, value=max(inside, key=lambda day: day.on)) if inside else chosen


def ready_before(
    chosen: Choice[Deadline], text: str, today: date, *, quits: bool
) -> Choice[Deadline]:
    """Return the day by which it is done, if that lies before the day or month that is named.

    "In February, and be able to by then" ends with January. What is quit before a day, or by then,
    is left a week before it, as far as that leaves time to get ready.
    """
    last = chosen.value
    if last is None or last.length_days is not None or _BY.match(last.span.text):
        return chosen
    then = is_meant_later(last.span, text)
    stated = _BEFORE.match(last.span.text) is not None
    before = stated or _BEFORE_EVENT.search(text[: last.span.start]) is not None
    on = last.on
    month = (last.on + timedelta(days=1)).day == 1
    if not last.exact and month and then and _IN.match(last.span.text):
        on = last.on.replace(day=1) - timedelta(days=1)
    elif last.exact and quits and (then or before) and last.on - today >= _PREPARES:
        on = last.on - _MARGIN
    elif last.exact and before and not stated:
        on = last.on - timedelta(days=1)
    if on == last.on or on <= today:
        return chosen
    return replace(chosen, value=replace(last, on=on, exact=False))


def is_meant_later(day: Span, text: str) -> bool:
    """Return whether a "by then" soon behind a day means it."""
    return _BY_THEN.search(text, day.end, day.end + _WITHIN) is not None


def is_yet_to_end(clause: Span, today: date) -> bool:
    """Return whether a clause names a day on which something ends: a limit, not where one stands.

    "Lease ends 31 March" bounds the plan.
    """
    day = parse_deadline(clause.text, today=today) if _ENDS.search(clause.text) else None
    return day is not None and day.on > today


def without_year(target: Choice[Quantity], last: Deadline | None) -> Choice[Quantity]:
    """Return no target if its number is the year in which it is to happen."""
    goal = target.value
    if goal is None or last is None or goal.span.text != last.span.text:
        return target
    return Choice(value=None) if goal.value == last.on.year else target
