"""Everyday messages whose words alone say what they are: a day that is out, a talk, a small child.

They come before any reading by meaning, because what is near in meaning answers something else.
"""

import re

from core.chat.reply import CitationDraft, CoachReplyDraft
from core.offline.answering.debt_order import debt_order_reply
from core.offline.answering.own_decisions import stance_reply
from core.offline.chat.asked import Asked, cites_tasks, cites_week, named, when_due
from core.offline.chat.question.named_days import days_named

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_IS_OUT = re.compile(
    r"\b(?:(?:is|['’]s|looks|will be|['’]ll be) (?:now |completely |all |just )?"
    r"(?:out|off|gone|no good|impossible|full|a write[- ]?off|no use|not possible|blocked|taken|"
    r"ruined)|won['’]?t work|doesn['’]?t work|isn['’]?t (?:possible|going to (?:work|happen))|"
    r"is not (?:possible|going to (?:work|happen)))\b",
    re.IGNORECASE,
)
_FOR_GOOD = re.compile(
    r"\b(?:every|each|always|never|any ?more|from (?:now|here|next)|for (?:good|the|a)|in future|"
    r"until|till)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b",
    re.IGNORECASE,
)
_REALISTIC = re.compile(
    r"\bcan (?:i|we) (?:really|realistically|actually|honestly|even) (?:still )?"
    r"(?:do|manage|make|pull off|reach) (?:this|it|that|all this)\b|\bkidding myself\b|"
    r"\bis (?:this|it|that|the plan) (?:even |really |actually )?(?:realistic|doable|feasible)\b",
    re.IGNORECASE,
)
_HOW_TO_TELL = re.compile(
    r"\b(?:how|what) (?:do|should|can|would) (?:i|we) "
    r"(?:tell|say to|break it to|explain (?:it|this) to) "
    r"(?:(?:my|the|our) [a-z'’-]+|people(?: at [a-z]+)?|them|him|her|everyone)\b",
    re.IGNORECASE,
)
_ASKS_WHETHER = re.compile(
    r"\b(?:do|must|should) (?:i|we) say (?:something|anything) to\b", re.IGNORECASE
)
_OF_PAYING = re.compile(
    r"\b(?:pay\w*|clear|tackle|cards?|debts?|loans?|balances?|overdraft|creditors?)\b",
    re.IGNORECASE,
)
_CHILD = re.compile(
    r"\b(?:kids?|child|children|toddler|baby|son|daughter|twins|little (?:one|boy|girl)|"
    r"\d[- ]years?[- ]old)\b",
    re.IGNORECASE,
)
_WORKS_BESIDE = re.compile(
    r"\b(?:laptop|work|write|study|concentrate|focus|read|practi[sc]e|desk|kitchen table)\w*\b",
    re.IGNORECASE,
)
_INTERRUPTS = re.compile(
    r"\b(?:interrupt\w*|around|wants? (?:me|something)|climbs?|every (?:five|few|two|\d+) minutes|"
    r"at home|on my (?:lap|knee)|hanging|underfoot)\b",
    re.IGNORECASE,
)


def day_is_out(asked: Asked) -> bool:
    """Return whether a message says that one day to come is out, once."""
    text, today = asked.question, asked.situation.today
    return (
        _IS_OUT.search(text) is not None
        and _FOR_GOOD.search(text) is None
        and "?" not in text
        and len(days_named(text, today)) == 1
    )


def asks_realistic(asked: Asked) -> bool:
    """Return whether a message asks if the goal can be reached at all."""
    return _REALISTIC.search(asked.question) is not None


def asks_debt_order(asked: Asked) -> bool:
    """Return whether a message asks which debt is paid first, where the plan has several."""
    text = asked.question
    pays = _OF_PAYING.search(text) is not None
    return pays and bool(debt_order_reply(text, asked.parsed, asked.situation.goal))


def debt_order(asked: Asked) -> CoachReplyDraft:
    """Answer which debt is paid first by the sums and dates of each order."""
    now = asked.situation
    text = debt_order_reply(asked.question, asked.parsed, now.goal)
    for figure in _NUMBER.findall(text):
        now.computed(figure)
    return _with_next(asked, text)


def asks_to_tell(asked: Asked) -> bool:
    """Return whether a message asks how to tell other people, or whether to say it."""
    text = asked.question
    says = _ASKS_WHETHER.search(text) is not None and stance_reply(text) is not None
    return says or _HOW_TO_TELL.search(text) is not None


def tell(asked: Asked) -> CoachReplyDraft:
    """Answer with a way to decide it, or with the three sentences to say."""
    stance = stance_reply(asked.question)
    if stance is not None and _HOW_TO_TELL.search(asked.question) is None:
        return _with_next(asked, stance.text)
    return _with_next(
        asked,
        "Three sentences are enough, at a quiet moment and not in passing: what you are doing and "
        "until when; what changes for them, or that nothing does; the one thing you ask for. Write "
        "them down and say them aloud once before. Reasons are yours; you owe none.",
    )


def works_beside_child(asked: Asked) -> bool:
    """Return whether a message tells of a small child that interrupts the work."""
    text = asked.question
    return all(each.search(text) for each in (_CHILD, _WORKS_BESIDE, _INTERRUPTS))


def beside_child(asked: Asked) -> CoachReplyDraft:
    """Answer how to work with interruptions: short pieces, a visible end, the child first."""
    return _with_next(
        asked,
        "Plan with the interruptions, not against them. First ten minutes of play that are wholly "
        "the child's; then a timer the child can see, for as long as the child can wait, and you "
        "come when it rings. Cut the work into pieces that short, and write the next word or step "
        "on paper before you get up, so that you are back in at once. What needs quiet goes to the "
        "hours of sleep, nursery or another grown-up.",
    )


def _with_next(asked: Asked, text: str) -> CoachReplyDraft:
    now, citations = asked.situation, list[CitationDraft]()
    step = now.next_open
    citations.append(cites_week(now.week))
    if step is not None:
        text += f" Next is {named(step)}, {when_due(step, now.today)}."
        citations += cites_tasks(step)
    return CoachReplyDraft(answer=text, citations=citations)
