"""Answers to money that comes, goes or is another sum once or for a while."""

import re
from datetime import timedelta
from math import ceil

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import Asked, named, when_due
from core.offline.chat.counted.amounts import Target, amount_of, total
from core.offline.chat.counted.named_sum import Sum
from core.offline.chat.counted.payments import rhythm, with_later_end, with_next_payment
from core.offline.chat.counted.sums import payments_ahead, reply_with, saved_so_far
from core.offline.chat.message.money import earlier_by
from core.offline.chat.question.period import period_asked

_THERE = re.compile(
    r"\b(?:(?:have|got|there(?:['’]s| is)) (?:already |now )?(?:saved|put)|already (?:have|saved)|"
    r"saved (?:up )?already|in the pot|on the account)\b|\bi(?:['’]ve| have) saved\b",
    re.IGNORECASE,
)
_EXTRA = re.compile(
    r"\b(?:i saved|bonus\w*|sell|selling|overtime|tax (?:return|refund|rebate)\w*|payouts?|"
    r"gifts?|refunds?|rebates?|"
    r"inherit\w*|won|sold|raise|birthday money|gave me|extra|"
    r"(?:already|have|['’]ve) (?:saved|got)|saved already|in the pot)\b",
    re.IGNORECASE,
)
_STARTS = re.compile(r"\b(?:from|starting|as of|after|until|till|by|before)\b", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:this (?:week|month|time|payday)|just now|once|today)\b", re.IGNORECASE)
_COST = re.compile(
    r"\b(?:cost|costs|broke|broken|repair\w*|bill|fine|spent|lost|unexpected|emergency|vet|dentist|"
    r"take \d+(?:[.,]\d+)? out|had to (?:take|use|spend|pay|buy|borrow)|dipped into|"
    r"took|taken out|take out|withdr\w+|owe)\b",
    re.IGNORECASE,
)


def owes(asked: Asked) -> bool:
    """Return whether the money of a goal pays off what is owed."""
    target = asked.situation.goal.target
    return target is not None and _OWED.search(target.metric) is not None


_OWED = re.compile(r"\b(?:debts?|paid off|owed?|loan|credit|overdraft|pay off)\b", re.IGNORECASE)


def is_loss(text: str) -> bool:
    """Return whether a message tells of money that is gone."""
    return _COST.search(text) is not None


def is_more(text: str) -> bool:
    """Return whether a message tells of money that comes in once."""
    return _EXTRA.search(text) is not None


def one_off(asked: Asked, target: Target, value: float) -> CoachReplyDraft | None:
    """Return the answer to a sum that comes or goes once or for a while; None if it is neither."""
    text = asked.question
    if _EXTRA.search(text):
        return _extra(asked, target, value)
    if _COST.search(text):
        return _cost(asked, target, value)
    if held := _in_days(asked, target):
        return _for_a_while(asked, target, value, held)
    return _once(asked, target, value) if _ONCE.search(text) else None


def _cost(asked: Asked, target: Target, cost: float) -> CoachReplyDraft:
    now = asked.situation
    saved, ahead = saved_so_far(now, target), payments_ahead(now, target)
    missing = max(0.0, target.way - saved)
    gone = "more to pay off" if owes(asked) else "taken from what you save"
    text = (
        f"It sets you back, it does not end the plan. Before it, {target.write(missing)} were "
        f"missing; with {target.write(cost)} {gone} it is {target.write(missing + cost)}."
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


def _extra(asked: Asked, target: Target, extra: float) -> CoachReplyDraft:
    """Answer money that has come in or is there already: what is missing with it."""
    now = asked.situation
    saved, ahead = saved_so_far(now, target), payments_ahead(now, target)
    there = _THERE.search(asked.question) is not None and not _COMES.search(asked.question)
    missing = max(0.0, target.way - (extra if there else saved + extra))
    how = "there" if there else "paid off" if owes(asked) else "put aside"
    text = f"With {target.write(extra)} {how}, "
    text += f"{target.write(missing)} of {target.write(target.quantity)} are missing"
    if ahead:
        usual = target.write(amount_of(ahead[0], target))
        text += (
            f": {target.write(missing / len(ahead))} in each of the "
            f"{pluralize(len(ahead), 'open payment')}, where the plan has {usual} now. Next: "
            f"{named(ahead[0])}, {when_due(ahead[0], now.today)}"
        )
    text = f"{text}. {earlier_by(asked, extra)}".strip()
    there = there or _PUT.search(asked.question) is not None
    if not there or (edit := _reading(asked, target, extra)) is None:
        text += " Note the new balance in your next check-in, so that the plan counts it."
        return reply_with(asked, text, ahead)
    text += " I can note that below, so that the plan counts it."
    return reply_with(asked, text, ahead, [edit])


_COMES = re.compile(
    r"\b(?:bonus\w*|gifts?|refunds?|rebates?|overtime|sold|sell|won|inherit\w*|gave me|extra|"
    r"put (?:it|them|all|half))\b",
    re.IGNORECASE,
)
"""What says that a sum has come, and is not the whole of what is there."""
_PUT = re.compile(
    r"\b(?:put (?:it|them|all|half)|paid|transferred|saved|moved it|straight (?:in|to|on)|"
    r"into (?:the|my)|deposited)\b",
    re.IGNORECASE,
)


def _reading(asked: Asked, target: Target, extra: float) -> EditDraft | None:
    """Return the edit that notes the new balance, if the plan's measure is that balance."""
    now = asked.situation
    last = now.plan.milestones[-1] if now.plan.milestones else None
    if last is None or last.unit != target.unit:
        return None
    if _THERE.search(asked.question) and not _COMES.search(asked.question):
        value = extra
    else:
        value = target.baseline + saved_so_far(now, target) + extra
    note = f"Note {target.write(value)} for “{last.metric}” as of {write_day(now.today)}"
    return EditDraft(kind="reading", value=value, day=now.today.isoformat(), note=note)


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


def _in_days(asked: Asked, target: Target) -> tuple[PlannedTask, ...]:
    """Return the open payments of a month or span that a message names: "for December"."""
    period = period_asked(asked.question, asked.situation)
    if (
        period is None
        or period.week is not None
        or period.days == 1
        or _STARTS.search(asked.question)
    ):
        return ()
    return tuple(t for t in payments_ahead(asked.situation, target) if t.day in period)


def _for_a_while(
    asked: Asked, target: Target, value: float, held: tuple[PlannedTask, ...]
) -> CoachReplyDraft:
    """Answer another sum for some of the payments: what it leaves for those after them."""
    now = asked.situation
    usual = total(held, target)
    missing = max(0.0, target.way - saved_so_far(now, target) - value * len(held))
    rest = [each for each in payments_ahead(now, target) if each not in held]
    text = (
        f"In that time the plan has {pluralize(len(held), 'payment')}, {target.write(usual)} in "
        f"all; with {target.write(value)} each it is {target.write(value * len(held))}. Then "
        f"{target.write(missing)} are missing"
    )
    if rest:
        each = target.write(missing / len(rest))
        text += f", {each} in each of the other {pluralize(len(rest), 'payment')}"
    gap = rhythm(payments_ahead(now, target))
    return with_next_payment(asked, f"{text}.", held, Sum(value=value, per=""), gap, later=None)
