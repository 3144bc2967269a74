"""Which days of a week have nothing planned."""

import re
from datetime import timedelta

from core.chat.reply import CoachReplyDraft
from core.formats import day as write_day
from core.offline.chat.asked import Asked, named, when_due
from core.offline.chat.counted.days import reply_in
from core.offline.chat.question.period import of_week, period_asked

_FREE = re.compile(
    r"\b(?:which|what|when|any|how many)\b.*\b(?:free|off|rest|nothing)\b|"
    r"\b(?:free|rest|off) days?\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b(?:days?|evenings?|when)\b", re.IGNORECASE)
_NEED = re.compile(r"\b(?:need|should|between|enough|smoke|why|can i take|take)\b", re.IGNORECASE)


def asks_free_days(asked: Asked) -> bool:
    """Return whether it is asked which days have nothing planned."""
    text = asked.question
    return bool(_FREE.search(text) and _DAY.search(text)) and not _NEED.search(text)


def free_days(asked: Asked) -> CoachReplyDraft:
    """Answer with the days of the named week, from today on, on which nothing is open."""
    now = asked.situation
    period = period_asked(asked.question, now)
    if period is None or period.days == 1 or period.last < now.today:
        period = of_week(now.week, now)
    first = max(period.first, now.today)
    days = [first + timedelta(days=n) for n in range(min(14, (period.last - first).days + 1))]
    busy = {each.day for each in now.tasks if each.open and each.task.day is not None}
    busy |= {each.day for each in now.tasks if each.open and each.state.day is not None}
    free = [write_day(day) for day in days if day not in busy]
    if free:
        text = f"Of {period.words(now.today)}, no task has its day on {', '.join(free)}."
    else:
        text = f"In {period.words(now.today)}, each day that is left has a task."
    step = now.next_open
    if step is not None:
        text += f" Next is {named(step)}, {when_due(step, now.today)}."
    return reply_in(now.week, text, *([step] if step is not None else []))
