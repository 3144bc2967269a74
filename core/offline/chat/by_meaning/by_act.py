"""The answer to what a message does by its meaning, before any single word of it is looked at."""

import re
from collections.abc import Callable, Mapping

from core.chat.reply import CoachReplyDraft
from core.offline.chat.asked import Asked
from core.offline.chat.by_meaning import decision, good_news, in_weeks, lasting, with_child
from core.offline.chat.by_meaning.acts import CLEARLY, Act, act_of, act_shares
from core.offline.chat.by_meaning.at_what_time import at_what_time
from core.offline.chat.message.parts import Message, Part, read_message
from core.offline.chat.projected.answer import of_money

_Rule = Callable[[Asked, Message], CoachReplyDraft | None]

RULES: Mapping[Act, _Rule] = {
    Act.NEWS: good_news.measured_news,
    Act.LASTING: lasting.lasting,
    Act.DECISION: decision.decision,
    Act.FIGURE: in_weeks.figure,
    Act.HOME: with_child.at_home,
}


def by_act(asked: Asked) -> CoachReplyDraft | None:
    """Return the answer to what a message surely does, or None if its parts have to say more."""
    message = read_message(asked.situation)
    act = _act_of(message)
    draft = of_money(asked, message, act) or at_what_time(asked, message)
    if draft is not None:
        return draft
    rule = RULES.get(act) if act is not None else None
    return rule(asked, message) if rule is not None else None


def _act_of(message: Message) -> Act | None:
    """Return what a message does; days that are another way, in words of for good, hold on."""
    act = act_of(message.text)
    if act in {Act.ONCE, None} and message.has(Part.LASTING) and not _ONCE.search(message.text):
        shares = act_shares(message.text)
        return Act.LASTING if shares[Act.LASTING] + shares[Act.ONCE] >= CLEARLY else act
    return act


_ONCE = re.compile(r"\b(?:just|only) (?:this|once)\b|\bthis (?:week|weekend|time)\b", re.IGNORECASE)


def by_news(asked: Asked) -> CoachReplyDraft | None:
    """Return the answer to good news that has no number of the plan, or None if it is none."""
    if act_of(asked.question) is not Act.NEWS:
        return None
    return good_news.good_news(asked, read_message(asked.situation))
