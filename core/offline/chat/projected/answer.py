"""A message about money that is answered by the payments the plan was made from."""

import re

from core.chat.reply import CoachReplyDraft
from core.offline.chat.asked import Asked
from core.offline.chat.by_meaning.acts import Act
from core.offline.chat.counted.one_off import is_loss, is_more
from core.offline.chat.message.amounts import Amount, Role
from core.offline.chat.message.measure import is_money_unit
from core.offline.chat.message.parts import Message, Part
from core.offline.chat.projected import changes
from core.offline.chat.projected.on_a_day import on_a_day
from core.offline.chat.projected.projection import Projection, projection_of

_SAME = 1.0


def of_money(asked: Asked, message: Message, act: Act | None) -> CoachReplyDraft | None:
    """Answer what a sum or a day means for the payments; None if the message is about neither."""
    money = projection_of(asked)
    if money is None or act in {Act.DECISION, Act.HOME, Act.BODY}:
        return None
    rate, once = _sum(message, money, Role.RATE), _sum(message, money, Role.NAMED, Role.BEFORE)
    if act is Act.LASTING and (found := rate or once) is not None:
        return changes.other_sum(asked, message, money, found.value)
    there = _sum(message, money, Role.THERE, Role.WANTED)
    once = once or (there if is_more(message.text) else None)
    if once is not None:
        return _once(asked, message, money, act, once.value)
    if act is Act.NEWS and there is not None and not money.is_debt:
        return changes.sum_that_is_there(asked, money, there.value)
    asks = act is Act.FIGURE and rate is None
    return on_a_day(asked, message, money) if asks else None


def _once(
    asked: Asked, message: Message, money: Projection, act: Act | None, value: float
) -> CoachReplyDraft | None:
    """Answer a sum that goes or comes once, or None if it does neither."""
    if not message.has(Part.MAY) and is_loss_of(message, act):
        return changes.sum_that_goes(asked, message, money, value)
    if is_gain_of(message, act):
        return changes.sum_that_comes(asked, message, money, value)
    return None


def is_loss_of(message: Message, act: Act | None) -> bool:
    """Return whether a message tells of money that is gone, or that was put on a card."""
    if is_more(message.text):
        return False
    return (
        act is Act.SETBACK or is_loss(message.text) or _ON_CREDIT.search(message.text) is not None
    )


_ON_CREDIT = re.compile(
    r"\b(?:put|stick|stuck|went|go|charged?|had to use)\b[^.;!?]{0,24}\d[^.;!?]{0,12}\bon(?:to)? "
    r"(?:the|my) |\bon credit\b",
    re.IGNORECASE,
)


def is_gain_of(message: Message, act: Act | None) -> bool:
    """Return whether a message tells of money that came, or that comes once."""
    return act is Act.NEWS or is_more(message.text)


def _sum(message: Message, money: Projection, *roles: Role) -> Amount | None:
    """Return the first sum of a message in some roles that is not the plan's own payment."""
    own = money.plan.each
    return next(
        (
            each
            for each in message.amounts
            if each.role in roles
            and is_money_unit(each.unit, money.target)
            and abs(each.value - own) >= _SAME
        ),
        None,
    )
