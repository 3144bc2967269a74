"""Answers to a setback: what went back, money that came or went, and the plan's own answer."""

import re

from core.chat.reply import CoachReplyDraft
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import Asked, cites_passage, one_line
from core.offline.chat.counted.amounts import target_of
from core.offline.chat.counted.named_sum import sum_named
from core.offline.chat.counted.one_off import one_off
from core.offline.chat.message.amounts import Role
from core.offline.chat.message.measure import is_money, wanted_in
from core.offline.chat.message.moments import own_guide
from core.offline.chat.message.news import with_next
from core.offline.chat.message.parts import Message
from core.offline.chat.replies.shifting import slipped
from core.offline.writing.format_amount import format_amount

_MISSED = re.compile(r"\b(?:missed|skipped|fell behind|behind)\b", re.IGNORECASE)


def went_back(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer a setback without a number by the plan's own answer to it, if it has one."""
    money = bool(message.amounts) and is_money(target_of(asked.situation))
    elsewhere = money or _MISSED.search(message.text) is not None or slipped(asked)
    near = None if elsewhere else own_guide(asked, message.text)
    if near is None:
        return None
    text = f"A setback, and no more. Your plan has this for it: {one_line(near.guide.passage.text)}"
    draft = with_next(asked, [text], [], None)
    cited = [cites_passage(near.guide.passage), *draft.citations]
    return draft.model_copy(update={"citations": cited})


def of_money(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer money that came, goes or may come once, whatever else the message holds."""
    target, found = target_of(asked.situation), sum_named(asked)
    if target is None or not target.is_money or found is None or found.per or found.planned:
        return None
    return one_off(asked, target, found.value) if message.text else None


def setback(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer a step back with its number: what is missing now, and the plan's own answer to it."""
    now, lost = asked.situation, message.amount(Role.NAMED, Role.THERE)
    if lost is None or not lost.unit or is_money(target_of(now)):
        return None
    if asked.playbook.gives_up_something or wanted_in(asked, lost.unit) is None:
        return None
    days = max(1, (now.plan.ends_on - now.today).days)
    a_week = now.computed(format_amount(round(lost.value / days * 7, 1), lost.unit))
    back = now.computed(format_amount(lost.value, lost.unit))
    end = write_day(now.plan.ends_on, year=True)
    parts = [
        (
            f"{back} is a step back, and nothing more. "
            f"Made good until {end} it is "
            f"{a_week} more a week ({pluralize(days, 'day')}); nothing of it is due today."
        )
    ]
    near = own_guide(asked, message.text)
    if near is not None:
        parts.append(f"Your plan has this for it: {one_line(near.guide.passage.text)}")
    return with_next(asked, parts, [], None)
