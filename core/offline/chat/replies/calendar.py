"""What the plan has in the days that a question names, whatever its topic looks like."""

import re

from core.chat.reply import CoachReplyDraft
from core.offline.chat import meaning
from core.offline.chat.asked import Asked, named, when_due
from core.offline.chat.counted.days import of_period, reply_in
from core.offline.chat.question.period import period_asked, periods_asked
from core.offline.chat.replies.on_days import on_days
from core.offline.chat.topics import Topic

CALENDAR = frozenset({Topic.TODAY, Topic.WEEK, Topic.NEXT_WEEK})
"""Topics that ask what is planned."""
_CALENDAR_FROM = 0.4
"""The share of these topics together from which a named period is what is asked for."""
_WHAT_IS_ON = re.compile(
    r"^\W*(?:(?:hey|hi|ok|so|and|please|can you|tell me)\W+)*(?:what(?:['’]s| is| are| do| should|"
    r" will| have)?|anything|is there|are there|do i|have i got|am i|"
    r"show me|give me|list)\b"
    r"(?=.*\b(?:do|due|on|planned|have|got|scheduled|happening|up|tasks?|plan|or|something|"
    r"anything|work|study|write|practi[sc]e|run|train|transfer)\b)"
    r"(?!.*\b(?:if|when|miss|away|wrong|change|move|skip|did)\b)",
    re.IGNORECASE,
)
"""How a question begins that asks what the plan has in the days it names."""
_NO_PERIOD = re.compile(
    r"\bcheck[- ]?ins?\b|\blook back\b|\bmilestones?\b|\b(?:longest|biggest|hardest|most time)\b",
    re.IGNORECASE,
)


def asks_of_days(asked: Asked) -> bool:
    """Return whether a question asks what the plan has in days that it names."""
    ranked = asked.found.ranked
    share = sum(share for topic, share in ranked if topic in CALENDAR)
    first = asked.found.topic in CALENDAR or _WHAT_IS_ON.search(asked.question) is not None
    if (share < _CALENDAR_FROM and not first) or _NO_PERIOD.search(asked.question):
        return False
    now = asked.situation
    if len(periods_asked(asked.question, now)) > 1:
        return True
    period = period_asked(asked.question, now)
    return period is not None and not period.first == period.last == now.today


def asks_next(asked: Asked) -> bool:
    """Return whether the next step is asked for: "what's next after the thing I finished"."""
    return _NEXT.search(asked.question) is not None


_NEXT = re.compile(
    r"^\W*(?:(?:ok|so|and|done|great|now)\W+)*what(?:['’]s| is| comes| do i do| should i do)"
    r" (?:up )?next\b(?! (?:week|month|milestone|year))",
    re.IGNORECASE,
)


def next_steps(asked: Asked) -> CoachReplyDraft:
    """Answer with the next open task and the one after it."""
    now = asked.situation
    ahead = [each for each in now.tasks if each.open and each.day >= now.today]
    step = now.next_open
    if step is None:
        return meaning.unsure(asked)
    text = f"Next is {named(step)}, {when_due(step, now.today)} (week {step.week.number})."
    after = next((each for each in ahead if each != step), None)
    if after is not None:
        text += f" After it comes {named(after)}, {when_due(after, now.today)}."
    return reply_in(step.week, text, step)


def of_days(asked: Asked) -> CoachReplyDraft:
    """Answer with what is planned in the days that are named."""
    periods = periods_asked(asked.question, asked.situation)
    if not periods:
        return meaning.unsure(asked)
    if len(periods) > 1 and all(period.days == 1 for period in periods):
        return on_days(asked, tuple(sorted(period.first for period in periods)))
    first, *others = (of_period(asked, period) for period in periods[:2])
    second = others[0].answer if others else ""
    return first.model_copy(update={"answer": f"{first.answer} {second}".strip()})
