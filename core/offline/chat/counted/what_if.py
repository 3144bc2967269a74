"""Answers to a sum of money that a message names: a payment, the target, or what it costs."""

import re
from datetime import date, timedelta
from math import ceil

from core.chat.reply import CoachReplyDraft
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import Asked
from core.offline.chat.counted.amounts import Target, amount_of, target_of, total
from core.offline.chat.counted.named_sum import Sum, sum_named
from core.offline.chat.counted.one_off import is_loss, one_off
from core.offline.chat.counted.payments import rhythm, with_later_end, with_next_payment
from core.offline.chat.counted.sums import (
    amount,
    payments_ahead,
    reply_with,
    saved_so_far,
    standing,
)
from core.offline.chat.question.period import period_asked
from core.offline.chat.topics import Topic

_FROM = re.compile(r"\b(?:from|starting|as of|after|in)\b", re.IGNORECASE)
_WISH = re.compile(
    r"\b(?:make it|change|set|put|instead|what if|if i|lower|raise|increase|reduce|only)\b|"
    r"\b(?:a|per|each|every) (?:week|month|payday)\b",
    re.IGNORECASE,
)
_PERIODS = {"day": 1, "week": 7, "payday": 7, "month": 365.25 / 12}
_ASKS = re.compile(r"^\W*(?:is|are|what|why|does|do)\b", re.IGNORECASE)
_WHOLE = 0.5
"""The share of the target from which a bare sum is read as another target."""


_OTHERWISE = frozenset(
    {Topic.SWAP_DAY, Topic.WHY_TASK, Topic.DONE, Topic.AWAY, Topic.REMEMBER, Topic.WORD}
)
"""Topics whose question may name the sum of a task without a wish to change it."""


def counts_money(asked: Asked) -> bool:
    """Return whether a question about a goal of money names a sum: it is never a workload."""
    target = target_of(asked.situation)
    if (
        target is None
        or not target.is_money
        or (asked.found.topic in _OTHERWISE and not is_loss(asked.question))
    ):
        return False
    found = sum_named(asked)
    asks = _ASKS.search(asked.question) is not None and found is not None and found.planned
    return found is not None and not asks


def wishes(text: str) -> bool:
    """Return whether a message wants a sum to be another one, or asks what it would do."""
    return _WISH.search(text) is not None


def what_if(asked: Asked) -> CoachReplyDraft:
    """Answer what a sum changes: a payment, the target, or money that went elsewhere."""
    target, found = target_of(asked.situation), sum_named(asked)
    if target is None or found is None:
        return amount(asked)
    if not found.per and (draft := one_off(asked, target, found.value)) is not None:
        return draft
    if not found.per and found.value >= _WHOLE * target.quantity:
        return _other_target(asked, target, found.value)
    return _other_payment(asked, target, found)


def _other_target(asked: Asked, target: Target, wanted: float) -> CoachReplyDraft:
    now = asked.situation
    saved, ahead = saved_so_far(now, target), payments_ahead(now, target)
    if wanted == target.quantity:
        end = write_day(now.plan.ends_on, year=True)
        text = f"{target.write(wanted)} is your target, and the plan reaches it on {end}."
        return reply_with(asked, f"{text} {standing(now, target, saved)}", ahead)
    missing = max(0.0, abs(wanted - target.baseline) - saved)
    text = f"Your target is {target.write(target.quantity)}. With {target.write(wanted)} instead, "
    text += f"{target.write(missing)} would be missing"
    if ahead:
        text += (
            f": {target.write(missing / len(ahead))} in each of the "
            f"{pluralize(len(ahead), 'open payment')}, where the plan has "
            f"{target.write(amount_of(ahead[0], target))} now"
        )
    text += ". Set the new target with “Correct this”, and the plan is written again."
    return reply_with(asked, text, ahead)


def _since(asked: Asked) -> date | None:
    """Return the day from which a sum shall hold, if it names one that is ahead."""
    period = period_asked(asked.question, asked.situation)
    ahead = period is not None and period.first > asked.situation.today
    return period.first if period is not None and ahead and _FROM.search(asked.question) else None


def _from_then(asked: Asked, target: Target, found: Sum, since: date) -> CoachReplyDraft:
    """Answer a sum that holds from a later day: the plan's payments until then, that one after."""
    now = asked.situation
    ahead = payments_ahead(now, target)
    before = total((each for each in ahead if each.day < since), target)
    missing = max(0.0, target.way - saved_so_far(now, target) - before)
    days = _PERIODS[found.per] if found.per else rhythm(ahead)
    reached = since + timedelta(days=ceil(missing / found.value * days))
    text = (
        f"Until {write_day(since, year=True)} the plan's payments add {target.write(before)}, so "
        f"{target.write(missing)} would be missing then; with {target.write(found.value)} a "
        f"{found.per or 'payment'} it is there by about {write_day(reached, year=True)}, and your "
        f"date is {write_day(now.plan.ends_on, year=True)}."
    )
    return with_later_end(asked, text, ahead, reached if reached > now.plan.ends_on else None)


def _other_payment(asked: Asked, target: Target, found: Sum) -> CoachReplyDraft:
    now = asked.situation
    saved, ahead = saved_so_far(now, target), payments_ahead(now, target)
    missing = max(0.0, target.way - saved)
    if (since := _since(asked)) is not None:
        return _from_then(asked, target, found, since)
    days = _PERIODS[found.per] if found.per else rhythm(ahead)
    left = max(0, (now.plan.ends_on - now.today).days)
    makes = min(missing, found.value * left / days)
    every = found.per or "payment"
    text = f"{target.write(found.value)} a {every}"
    if ahead:
        text += f", where the plan has {target.write(amount_of(ahead[0], target))} a payment"
    weekly = found.value * 7 / days
    if found.per and found.per not in {"week", "payday"}:
        text += f" (it is {target.write(round(weekly, 2))} a week)"
    reached = (
        now.today + timedelta(days=ceil(missing / found.value * days)) if missing else now.today
    )
    end = write_day(now.plan.ends_on, year=True)
    if reached <= now.plan.ends_on:
        text += (
            f": the {target.write(missing)} that are missing are there by about "
            f"{write_day(reached, year=True)}, and your date is {end}."
        )
        return with_next_payment(asked, text, ahead, found, days, later=None)
    text += (
        f": until {end} that adds about {target.write(makes)}, which leaves "
        f"{target.write(missing - makes)} missing; the target is there by about "
        f"{write_day(reached, year=True)}."
    )
    return with_next_payment(asked, text, ahead, found, days, later=reached)
