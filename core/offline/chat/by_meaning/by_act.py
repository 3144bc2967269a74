"""The answer to what a message does by its meaning, before any single word of it is looked at."""

from collections.abc import Callable, Mapping

from core.chat.reply import CoachReplyDraft
from core.offline.chat.asked import Asked
from core.offline.chat.by_meaning import decision, good_news, in_weeks, lasting, with_child
from core.offline.chat.by_meaning.acts import Act, act_of
from core.offline.chat.message.parts import Message, read_message
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
    act, message = act_of(asked.question), read_message(asked.situation)
    if (draft := of_money(asked, message, act)) is not None:
        return draft
    rule = RULES.get(act) if act is not None else None
    return rule(asked, message) if rule is not None else None


def by_news(asked: Asked) -> CoachReplyDraft | None:
    """Return the answer to good news that has no number of the plan, or None if it is none."""
    if act_of(asked.question) is not Act.NEWS:
        return None
    return good_news.good_news(asked, read_message(asked.situation))
