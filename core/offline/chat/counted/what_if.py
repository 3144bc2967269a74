"""Answers to a sum of money that a message names: a payment, the target, or what it costs."""

import re
from datetime import timedelta
from math import ceil

from core.chat.reply import CoachReplyDraft
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import Asked, named, when_due
from core.offline.chat.counted.amounts import Target, amount_of, target_of
from core.offline.chat.counted.named_sum import Sum, sum_named
from core.offline.chat.counted.payments import rhythm, with_later_end, with_next_payment
from core.offline.chat.counted.sums import (
    amount,
    payments_ahead,
    reply_with,
    saved_so_far,
    standing,
)
from core.offline.chat.topics import Topic

_THERE = re.compile(
    r"\b(?:(?:have|got|there(?:['’]s| is)) (?:already |now )?(?:saved|put)|already (?:have|saved)|"
    r"saved (?:up )?already|in the pot|on the account)\b|\bi(?:['’]ve| have)? saved\b",
    re.IGNORECASE,
)
_EXTRA = re.compile(
    r"\b(?:bonus|gift|refund|inherit\w*|won|sold|tax return|raise|birthday money|gave me|extra|"
    r"(?:already|have|['’]ve) (?:saved|got)|saved already|in the pot)\b",
    re.IGNORECASE,
)
_ONCE = re.compile(r"\b(?:this (?:week|month|time|payday)|just now|once|today)\b", re.IGNORECASE)
_COST = re.compile(
    r"\b(?:cost|costs|broke|broken|repair\w*|bill|fine|spent|lost|unexpected|emergency|vet|dentist|"
    r"took out|withdr\w+|owe)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:make it|change|set|put|instead|what if|if i|lower|raise|increase|reduce|only)\b|"
    r"\b(?:a|per|each|every) (?:week|month|payday)\b",
    re.IGNORECASE,
)
_PERIODS = {"day": 1, "week": 7, "payday": 7, "month": 365.25 / 12}
_WHOLE = 0.5
"""The share of the target from which a bare sum is read as another target."""


_OTHERWISE = frozenset(
    {Topic.SWAP_DAY, Topic.WHY_TASK, Topic.DONE, Topic.AWAY, Topic.REMEMBER, Topic.WORD}
)
"""Topics whose question may name the sum of a task without a wish to change it."""


def counts_money(asked: Asked) -> bool:
    """Return whether a question about a goal of money names a sum: it is never a workload."""
    target = target_of(asked.situation)
    if target is None or not target.is_money or asked.found.topic in _OTHERWISE:
        return False
    return sum_named(asked) is not None


def wishes(text: str) -> bool:
    """Return whether a message wants a sum to be another one, or asks what it would do."""
    return _WISH.search(text) is not None


def what_if(asked: Asked) -> CoachReplyDraft:
    """Answer what a sum changes: a payment, the target, or money that went elsewhere."""
    target, found = target_of(asked.situation), sum_named(asked)
    if target is None or found is None:
        return amount(asked)
    if _EXTRA.search(asked.question) and not found.per:
        return _extra(asked, target, found.value)
    if _COST.search(asked.question) and not found.per:
        return _cost(asked, target, found.value)
    if _ONCE.search(asked.question) and not found.per:
        return _once(asked, target, found.value)
    if not found.per and found.value >= _WHOLE * target.quantity:
        return _other_target(asked, target, found.value)
    return _other_payment(asked, target, found)


def _cost(asked: Asked, target: Target, cost: float) -> CoachReplyDraft:
    now = asked.situation
    saved, ahead = saved_so_far(now, target), payments_ahead(now, target)
    missing = max(0.0, target.way - saved)
    text = (
        f"It sets you back, it does not end the plan. Before it, {target.write(missing)} were "
        f"missing; with {target.write(cost)} taken from what you save it is "
        f"{target.write(missing + cost)}."
    )
    if ahead:
        usual, needed = amount_of(ahead[0], target), (missing + cost) / len(ahead)
        text += (
            f" Over the {pluralize(len(ahead), 'open payment')} that makes {target.write(needed)} "
            f"each instead of {target.write(usual)}; or it takes "
            f"{pluralize(max(1, ceil(cost / usual)), 'payment')} more. Next: {named(ahead[0])}, "
            f"{when_due(ahead[0], now.today)}."
        )
    end = (
        now.plan.ends_on + timedelta(days=7 * ceil(cost / amount_of(ahead[0], target)))
        if ahead
        else None
    )
    return with_later_end(asked, text, ahead, end)


def _once(asked: Asked, target: Target, value: float) -> CoachReplyDraft:
    """Answer one payment that is another one: what it changes in those after it."""
    now = asked.situation
    saved, ahead = saved_so_far(now, target), payments_ahead(now, target)
    if not ahead:
        return _extra(asked, target, value)
    missing = max(0.0, target.way - saved)
    usual = amount_of(ahead[0], target)
    text = (
        f"{target.write(value)} once instead of {target.write(usual)} is "
        f"{target.write(abs(usual - value))} {'less' if value < usual else 'more'}: then "
        f"{target.write(max(0.0, missing - value))} are missing after it"
    )
    if len(ahead) > 1:
        rest = max(0.0, missing - value) / (len(ahead) - 1)
        text += f", {target.write(rest)} in each of the {pluralize(len(ahead) - 1, 'payment')} left"
    return with_next_payment(
        asked, f"{text}.", ahead, Sum(value=value, per=""), rhythm(ahead), later=None
    )


def _extra(asked: Asked, target: Target, extra: float) -> CoachReplyDraft:
    """Answer money that has come in or is there already: what is missing with it."""
    now = asked.situation
    saved, ahead = saved_so_far(now, target), payments_ahead(now, target)
    there = _THERE.search(asked.question) is not None
    missing = max(0.0, target.way - (extra if there else saved + extra))
    text = f"With {target.write(extra)} {'there' if there else 'put aside'}, "
    text += f"{target.write(missing)} of {target.write(target.quantity)} are missing"
    if ahead:
        usual = target.write(amount_of(ahead[0], target))
        text += (
            f": {target.write(missing / len(ahead))} in each of the "
            f"{pluralize(len(ahead), 'open payment')}, where the plan has {usual} now. Next: "
            f"{named(ahead[0])}, {when_due(ahead[0], now.today)}"
        )
    text += ". Note the new balance in your next check-in, so that the plan counts it."
    return reply_with(asked, text, ahead)


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


def _other_payment(asked: Asked, target: Target, found: Sum) -> CoachReplyDraft:
    now = asked.situation
    saved, ahead = saved_so_far(now, target), payments_ahead(now, target)
    missing = max(0.0, target.way - saved)
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
