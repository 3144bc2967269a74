"""Answers to what changes around the plan: its event moves, a wish of another comes into it."""

import re
from datetime import date

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.formats import minutes, pluralize
from core.offline.chat.asked import Asked, listed
from core.offline.chat.counted.days import reply_in
from core.offline.chat.counted.tally import tally, time_of
from core.offline.chat.message.parts import Message
from core.offline.chat.trouble import missed
from core.offline.chat.wishes import new_date
from core.offline.playbooks.similarity import telling_stems

_MOVED = re.compile(
    r"\b(?:postponed|moved|brought forward|put back|pushed|rescheduled|delayed|changed|shifted|"
    r"is now|is already|is earlier|is later)\b(?: \w+){0,3}? (?:to|until|till|on|for)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:exam|test|race|marathon|trip|flight|journey|wedding|deadline|event|concert|recital|"
    r"performance|hand-?in|submission|interview|holiday|it|date|competition|presentation|move)\b",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"\b(?:task|session|today['’]?s|tomorrow['’]?s|can (?:you|i|we))\b", re.IGNORECASE
)
_IN_PLAN = re.compile(
    r"\b(?:is|are) (?:it|that|this|they|those) (?:already )?(?:in|part of|covered by|on) "
    r"(?:the|my) plan\b|\bdoes (?:the|my) plan (?:have|cover|include)\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b(?:missed|skipped|lost|did nothing|done nothing|fell behind|am behind|['’]m behind|"
    r"behind)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\b(?:how (?:many|much)|which|what did)\b", re.IGNORECASE)
_ILL = re.compile(r"\b(?:flu|ill|sick|fever|covid|cold|infection|hospital)\b", re.IGNORECASE)
_COMMON = telling_stems("want wants needs need plan first last week have that in by is the my")


def event_moved(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer that what the plan leads to is on another day."""
    text = message.text
    ahead = any(p.first == p.last and p.last > asked.situation.today for p in message.periods)
    if not ahead or _TASK.search(text) or not (_MOVED.search(text) and _EVENT.search(text)):
        return None
    return new_date(asked)


def is_it_in(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer whether a thing is in the plan, until the day that is named or at all."""
    now = asked.situation
    if _IN_PLAN.search(message.text) is None:
        return None
    until = next((p.last for p in message.periods if p.last > now.today), now.plan.ends_on)
    wanted = telling_stems(message.text) - _COMMON
    ahead = tuple(t for t in now.tasks if t.open and now.today <= t.day <= until)
    counts = [(len(wanted & telling_stems(t.task.title)), t) for t in ahead]
    most = max((count for count, _ in counts), default=0)
    found = tuple(t for count, t in counts if most and count == most)
    when = write_day(until, today=now.today)
    if found:
        text = f"Nearest to it the plan has, until {when}: {listed(_once(found), now.today)}."
    else:
        text = f"Your plan does not name it until {when}."
    held = tally(ahead, now.today)
    count = pluralize(len(ahead), "open task")
    text += f" Until then it has {count}, {time_of(held.tasks)}."
    text += " What is missing I can add: write “add task:” with its title and minutes."
    shown = (found or ahead)[:1]
    return reply_in(shown[0].week if shown else now.week, text, *shown)


def _once(tasks: tuple[PlannedTask, ...]) -> tuple[PlannedTask, ...]:
    return tuple({task.task.title: task for task in reversed(tasks)}.values())[::-1]


def fell_behind(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer a miss beside a day that stays: rest, the way back, and what is left until then."""
    now = asked.situation
    fixed = [p.last for p in message.periods if p.first > now.today]
    counts = _COUNTS.search(message.text) is not None
    if counts or _MISSED.search(message.text) is None or not fixed or now.over:
        return None
    draft = missed(asked)
    rest = "Be well for a day first. " if _ILL.search(message.text) else ""
    text = f"{rest}{draft.answer} {_left_until(asked, fixed[-1])}"
    return draft.model_copy(update={"answer": text.strip()})


def _left_until(asked: Asked, day: date) -> str:
    now = asked.situation
    ahead = [t for t in now.tasks if t.open and now.today <= t.day <= day]
    weeks = max(1, round((day - now.today).days / 7))
    total = sum(each.task.minutes for each in ahead)
    room = minutes(round(now.plan.hours_per_week * 60))
    return (
        f"Until {write_day(day, year=True)} {pluralize(len(ahead), 'task')} are open, "
        f"{minutes(total)} in {pluralize(weeks, 'week')}: {minutes(round(total / weeks))} a week, "
        f"of the {room} you set."
    )
