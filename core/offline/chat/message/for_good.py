"""Changes that hold from now on: other weekdays, other hours a week."""

import re
from collections.abc import Sequence
from datetime import timedelta
from math import ceil

from core.chat.memory import days_in
from core.chat.reply import CoachReplyDraft, EditDraft
from core.formats import day as write_day
from core.formats import hours as write_hours
from core.formats import minutes, pluralize
from core.goals.weeks import DAYS, Day
from core.offline.chat.asked import Asked, named, when_due
from core.offline.chat.changes import CHANGE_SECTION
from core.offline.chat.counted.days import reply_in
from core.offline.chat.editing.revisable import outcome, why_not
from core.offline.chat.message.parts import Message, Part
from core.offline.chat.question.named_days import weekdays_left_and_wanted
from core.offline.reading.numbers import NUMBER, parse_number
from core.plans.difference import compare_plans

_HOURS = re.compile(
    rf"\b(?P<count>{NUMBER}|an|half an) ?(?:h|hrs?|hours?)\b(?P<after>[^.;?!]*)", re.IGNORECASE
)
_A_WEEK = re.compile(r"\b(?:a|per|each|every|in a|this) week\b|\bweekly\b|/ ?week", re.IGNORECASE)
_ONLY_DAYS = re.compile(
    r"\b(?:only|always)\b[^.;?!]{0,40}\b(?:\w+day|week-?end)s?\b|"
    r"\binstead of (?:during |in |on )?(?:the week|weekdays)\b",
    re.IGNORECASE,
)
_OTHER_HOURS = {"an": 1.0, "half an": 0.5}
_ONCE = re.compile(
    r"\b(?:this|next|coming) week\b(?!end)|\b(?:just|only) (?:this|once)\b", re.IGNORECASE
)


def other_days(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Propose the weekdays that a message names for all sessions from now on."""
    left, wanted = weekdays_left_and_wanted(message.text)
    usual = usual_days(asked)
    if _ONLY_DAYS.search(message.text) and not left:
        wanted = tuple(days_in(message.text))
        left = tuple(day for day in usual if day not in wanted)
    return put_on(asked, left, wanted)


def put_on(asked: Asked, left: Sequence[Day], wanted: Sequence[Day]) -> CoachReplyDraft | None:
    """Propose to put what is on some weekdays on others, the other days of the plan if none is."""
    now, usual = asked.situation, usual_days(asked)
    left = tuple(day for day in DAYS if day in left)
    touched = [t for t in now.tasks if t.open and t.day >= now.today and t.task.day in left]
    if not touched or not (left or wanted):
        return None
    others = tuple(day for day in DAYS if day in usual and day not in left)
    days = wanted or others or tuple(_instead(left))
    many = len(touched)
    edit = EditDraft(
        kind="days",
        days=list(days),
        days_out=list(left),
        note=f"Put what is on {_and(_plural(left))} on {_and(_plural(days))} from now on",
    )
    first = touched[0]
    verb = "has its" if many == 1 else "have their"
    parts = [
        (
            f"{pluralize(many, 'open task')} {verb} day on {_and(_plural(left))}, "
            f"the first of them {named(first)}, {when_due(first, now.today)}."
        )
    ]
    if refused := why_not(asked, edit):
        parts.append(f"All of them cannot move to {_and(_plural(days))}: {refused}")
        parts.append(f"Other days can be tried under {CHANGE_SECTION}.")
        return reply_in(first.week, " ".join(parts), first)
    parts.append(
        f"I can put them on {_and(_plural(days))} for the rest of the plan, until "
        f"{write_day(now.plan.ends_on, year=True)}. Nothing changes before you accept it below."
    )
    draft = reply_in(first.week, " ".join(parts), first)
    return draft.model_copy(update={"edits": [edit]})


def usual_days(asked: Asked) -> frozenset[Day]:
    """Return the weekdays of the sessions that are still to come."""
    now = asked.situation
    coming = (t for t in now.tasks if t.open and t.day >= now.today)
    return frozenset(each.task.day for each in coming if each.task.day is not None)


def _instead(left: Sequence[Day]) -> list[Day]:
    """Return the day after those that are out, if no other day is left and none was named."""
    at = DAYS.index(left[-1])
    around = [DAYS[(at + n) % len(DAYS)] for n in range(1, len(DAYS))]
    return [next(day for day in around if day not in left)] if left else []


_NAMES = dict(
    zip(DAYS, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), strict=True)
)


def _plural(days: Sequence[Day]) -> list[str]:
    return [f"{_NAMES[day]}s" for day in days]


def listed_days(days: Sequence[Day]) -> str:
    """Return weekdays as a sentence names them: "Mondays and Fridays"."""
    return _and(_plural(days))


def _and(names: Sequence[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def other_hours(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Propose the hours a week that a message names, from now on."""
    now, hours = asked.situation, _hours_in(message.text)
    before = now.plan.hours_per_week
    if hours is None or hours == before or _ONCE.search(message.text):
        return None
    note = f"Plan {write_hours(hours)} a week from now on instead of {write_hours(before)}"
    same = EditDraft(kind="hours", hours=hours, note=f"{note}, with the same end")
    later = EditDraft(kind="hours", hours=hours, later=True, note=f"{note}, and end later")
    left = [each for each in now.tasks if each.open and each.day >= now.today]
    weeks = max(1, now.plan.total_weeks - now.week.number + 1)
    each = minutes(round(sum(t.task.minutes for t in left) / weeks))
    parts = [
        (
            f"{write_hours(hours)} a week instead of {write_hours(before)}: what is open takes "
            f"{each} a week on average until {write_day(now.plan.ends_on, year=True)}."
        )
    ]
    edits = [each for each in (same, later) if not why_not(asked, each)]
    if not edits:
        parts.append(f"{why_not(asked, same)} More is under {CHANGE_SECTION}.")
        return _with_first(asked, parts, [])
    for edit in edits:
        parts += _price(asked, edit)
    parts += _until_named(asked, message, hours)
    parts.append(
        "It holds for the rest of the plan from the day you accept it; nothing changes before."
    )
    return _with_first(asked, parts, edits)


def _hours_in(text: str) -> float | None:
    """Return the hours a week that a message names as what it shall be, or None."""
    for found in _HOURS.finditer(text):
        if _A_WEEK.search(text) and not re.search(
            r"\b(?:instead of|not|rather than|of) $", text[: found.start()]
        ):
            count = found["count"].lower()
            return _OTHER_HOURS.get(count) or parse_number(count)
    return None


def _until_named(asked: Asked, message: Message, hours: float) -> list[str]:
    """Return whether the open work fits in until a day that is named, as a sentence."""
    now = asked.situation
    ahead = [period.last for period in message.periods if period.last > now.today]
    if not ahead or hours <= now.plan.hours_per_week or not message.has(Part.FIGURE):
        return []
    left = sum(t.task.minutes for t in now.tasks if t.open)
    there = now.today + timedelta(days=ceil(left / (hours * 60) * 7))
    day, when = ahead[-1], write_day(there, year=True)
    verdict = "in time" if there <= day else "too late"
    return [
        (
            f"{minutes(left)} at {write_hours(hours)} a week take until about {when}, which is "
            f"{verdict} for {write_day(day, year=True)} if every hour is used."
        )
    ]


def _price(asked: Asked, edit: EditDraft) -> list[str]:
    """Return what the plan gives up for other hours, in a sentence."""
    plan, now = outcome(asked, edit), asked.situation
    if plan is None:
        return []
    difference = compare_plans(now.plan, plan)
    parts = list[str]()
    if plan.ends_on != now.plan.ends_on:
        end = write_day(plan.ends_on, year=True)
        parts.append(f"I can keep all of it and end on {end} instead.")
    elif difference.removed:
        gone = dict.fromkeys(difference.removed)
        names = " and ".join(f"“{title}”" for title in list(gone)[:2])
        count = pluralize(len(difference.removed), "task")
        parts.append(f"With the same end {count} can go, first of all {names}.")
    else:
        parts.append("All that is planned fits into that; only the limit changes.")
    return parts


def _with_first(asked: Asked, parts: list[str], edits: list[EditDraft]) -> CoachReplyDraft:
    now, step = asked.situation, asked.situation.next_open
    if step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
    draft = reply_in(now.week, " ".join(parts), *([step] if step is not None else []))
    return draft.model_copy(update={"edits": edits})
