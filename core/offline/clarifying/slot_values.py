"""Parse what a person writes into a slot of the reading, with the parsers of the goal text."""

import re
from collections.abc import Callable, Mapping

from core.errors import InvalidInput
from core.formats import long_day
from core.goals.goal import MAX_HOURS_PER_WEEK, MIN_HOURS_PER_WEEK, clean_text
from core.goals.kind import GoalKind
from core.goals.reading import MAX_SLOT_CHARACTERS, SlotName
from core.goals.weeks import DAYS
from core.offline.clarifying.amount_answers import read_amount, read_payment
from core.offline.clarifying.correction import NOTHING, Correction, SlotContext, read_words
from core.offline.clarifying.number_answers import (
    Range,
    parse_minutes,
    parse_weekly_hours,
)
from core.offline.clarifying.plan_for import read_plan
from core.offline.clarifying.weekday_answers import days_text, parse_days
from core.offline.reading.dates import parse_deadline
from core.offline.reading.numbers import format_number
from core.offline.reading.units import CURRENCIES, UNITS
from core.offline.writing.format_amount import format_amount

MAX_MINUTES = 600.0
_NEXT = re.compile(r"^(?:next|coming)\s+(?!week|month|quarter|year)(?=[a-z]{3})", re.IGNORECASE)
CLEARABLE = frozenset(
    {
        SlotName.EVENT,
        SlotName.OBSTACLE,
        SlotName.METHOD,
        SlotName.CONSTRAINTS,
        SlotName.BACKGROUND,
        SlotName.CARE,
        SlotName.PAYMENT,
        SlotName.DAYS,
    }
)
"""Slots that may be empty: "none" is an answer there."""


def parse_slot(name: SlotName, text: str, context: SlotContext) -> Correction:
    """Return the value of a slot. Raises InvalidInput, with its name, if it is unreadable."""
    written = " ".join(clean_text(text).split())
    if len(written) > MAX_SLOT_CHARACTERS:
        raise InvalidInput(
            f"This has {len(written):,} characters.",
            field=name,
            advice=f"Say it in at most {MAX_SLOT_CHARACTERS}.",
        )
    if name in CLEARABLE and NOTHING.match(written):
        return Correction(slot=name, value=None, text="none", quote=written)
    return _PARSERS[name](name, written, context)


def _kind(name: SlotName, text: str, _context: SlotContext) -> Correction:
    lowered = text.lower()
    if lowered not in set(GoalKind):
        raise InvalidInput(
            f"“{text}” is not a kind of goal.",
            field=name,
            advice=f"Choose one of: {', '.join(GoalKind)}.",
        )
    return Correction(slot=name, value=lowered, text=lowered, quote=text)


def _domain(name: SlotName, text: str, context: SlotContext) -> Correction:
    wanted = text.lower().replace("_", " ")
    for domain, title in context.domains.items():
        if wanted in {domain.replace("_", " "), title.lower()}:
            return Correction(slot=name, value=domain, text=title, quote=text)
    raise InvalidInput(
        f"“{text}” is not a topic that Rein knows.",
        field=name,
        advice=f"Choose one of: {', '.join(context.domains)}.",
    )


def _unit(name: SlotName, text: str, _context: SlotContext) -> Correction:
    lowered = text.lower()
    known = CURRENCIES.get(lowered) or UNITS.get(lowered, (lowered, None))[0]
    if any(c.isdigit() for c in text):
        raise InvalidInput(
            f"“{text}” holds a number.", field=name, advice="Write the unit alone, such as “km”."
        )
    return Correction(slot=name, value=known, text=known, quote=text)


def _by(name: SlotName, text: str, context: SlotContext) -> Correction:
    bare = _NEXT.sub("", text)
    for attempt in (text, f"by {text}", f"in {text}", f"by {bare}", f"in {bare}"):
        found = parse_deadline(attempt, today=context.today)
        if found is not None:
            break
    else:
        raise InvalidInput(
            f"We could not read a date in “{text}”.",
            field=name,
            advice="Write it like “30 April 2027”, “in 12 weeks” or “next March”.",
        )
    if found.on <= context.today:
        raise InvalidInput(
            f"{long_day(found.on)} is not in the future.",
            field=name,
            advice="Choose a later day.",
        )
    return Correction(slot=name, value=found.on, text=long_day(found.on), quote=text)


def _hours(name: SlotName, text: str, _context: SlotContext) -> Correction:
    hours = parse_weekly_hours(text)
    if hours is None:
        raise InvalidInput(
            f"We could not find a number of hours in “{text}”.",
            field=name,
            advice="Write it like “3”, “2 or 3” or “half an hour a day”.",
        )
    if not MIN_HOURS_PER_WEEK <= hours.low <= MAX_HOURS_PER_WEEK:
        raise InvalidInput(
            f"{hours.low:g} hours a week cannot be planned.",
            field=name,
            advice=f"Choose between {MIN_HOURS_PER_WEEK:g} and {MAX_HOURS_PER_WEEK:g}.",
        )
    return Correction(
        slot=name, value=hours.low, text=_range_text(hours, "h", " a week"), quote=text
    )


def _minutes(name: SlotName, text: str, _context: SlotContext) -> Correction:
    minutes = parse_minutes(text)
    if minutes is None or not 1 <= minutes.low <= MAX_MINUTES:
        raise InvalidInput(
            f"“{text}” is not a length that one session can have.",
            field=name,
            advice="Write it like “45 minutes” or “half an hour”.",
        )
    return Correction(
        slot=name, value=minutes.low, text=_range_text(minutes, "min", ""), quote=text
    )


def _range_text(found: Range, unit: str, rest: str) -> str:
    """Return "3 hours a week", or "2 to 3 hours a week, planned with 2"."""
    if found.high is None:
        return format_amount(found.low, unit) + rest
    low, high = format_number(found.low), format_amount(found.high, unit)
    return f"{low} to {high}{rest}, planned with {low}"


def _days(name: SlotName, text: str, _context: SlotContext) -> Correction:
    days, times = parse_days(text)
    if not days and times is None:
        raise InvalidInput(
            f"We could not read days in “{text}”.",
            field=name,
            advice="Write them like “Mon, Wed”, “weekdays” or “3 days a week”.",
        )
    if times is not None and not 1 <= times <= len(DAYS):
        raise InvalidInput(
            f"A week does not have {times:g} days.", field=name, advice="Choose between 1 and 7."
        )
    shown = days_text(days, times)
    return Correction(slot=name, value=days or times, text=shown, quote=text)


_Parser = Callable[[SlotName, str, SlotContext], Correction]
_PARSERS: Mapping[SlotName, _Parser] = {
    SlotName.AIM: read_words,
    SlotName.KIND: _kind,
    SlotName.DOMAIN: _domain,
    SlotName.PLAN: read_plan,
    SlotName.FROM: read_amount,
    SlotName.TO: read_amount,
    SlotName.UNIT: _unit,
    SlotName.BY: _by,
    SlotName.EVENT: read_words,
    SlotName.HOURS: _hours,
    SlotName.DAYS: _days,
    SlotName.MINUTES: _minutes,
    SlotName.PAYMENT: read_payment,
    SlotName.OBSTACLE: read_words,
    SlotName.METHOD: read_words,
    SlotName.CONSTRAINTS: read_words,
    SlotName.BACKGROUND: read_words,
    SlotName.CARE: read_words,
}
