"""Answers to money that may be spent: what it takes from the plan, and what comes first."""

from datetime import timedelta
from math import ceil

from core.chat.reply import CoachReplyDraft
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import Asked, named, when_due
from core.offline.chat.counted.amounts import amount_of, target_of
from core.offline.chat.counted.sums import payments_ahead, reply_with, saved_so_far
from core.offline.chat.message.amounts import Role
from core.offline.chat.message.parts import Message


def may_spend(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer whether a sum may be spent: yes, if the next payment goes first; and its price."""
    now, target = asked.situation, target_of(asked.situation)
    sum_ = message.amount(Role.NAMED)
    if target is None or not target.is_money or sum_ is None:
        return None
    ahead = payments_ahead(now, target)
    if not ahead:
        return None
    usual, first = amount_of(ahead[0], target), ahead[0]
    missing = max(0.0, target.way - saved_so_far(now, target))
    price = max(1, ceil(sum_.value / usual))
    text = (
        f"That is yours to decide, and the plan holds if its payment goes first: {named(first)}, "
        f"{when_due(first, now.today)}. If {target.write(sum_.value)} comes out of it instead, "
        f"{target.write(missing + sum_.value)} are missing, not {target.write(missing)}, and it "
        f"takes {pluralize(price, 'payment')} more of {target.write(usual)} or "
        f"{target.write((missing + sum_.value) / len(ahead))} in each that is open."
    )
    return reply_with(asked, text, ahead)


def earlier_by(asked: Asked, sum_: float) -> str:
    """Return how much earlier the payments of the plan are done with a sum, as a sentence."""
    now, target = asked.situation, target_of(asked.situation)
    ahead = payments_ahead(now, target) if target is not None else ()
    if target is None or not ahead:
        return ""
    missing = max(0.0, target.way - saved_so_far(now, target))
    usual = amount_of(ahead[0], target)
    before, after = ceil(missing / usual), ceil(max(0.0, missing - sum_) / usual)
    if before == after:
        return "That is less than one payment, so the last one gets smaller and the date stays."
    fewer = pluralize(before - after, "payment")
    last = ahead[max(0, min(after, len(ahead)) - 1)].day if after else now.today
    end = min(now.plan.ends_on, ahead[min(before, len(ahead)) - 1].day)
    days = max(timedelta(), end - last).days
    return (
        f"With {target.write(usual)} as planned it takes {fewer} less, so you are there by about "
        f"{write_day(last, year=True)}, {pluralize(days, 'day')} earlier."
    )
