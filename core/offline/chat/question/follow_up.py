"""Read a question that leans on the one before it, or on its answer: "and the week after that?"."""

import re
from collections.abc import Iterable
from datetime import date

from core.chat.message import ChatMessage, ChatRole, CitationKind
from core.chat.situation import PlannedTask, Situation
from core.formats import day as write_day

_OPENING = re.compile(
    r"^\W*(?:(?:and|ok(?:ay)?|so|then|but|also|or|hm+|what about|how about)\b\W*)+", re.IGNORECASE
)
_WEEK_AFTER = re.compile(
    r"\b(?:the )?(?:week|one) after(?: (?:that|this|it))?\W*$|"
    r"^\W*(?:and )?(?:what(?:['’]s| is| comes) )?after (?:that|this)\W*$",
    re.IGNORECASE,
)
_AFTER_NEXT = re.compile(r"\b(?:the )?week after next\b|\bin two weeks\b", re.IGNORECASE)
_WEEK_BEFORE = re.compile(
    r"\b(?:the )?(?:week|one) before(?: (?:that|this|it))?\W*$", re.IGNORECASE
)
_BY_THEN = re.compile(
    r"\b(?:by|until|till|at|on) (?:then|that (?:day|date|time|point))\b", re.IGNORECASE
)
_DAY_NAMES = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?|weekends?"
_TIME = re.compile(
    r"(?P<place>\b(?:on|at|for|in|by) )?(?:\bthe )?(?P<time>\b(?:(?:this|next|last|the coming) )?"
    r"(?:week ?\d{1,2}|weeks?|months?|day after tomorrow|today|tonight|tomorrow|yesterday|"
    rf"{_DAY_NAMES}))\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:it|that|this|that one|this one|them|those)\b(?! (?:week|month|year|day|plan|goal)\b)",
    re.IGNORECASE,
)
_BARE_WHY = re.compile(
    r"^\W*(?:and |but |ok )?why(?: (?:not|though|is that|that|this))?\W*$", re.IGNORECASE
)
_MOST_WORDS = 7


def with_reference(situation: Situation, question: str) -> str:
    """Return a question with what it refers to in the place of the reference."""
    now, before = situation, _last(situation.messages, ChatRole.COACH)
    if _AFTER_NEXT.search(question):
        return _AFTER_NEXT.sub(f"week {now.week.number + 2}", question)
    if before is None:
        return question
    if _BY_THEN.search(question) and (then := _day_of(before, now)) is not None:
        return _BY_THEN.sub(f"by {write_day(then, year=True)}", question)
    week = _week_of(before)
    for pattern, step in ((_WEEK_AFTER, 1), (_WEEK_BEFORE, -1)):
        if week is not None and pattern.search(question) and _is_short(question):
            return f"What happens in week {week + step}?"
    return _with_new_time(situation, question)


def _with_new_time(now: Situation, question: str) -> str:
    """Return the question before with the time of this one, which names nothing but a time."""
    rest = _OPENING.sub("", question)
    times, asked = list(_TIME.finditer(rest)), _last(now.messages, ChatRole.PERSON)
    if rest == question or len(times) != 1 or _TIME.sub("", rest).strip(" ?!.,") or asked is None:
        return question
    before = list(_TIME.finditer(asked.text))
    if len(before) != 1:
        return question
    place = before[0]["place"] or times[0]["place"] or ""
    time = f"{place}{times[0]['time']}"
    return f"{asked.text[: before[0].start()]}{time}{asked.text[before[0].end() :]}"


def task_spoken_of(situation: Situation) -> PlannedTask | None:
    """Return the task that "it" and "why?" refer to: the first one that the last answer cites."""
    question, before = situation.question, _last(situation.messages, ChatRole.COACH)
    points = _BARE_WHY.search(question) or (_POINTS.search(question) and _is_short(question))
    if before is None or not points:
        return None
    cited = [each.ref for each in before.citations if each.kind is CitationKind.TASK]
    return next((p for p in situation.tasks if p.open and p.task.id in cited[:1]), None)


def _is_short(question: str) -> bool:
    return len(question.split()) <= _MOST_WORDS


def _last(messages: Iterable[ChatMessage], role: ChatRole) -> ChatMessage | None:
    return next((m for m in reversed(tuple(messages)) if m.role is role), None)


def _week_of(answer: ChatMessage) -> int | None:
    """Return the week that an answer is about: the first that it cites."""
    return next((each.week for each in answer.citations if each.kind is CitationKind.WEEK), None)


def _day_of(answer: ChatMessage, now: Situation) -> date | None:
    """Return the day that an answer speaks of: its first milestone's, else the end of its week."""
    places = [(answer.text.find(m.title), m.due_on) for m in now.plan.milestones]
    named = min(((at, day) for at, day in places if at >= 0), default=None)
    if named is not None:
        return named[1]
    number = _week_of(answer)
    week = now.week_number(number) if number is not None else None
    return now.plan.last_day_of(week) if week is not None and week != now.week else None
