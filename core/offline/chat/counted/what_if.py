"""Answers to a sum of money that a message names: a payment, the target, or what it costs."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from math import ceil

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import Asked, named, when_due
from core.offline.chat.counted.amounts import Target, amount_of, target_of
from core.offline.chat.counted.named_sum import Sum, sum_named
from core.offline.chat.counted.sums import (
    amount,
    payments_ahead,
    reply_with,
    saved_so_far,
    standing,
)
from core.offline.chat.editing.revisable import is_possible
from core.offline.chat.topics import Topic

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
_MOST_AHEAD = timedelta(days=730)


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
    if _COST.search(asked.question) and not found.per:
        return _cost(asked, target, found.value)
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
    return _with_later_end(asked, text, ahead, end)


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
    days = _PERIODS[found.per] if found.per else _rhythm(ahead)
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
        return _with_next_payment(asked, text, ahead, found, days, later=None)
    text += (
        f": until {end} that adds about {target.write(makes)}, which leaves "
        f"{target.write(missing - makes)} missing; the target is there by about "
        f"{write_day(reached, year=True)}."
    )
    return _with_next_payment(asked, text, ahead, found, days, later=reached)


def _rhythm(ahead: tuple[PlannedTask, ...]) -> float:
    """Return the days between two payments of the plan."""
    days = [each.day for each in ahead]
    gaps = Counter((b - a).days for a, b in pairwise(days) if b > a)
    return float(gaps.most_common(1)[0][0]) if gaps else 7.0


def _with_next_payment(
    asked: Asked,
    text: str,
    ahead: tuple[PlannedTask, ...],
    found: Sum,
    days: float,
    *,
    later: date | None,
) -> CoachReplyDraft:
    """Propose the next payment with the new sum, and a later end if it takes longer."""
    target = target_of(asked.situation)
    if not ahead or target is None:
        return reply_with(asked, text, ahead)
    step, rhythm = ahead[0], _rhythm(ahead)
    value = found.value * rhythm / days
    old, new = target.write(amount_of(step, target)), target.write(round(value))
    title = step.task.title.replace(old, new, 1)
    edit = EditDraft(
        kind="swap",
        task_id=step.task.id,
        title=title,
        note=f"Set the next payment to {new}: {title}",
    )
    edits = [edit] if title != step.task.title and is_possible(asked, edit) else []
    if edits:
        text += f" I can set the next payment, {when_due(step, asked.situation.today)}, to {new}."
    text += " All payments at once follow from the target and its date, under “Correct this”."
    return _with_later_end(asked, text, ahead, later, edits)


def _with_later_end(
    asked: Asked,
    text: str,
    ahead: tuple[PlannedTask, ...],
    end: date | None,
    edits: list[EditDraft] | None = None,
) -> CoachReplyDraft:
    """Return the answer with the proposal to end the plan later, if that can be made."""
    now, edits = asked.situation, list(edits or ())
    if end is not None and now.plan.ends_on < end <= now.today + _MOST_AHEAD:
        day = write_day(end, year=True)
        edit = EditDraft(kind="end_date", day=end.isoformat(), note=f"End the plan on {day}")
        if is_possible(asked, edit):
            edits.append(edit)
            text += f" Or I can end the plan on {day} instead; see below."
    return reply_with(asked, text, ahead, edits)
