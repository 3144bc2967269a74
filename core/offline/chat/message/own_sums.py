"""Sums from the person's own figures: what is needed until a day, and when a rate is there."""

import re
from datetime import date, timedelta
from math import ceil

from core.chat.reply import CoachReplyDraft
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import Asked, named, when_due
from core.offline.chat.counted.amounts import target_of
from core.offline.chat.counted.days import reply_in
from core.offline.chat.counted.named_sum import Sum
from core.offline.chat.counted.payments import with_next_payment
from core.offline.chat.counted.sums import payments_ahead
from core.offline.chat.message.amounts import Amount, Role
from core.offline.chat.message.measure import (
    Missing,
    adds_up,
    amount_in,
    is_money,
    missing_of,
    pace_so_far,
    planned_amount,
)
from core.offline.chat.message.parts import Message, Part
from core.offline.reading.units import BARE_SUM
from core.offline.writing.format_amount import format_amount

_UNTIL = re.compile(
    r"\b(?:by|until|till?|before|end of|finish\w*|be done|deadline|on|hand in|submit)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|starting|as of|after) (?!now\b|here\b|today\b)", re.IGNORECASE)
_WEEK, _MONTH = 7.0, 365.25 / 12
_MOST = timedelta(days=3650)


def own_sum(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer a sum of the message's own figures; None if it has too few of them."""
    target, rate = target_of(asked.situation), message.amount(Role.RATE)
    found = missing_of(asked, message)
    if found is None and rate is not None and _MAKES.search(message.text):
        return _makes(asked, message, rate)
    later = message.has(Part.DAYS) and _FROM.search(message.text) is not None
    if found is None or not found.value or (later and is_money(target)):
        return None
    if rate is not None and _MAKES.search(message.text):
        return _makes(asked, message, rate)
    if rate is not None:
        return _at_a_rate(asked, message, found, rate)
    each = _EACH.search(message.text) is not None and _names(message.text, found.unit)
    return _needed(asked, message, found) if found.own or each else None


def _names(text: str, unit: str) -> bool:
    """Return whether a question is about the measure, and counts no sessions, days or hours."""
    own = unit.casefold() in text.casefold().split() or _MEASURES.search(text) is not None
    return own and _SESSIONS.search(text) is None


_MEASURES = re.compile(
    r"\b(?:lose|gain|save|put (?:away|aside)|pay (?:off|back)|spend)\b", re.IGNORECASE
)
_SESSIONS = re.compile(
    r"\b(?:times|often|days|sessions?|tasks?|hours?|minutes|workouts?)\b", re.IGNORECASE
)


def _deadline(asked: Asked, message: Message) -> date:
    """Return the day until which it is asked: the last one named, or the end of the plan."""
    now = asked.situation
    ahead = [period.last for period in message.periods if period.last > now.today]
    return ahead[-1] if ahead and _UNTIL.search(message.text) else now.plan.ends_on


def _needed(asked: Asked, message: Message, found: Missing) -> CoachReplyDraft:
    """Answer what is needed a day and a week until a day, beside what the plan has."""
    now, until = asked.situation, _deadline(asked, message)
    days = max(1, (until - now.today).days)
    when, weeks = write_day(until, year=True), days / _WEEK
    a_week = f"{found.write(found.value / weeks)} a week"
    a_day = f"{found.write(found.value / days)} a day or " if found.value >= days / 2 else ""
    parts = [f"{found.write(found.value)} until {when} are {a_day}{a_week} ({_days(days)})."]
    if days > _MONTH and "month" in message.text.lower():
        a_month = found.write(found.value / days * _MONTH)
        parts.append(f"That is {a_month} a month.")
    coming = [each for each in now.tasks if each.open and each.day <= until]
    counted = adds_up(asked)
    sessions = [each for each in coming if counted and amount_in(each, found.unit)]
    planned = planned_amount(asked, sessions, found.unit)
    dated = [each for each in coming if each.task.day is not None]
    if sessions and len(sessions) >= _OFTEN * len(dated):
        each = found.write(found.value / len(sessions))
        enough = "so that is enough" if planned >= found.value else "so the tasks alone fall short"
        parts.append(
            f"The {pluralize(len(sessions), 'open task')} until then that name a number make "
            f"{found.write(planned)}, {enough}: it takes {each} in each of them."
        )
    elif counted and dated and found.value >= len(dated) / 2:
        parts.append(
            f"The plan has {pluralize(len(dated), 'session')} until then: "
            f"{found.write(found.value / len(dated))} in each."
        )
    parts += _really_done(asked, found, until)
    return _with_next(asked, parts)


_MAKES = re.compile(
    r"\bhow (?:many|much) (?:is|are|will|would|does|do) (?:that|it|they|there|this)\b|"
    r"\bwhat does (?:that|it) (?:make|come to)\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\bhow (?:many|much)\b[^?]*\b(?:a|per|each|every) (?:day|week|month) "
    r"(?:do|must|should|would|to|is|are)\b",
    re.IGNORECASE,
)


_OFTEN = 0.25
"""The share of the sessions that has to name a number for them to be counted together."""


def _days(days: int) -> str:
    return pluralize(days, "day")


def _makes(asked: Asked, message: Message, rate: Amount) -> CoachReplyDraft:
    """Answer what a rate makes until a day."""
    until = _deadline(asked, message)
    days = max(1, (until - asked.situation.today).days)
    times = int(days / rate.days)
    made = format_amount(times * rate.value, rate.unit or BARE_SUM)
    total = asked.situation.computed(made)
    every = "month" if rate.days > _WEEK else "week" if rate.days == _WEEK else "day"
    text = (
        f"Until {write_day(until, year=True)} it is {pluralize(times, every)}, so {total} in all."
    )
    return _with_next(asked, [text])


def _really_done(asked: Asked, found: Missing, until: date) -> list[str]:
    """Return where the pace of what was really done leads, as a sentence if it is known."""
    pace, now = pace_so_far(asked, found.unit), asked.situation
    if not pace or not adds_up(asked):
        return []
    there = now.today + min(_MOST, timedelta(days=ceil(found.value / pace * _WEEK)))
    side = "in time" if there <= until else f"{_span((there - until).days)} too late"
    return [
        (
            f"What is ticked or noted so far makes {found.write(pace)} a week; at that pace it is "
            f"there by about {write_day(there, year=True)}, {side}."
        )
    ]


def _at_a_rate(
    asked: Asked, message: Message, found: Missing, rate: Amount
) -> CoachReplyDraft | None:
    """Answer when a rate is there, and whether that is in time."""
    now, until = asked.situation, _deadline(asked, message)
    if rate.value <= 0:
        return None
    times = ceil(found.value / rate.value)
    there = now.today + min(_MOST, timedelta(days=ceil(times * rate.days)))
    every = "month" if rate.days > _WEEK else "week" if rate.days == _WEEK else "day"
    when, by = write_day(there, year=True), write_day(until, year=True)
    text = (
        f"{found.write(found.value)} at {found.write(rate.value)} a {every} take "
        f"{pluralize(times, every)}: that is about {when}."
    )
    left = (until - now.today).days
    makes = rate.value * int(left / rate.days)
    if there <= until:
        early = (until - there).days
        text += f" So yes, by {by} you are there{f', {_span(early)} early' if early > 1 else ''}."
    else:
        needed = found.value / max(1, left) * rate.days
        text += (
            f" So not by {by}, but {_span((there - until).days)} later: until then it makes "
            f"{found.write(makes)}, and {found.write(max(0.0, found.value - makes))} are missing. "
            f"To be there by {by}, it takes {found.write(needed)} a {every}."
        )
    later = there if there > now.plan.ends_on and until == now.plan.ends_on else None
    return _with_payments(asked, found, rate, text, later)


def _with_payments(
    asked: Asked, found: Missing, rate: Amount, text: str, later: date | None
) -> CoachReplyDraft:
    now, target = asked.situation, target_of(asked.situation)
    ahead = payments_ahead(now, target) if target is not None and target.is_money else ()
    if ahead:
        sum_ = Sum(value=rate.value, per="")
        return with_next_payment(asked, text, ahead, sum_, rate.days, later=later)
    return _with_next(asked, [text, *_really_done(asked, found, now.plan.ends_on)])


def _span(days: int) -> str:
    """Return a number of days as a person says it: "5 days", "3 weeks", "4 months"."""
    if days < 2 * _WEEK:
        return pluralize(days, "day")
    if days < 3 * _MONTH:
        return pluralize(round(days / _WEEK), "week")
    return pluralize(round(days / _MONTH), "month")


def _with_next(asked: Asked, parts: list[str]) -> CoachReplyDraft:
    now, step = asked.situation, asked.situation.next_open
    if step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
    return reply_in(now.week, " ".join(parts), *([step] if step is not None else []))
