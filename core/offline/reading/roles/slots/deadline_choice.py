"""Choose the last day of a goal among the dates that the model and the rules read."""

import re
from dataclasses import replace
from datetime import date, timedelta

from core.goals.kind import GoalKind
from core.offline.reading.clauses.asides import find_asides
from core.offline.reading.clauses.event_days import is_asked_by_another, is_event_day
from core.offline.reading.clauses.planned_dates import planned_month, rather_the_date
from core.offline.reading.clauses.seasons import to_its_season
from core.offline.reading.dates import parse_deadline
from core.offline.reading.facts import Deadline, GoalFacts, Span
from core.offline.reading.named_times import MONTH
from core.offline.reading.numbers import NUMBER, parse_number
from core.offline.reading.phrases import mask_spans
from core.offline.reading.roles.choices import STATED, Choice, choose
from core.offline.reading.roles.role_reading import FoundSlot, RoleReading
from core.offline.reading.roles.roles import Role, Slot
from core.offline.reading.roles.slots.named_days import (
    day_left_open,
    is_meant_later,
    ready_before,
)
from core.offline.reading.roles.slots.slot_evidence import by_rule, first, limits
from core.offline.reading.roles.slots.slot_values import length_of, whole_date_of

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
    r"\b(?:(?:since|started|began|begun|born|moved|joined|stopped|bought|was|were|had|expires?|"
    r"runs? out)\b[^,]{0,25}|from (?:the |about |around |\w+day )*)$",
    re.IGNORECASE,
)
_DUE = re.compile(r"^(?:by|until|till|before|no later than|due)\b", re.IGNORECASE)
_LONG_PAST = re.compile(_PAST.pattern.replace("|from (", "|(?!)("), re.IGNORECASE)
"""Without "from": eight days of cycling from 5 July are to come."""
_LEAD = re.compile(
    r"\b(?:must|has to|have to|needs?|should|required?|wants?|at least|latest|no later than)\b"
    rf"[^.;!?]{{0,30}}?\b(?P<n>{NUMBER}) (?:full |whole )?(?P<unit>days?|weeks?|months?) "
    r"(?:before|earlier|in advance|ahead)\b",
    re.IGNORECASE,
)
_DAYS_IN = {"d": 1.0, "w": 7.0, "m": 30.4}
_FAR = 120
"""Characters between a day and what has to be done so long before it."""
_WHEN = (Slot.DEADLINE, Slot.EVENT, Slot.LENGTH)


def choose_deadline(reading: RoleReading, rules: GoalFacts, today: date) -> Choice[Deadline]:
    """Return the last day: a date, an event with a date, or a length; none of the payments'."""
    paid = (*rules.term_days, *find_asides(reading.text).undated)
    reading = replace(reading.without(paid), text=mask_spans(reading.text, paid))
    chosen, named = _last_day(reading, rules, today), rules.deadline
    if chosen.value is None:
        chosen = _named_event(reading, today)
    if chosen.value is None and named is not None and is_meant_later(named.span, reading.text):
        chosen = Choice(value=named, confidence=_PLAIN_DATE, source=STATED)
    if chosen.value is None:
        chosen = planned_month(reading.text, today)
    chosen = to_its_season(rather_the_date(chosen, reading.text, today), rules.text, today)
    chosen = day_left_open(chosen, days_to_come(reading.text, today))
    chosen = _before_it(_day_of_the_event(reading, chosen, today), reading.text, today)
    quits = max(reading.kinds, key=lambda name: reading.kinds[name], default="") == GoalKind.QUIT
    return ready_before(chosen, reading.text, today, quits=quits)


def _last_day(reading: RoleReading, rules: GoalFacts, today: date) -> Choice[Deadline]:
    model = _latest(reading, today)
    rule = by_rule(rules.deadline, reading, _WHEN)
    chosen = choose(model, rule, same=lambda a, b: a.on == b.on, limits=limits(reading))
    named = rules.deadline
    other = chosen.value
    if other is None and (alone := the_only_day(reading, today)) is not None:
        return Choice(value=alone, confidence=_PLAIN_DATE, source=STATED)
    if other is not None and other.exact and the_only_day(reading, today) == other:
        chosen = replace(chosen, confidence=max(chosen.confidence, _PLAIN_DATE), source=STATED)
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
        return whole_date_of(found.span, reading.text, today=today)

    surest = first(reading.slots_of(*_WHEN), when)
    if surest.value is None or not surest.value.exact:
        return surest
    near = [
        Choice(value=day, confidence=found.confidence)
        for found in reading.slots_of(Slot.DEADLINE)
        if found.confidence >= max(_SURE_DAY, surest.confidence - _ABOUT_AS_SURE)
        and (day := whole_date_of(found.span, reading.text, today=today)) is not None
        and day.exact
        and day.on > surest.value.on
        and (_DUE.match(day.span.text) or not _DUE.match(surest.value.span.text))
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


def days_to_come(text: str, today: date, *, past: re.Pattern[str] = _PAST) -> list[Deadline]:
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
            found += [] if past.search(before) else [day]
        text = mask_spans(text, (day.span,))
    return found


def _day_of_the_event(
    reading: RoleReading, chosen: Choice[Deadline], today: date
) -> Choice[Deadline]:
    """Return the day of an event, if a day was chosen by which a part of it is due.

    "Turns 70 on 13 February; the hall has to be paid by 15 December": what is due "by" a day gives
    way to what happens "on" a later one.
    """
    first = chosen.value
    if first is None or not _DUE.match(first.span.text):
        return chosen
    later = [
        day
        for day in days_to_come(reading.text, today, past=_LONG_PAST)
        if day.on > first.on and not _DUE.match(day.span.text)
    ]
    if reading.kinds.get(GoalKind.EVENT.value, 0.0) < _SURE_DAY:
        asked = is_asked_by_another(first.span, reading.text)
        later = [day for day in later if asked and is_event_day(day.span, reading.text)]
    if not later:
        return chosen
    return Choice(value=max(later, key=lambda day: day.on), confidence=_PLAIN_DATE, source=STATED)


def _named_event(reading: RoleReading, today: date) -> Choice[Deadline]:
    """Return the last day on which an event is, of all the days that a text names."""
    days = [d for d in days_to_come(reading.text, today) if is_event_day(d.span, reading.text)]
    if not days:
        return Choice(value=None)
    return Choice(value=max(days, key=lambda d: d.on), confidence=_PLAIN_DATE, source=STATED)


def _before_it(chosen: Choice[Deadline], text: str, today: date) -> Choice[Deadline]:
    """Return the day by which it has to be in: "it runs out on 28 February, eight weeks before"."""
    last, lead = chosen.value, _LEAD.search(text)
    if last is None or lead is None or last.length_days is not None:
        return chosen
    days = parse_number(lead["n"]) * _DAYS_IN[lead["unit"][0].lower()]
    earlier = last.on - timedelta(days=round(days))
    if earlier <= today or last.span.start < lead.start() - _FAR or lead.end() < last.span.start:
        return chosen
    return replace(chosen, value=replace(last, on=earlier))


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
