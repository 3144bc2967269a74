"""How much is left or there on a day, and when nothing is left: by the plan's own payments."""

import re
from datetime import date

from core.chat.reply import CoachReplyDraft
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import Asked, named, when_due
from core.offline.chat.counted.sums import reply_with
from core.offline.chat.message.parts import Message
from core.offline.chat.projected.projection import Projection

_INTEREST = re.compile(r"\binterest\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\bwhen\b|\bby when\b|\bhow long\b|\bwhat (?:date|month|year)\b|\bhow many (?:more )?"
    r"(?:months|payments)\b",
    re.IGNORECASE,
)


def on_a_day(asked: Asked, message: Message, money: Projection) -> CoachReplyDraft | None:
    """Answer what the payments come to by a day, or until nothing is left."""
    now = asked.situation
    ahead = [period.last for period in message.periods if period.last > now.today]
    if ahead:
        parts = [by_day(money, ahead[-1])]
    elif _WHEN.search(message.text) or _INTEREST.search(message.text):
        parts = [ends(money)]
    else:
        return None
    parts.append("That holds if every payment is made as planned; a noted balance corrects it.")
    return reply_with(asked, " ".join((*parts, next_payment(asked, money))), money.ahead)


def by_day(money: Projection, day: date) -> str:
    """Return what is left or there on a day, with the payments and the interest until then."""
    made, when = money.until(day), write_day(day, year=True)
    paid = money.write(sum(payment.paid for payment in made))
    count = pluralize(len(made), "payment")
    if not money.is_debt:
        start = f", with {money.write(money.target.baseline)} at the start" * bool(
            money.target.baseline
        )
        return (
            f"By {when} the plan has {money.write(money.there_on(day))} of "
            f"{money.write(money.target.quantity)}: {count}, {paid} in all{start}."
        )
    interest = money.interest_until(day)
    added = f", while about {money.write(interest)} of interest come on top" if interest else ""
    return (
        f"On {when} about {money.write(money.left_on(day))} of the "
        f"{money.write(money.plan.sum_left)} are still owed: {count} until then pay {paid}{added}."
    )


def ends(money: Projection) -> str:
    """Return when the payments are at their end, and what interest they have cost."""
    end, each = money.end, money.write(money.plan.each)
    if end is None:
        return (
            f"With {each} a payment the interest eats what is paid, so it does not end: the rate "
            "has to fall or the payment to rise. A free debt adviser helps with both."
        )
    when = write_day(end, year=True)
    interest = money.interest_until(end)
    cost = f", {money.write(interest)} of it interest" if interest >= 1 else ""
    paid = money.write(sum(payment.paid for payment in money.until(end)))
    count = pluralize(len(money.until(end)), "payment")
    what = "Nothing is owed any more" if money.is_debt else "The whole sum is there"
    return f"{what} by about {when}: {count}, {paid} in all{cost}."


def next_payment(asked: Asked, money: Projection) -> str:
    """Return the next payment, as a sentence."""
    step = money.ahead[0]
    return f"Next: {named(step)}, {when_due(step, asked.situation.today)}."
