"""Choose the last day of a goal among the dates that the model and the rules read."""

import re
from dataclasses import replace
from datetime import date

from core.goals.kind import GoalKind
from core.offline.reading.dates import parse_deadline
from core.offline.reading.facts import Deadline, GoalFacts, Span
from core.offline.reading.named_times import MONTH
from core.offline.reading.phrases import mask_spans
from core.offline.reading.roles.choices import STATED, Choice, choose
from core.offline.reading.roles.role_reading import FoundSlot, RoleReading
from core.offline.reading.roles.roles import Role, Slot
from core.offline.reading.roles.slots.slot_evidence import by_rule, first, limits
from core.offline.reading.roles.slots.slot_values import deadline_of, length_of

_PLAIN_DATE, _ASIDE = 0.7, 0.4
_SURE_DAY, _ABOUT_AS_SURE = 0.5, 0.15
_MOST_DATES, _A_YEAR = 20, 366
_NAMED_DAY = re.compile(
    r"\d(?:st|nd|rd|th)?\.? ?(?:of )?[a-z]{3}|[a-z]{3,}\.? \d|\d[-./]\d|"
    r"christmas|xmas|boxing|easter",
    re.IGNORECASE,
)
"""A day of the calendar, not "by Friday" or "in three weeks"."""
_COMING_MONTH = re.compile(rf"next (?:{MONTH})\b", re.IGNORECASE)
_FULL_DAY = re.compile(r"\d[^\d]+20\d\d|20\d\d[-/.]\d|\d[./]\d+[./]20\d\d|\bend of 20\d\d")
_SENTENCE = re.compile(r"[.;!?\n]\s")
_PAST = re.compile(
    r"\b(?:since|started|began|begun|born|moved|joined|stopped|bought|was|were|had|from|expires?|"
    r"runs? out)\b[^,]{0,25}$",
    re.IGNORECASE,
)
_A_PART = re.compile(
    r"\b(?:(?:has|have|needs?|must|got) (?:to )?be|(?:is|are) due|paid|booked|deposit|rsvp|"
    r"answers?|invitations?|tickets?|register|sign up|hand in|return)\b[^.;!?]*$",
    re.IGNORECASE,
)
"""What is due before an event, and is not the event itself."""
_WHEN = (Slot.DEADLINE, Slot.EVENT, Slot.LENGTH)


def choose_deadline(reading: RoleReading, rules: GoalFacts, today: date) -> Choice[Deadline]:
    """Return the last day: a date, an event with a date, or a length; none of the payments'."""
    paid = rules.term_days
    reading = replace(reading.without(paid), text=mask_spans(reading.text, paid))
    return _day_of_the_event(reading, _last_day(reading, rules, today), today)


def _last_day(reading: RoleReading, rules: GoalFacts, today: date) -> Choice[Deadline]:
    model = _latest(reading, today)
    rule = by_rule(rules.deadline, reading, _WHEN)
    chosen = choose(model, rule, same=lambda a, b: a.on == b.on, limits=limits(reading))
    named = rules.deadline
    other = chosen.value
    if other is None and (alone := the_only_day(reading, today)) is not None:
        return Choice(value=alone, confidence=_PLAIN_DATE, source=STATED)
    if named is None or (other is not None and other.on != named.on and not _meet(other, named)):
        return chosen
    if _may_be_due(named.span, reading) or _is_the_only_day(named, reading, today):
        value = other if other is not None and other.on == named.on else named
        sure = max(_PLAIN_DATE, chosen.confidence)
        return Choice(value=value, confidence=sure, source=STATED)
    return chosen


def _latest(reading: RoleReading, today: date) -> Choice[Deadline]:
    """Return the surest last day; of days that are about as sure, the latest one.

    Who names a holiday and the day that counts after it plans for the second.
    """

    def when(found: FoundSlot) -> Deadline | None:
        if found.slot is Slot.LENGTH:
            return length_of(found.span, today=today)
        return deadline_of(found.span, today=today)

    surest = first(reading.slots_of(*_WHEN), when)
    if surest.value is None or not surest.value.exact:
        return surest
    near = [
        Choice(value=day, confidence=found.confidence)
        for found in reading.slots_of(Slot.DEADLINE)
        if found.confidence >= max(_SURE_DAY, surest.confidence - _ABOUT_AS_SURE)
        and (day := deadline_of(found.span, today=today)) is not None
        and day.exact
        and day.on > surest.value.on
    ]
    return max(near, key=lambda choice: choice.value.on if choice.value else today, default=surest)


def the_only_day(reading: RoleReading, today: date) -> Deadline | None:
    """Return the day to come that a text names, if it names just one, wherever it stands.

    "My wife is back at work on 7 December" is background, and yet the day that counts.
    """
    found = days_to_come(reading.text, today)
    if len({day.on for day in found}) != 1:
        return None
    aside = reading.role_share(found[0].span, (Role.QUESTION, Role.MORE))
    return found[0] if aside < _ASIDE else None


def days_to_come(text: str, today: date) -> list[Deadline]:
    """Return the days of the calendar that a text names within a year, those of the past left out.

    The words of each are marked for the next, so they come in the order of how exact they are.
    """
    found = list[Deadline]()
    for _ in range(_MOST_DATES):
        day = parse_deadline(text, today=today)
        if day is None:
            break
        before = _SENTENCE.split(text[: day.span.start])[-1]
        named = day.exact and bool(_NAMED_DAY.search(day.span.text))
        counts = named or bool(_COMING_MONTH.match(day.span.text))
        if counts and today < day.on and (day.on - today).days <= _A_YEAR:
            found += [] if _PAST.search(before) else [day]
        text = mask_spans(text, (day.span,))
    return found


def _day_of_the_event(
    reading: RoleReading, chosen: Choice[Deadline], today: date
) -> Choice[Deadline]:
    """Return the day of an event, if a day was chosen by which a part of it is due.

    "Turns 70 on 13 February; the hall has to be paid by 15 December": the last day is the event's.
    """
    first = chosen.value
    if first is None or reading.kinds.get(GoalKind.EVENT.value, 0.0) < _SURE_DAY:
        return chosen
    if not _A_PART.search(_SENTENCE.split(reading.text[: first.span.start])[-1]):
        return chosen
    later = [day for day in days_to_come(reading.text, today) if day.on > first.on]
    if not later:
        return chosen
    return Choice(value=max(later, key=lambda day: day.on), confidence=_PLAIN_DATE, source=STATED)


def _meet(one: Deadline, other: Deadline) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _is_the_only_day(named: Deadline, reading: RoleReading, today: date) -> bool:
    """Return whether a day to come is named in full, in a statement that is not about the past.

    "My sister gets married on 12 June 2027" is only background, and yet the day to be ready.
    """
    before = _SENTENCE.split(reading.text[: named.span.start])[-1]
    return (
        named.exact
        and named.on > today
        and bool(_FULL_DAY.search(named.span.text))
        and not _PAST.search(before)
        and reading.role_share(named.span, (Role.QUESTION, Role.MORE)) < _ASIDE
    )


def _may_be_due(span: Span, reading: RoleReading) -> bool:
    """Return whether a date that the rules read stands where a deadline can stand.

    The rules read dates better than the tagger tags them; what the tagger knows better is
    whether a clause is only background.
    """
    aside = reading.role_share(span, (Role.BACKGROUND, Role.QUESTION))
    start = 0.0 if reading.is_short else reading.role_share(span, (Role.START,))
    return aside + start < _ASIDE
