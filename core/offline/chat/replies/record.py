"""Answers about the record: what was done, skipped and reported, and what is remembered."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask, Situation
from core.clock import local_day
from core.formats import date_range, minutes, pluralize
from core.formats import day as write_day
from core.goals.weeks import DAYS
from core.offline.chat.asked import (
    MOST_NAMED,
    Asked,
    cites_tasks,
    cites_week,
    named,
    when_due,
)
from core.offline.chat.counted.tally import tally
from core.offline.chat.question.named_days import named_days
from core.offline.chat.question.period import period_asked
from core.plans.plan import Week
from core.progress.check_in import EFFORTS, ENERGIES

_KNOWN = re.compile(
    r"\b(?:know|remember|stored?|memor\w+|facts?)\b.*\b(?:me|my|i|facts?|stored?|memory)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\bcheck-?(?: ?in)?s?\b|\breport\w*\b|\b(?:tell|told|wrote|write|energy|obstacle)\b|"
    r"\bgot in (?:my|the) way\b",
    re.IGNORECASE,
)
_SKIPPED = re.compile(r"\b(?:skip\w*|left out|leave out|drop\w*)\b", re.IGNORECASE)
_LATEST = re.compile(r"\b(?:when|last time|last (?:task|thing|one|session|run))\b", re.IGNORECASE)
_WEEK = re.compile(r"\bweek (\d{1,2})\b|\b(last|previous|this|first) week\b", re.IGNORECASE)
_DAY_NAMED = re.compile(
    r"\b(?:yesterday|today|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Period:
    """The days that are asked for, and how a sentence about them begins."""

    opening: str
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def record(asked: Asked) -> CoachReplyDraft:
    """Answer what the person did, skipped or reported, by what is stored."""
    question = asked.question
    if _KNOWN.search(question) and asked.situation.memories:
        return _memories(asked)
    if _REPORTED.search(question):
        return _check_in(asked)
    period = _period(asked)
    return _skipped(asked, period) if _SKIPPED.search(question) else _done(asked, period)


def _done(asked: Asked, period: _Period) -> CoachReplyDraft:
    now = asked.situation
    dated = [(day, task) for task in now.tasks if (day := _done_on(task, now)) is not None]
    found = sorted(
        ((day, task) for day, task in dated if day in period), key=lambda one: one[0], reverse=True
    )
    if not found:
        due = tally((task for task in now.tasks if task.day in period), now.today)
        text = f"{period.opening} no task is ticked."
        if period.first == period.last and due.tasks:
            text += f" What was due then: {due.states}."
        return _with_next(now, text)
    total = minutes(sum(task.task.minutes for _, task in found))
    if _LATEST.search(asked.question):
        day, task = found[0]
        when = write_day(day, today=now.today)
        text = f"The last task you ticked was {named(task)}: ticked on {when}."
    else:
        count = pluralize(len(found), "task")
        text = f"{period.opening} you did {count}, {total} as planned: {_titles(found)}."
    return _with_next(now, text, *(task for _, task in found))


def _titles(found: Sequence[tuple[date, PlannedTask]]) -> str:
    counts = Counter(named(task) for _, task in found)
    names = [f"{name}{f' {often} times' if often > 1 else ''}" for name, often in counts.items()]
    more = len(names) - MOST_NAMED
    return "; ".join(names[:MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _skipped(asked: Asked, period: _Period) -> CoachReplyDraft:
    """Say which tasks were skipped and for what reason; that is no debt."""
    now = asked.situation
    found = [t for t in now.tasks if t.state.skipped is not None and t.day in period]
    if not found:
        return _with_next(now, f"{period.opening} you skipped no task.")
    reasons = Counter(str(task.state.skipped).replace("_", " ") for task in found)
    why = ", ".join(f"{often} × “{reason}”" for reason, often in reasons.most_common())
    text = (
        f"{period.opening} you skipped {pluralize(len(found), 'task')}, for the reasons {why}: "
        f"{listed_past(found, now.today)}. Nothing of it has to be made up."
    )
    return _with_next(now, text, *found)


def listed_past(tasks: Sequence[PlannedTask], today: date) -> str:
    """Return the last of some tasks with the days they were due on."""
    names = [f"{named(t)} of {write_day(t.day, today=today)}" for t in reversed(tasks)]
    more = len(names) - MOST_NAMED
    return "; ".join(names[:MOST_NAMED]) + (f"; and {more} more" if more > 0 else "")


def _check_in(asked: Asked) -> CoachReplyDraft:
    now = asked.situation
    last = next(iter(now.check_ins), None)
    if last is None:
        return _with_next(now, "There is no check-in of this goal yet, so nothing is reported.")
    report, parts = last.report, list[str]()
    if report.value is not None:
        parts.append(f"{report.value:g} {last.unit}".strip())
    if report.effort is not None:
        parts.append(f"effort: {EFFORTS[report.effort - 1]}")
    if report.energy is not None:
        parts.append(f"energy: {ENERGIES[report.energy - 1]}")
    if report.obstacle:
        parts.append(f"in the way: “{report.obstacle}”")
    if report.note:
        parts.append(f"your note: “{report.note}”")
    day, done = write_day(last.day, today=now.today), f"{last.done} of {last.planned}"
    text = (
        f"In your last check-in, {day}, you reported {'; '.join(parts) or 'nothing but the date'}. "
        f"Until then {done} tasks since the one before were done."
    )
    return _with_next(now, text)


def _memories(asked: Asked) -> CoachReplyDraft:
    now = asked.situation
    lines = "; ".join(f"“{memory.text}”" for memory in now.memories[-MOST_NAMED:])
    return _with_next(now, f"I remember: {lines}. You can change or delete each below.")


def _with_next(now: Situation, text: str, *tasks: PlannedTask) -> CoachReplyDraft:
    step = now.next_open
    if step is None:
        return CoachReplyDraft(answer=text, citations=[cites_week(now.week), *cites_tasks(*tasks)])
    text += f" Next is {named(step)}, {when_due(step, now.today)}."
    return CoachReplyDraft(
        answer=text, citations=[cites_week(now.week), *cites_tasks(*tasks[:1], step)]
    )


def _done_on(planned: PlannedTask, now: Situation) -> date | None:
    at = planned.state.done_at
    return None if at is None else local_day(at, now.time_zone)


def _period(asked: Asked) -> _Period:
    """Return the day or the week that is asked for, else all days until today."""
    now = asked.situation
    if (found := _WEEK.search(asked.question)) is not None:
        week = _week(now, found)
        if week is not None:
            last = now.plan.last_day_of(week)
            dates = date_range(week.starts_on, last)
            opening = f"In week {week.number} ({dates})"
            return _Period(opening=opening, first=week.starts_on, last=last)
    if _DAY_NAMED.search(asked.question):
        days = named_days(asked.question, now.today)
        day = days.source or days.target or now.today
        day -= timedelta(days=len(DAYS)) if day > now.today else timedelta()
        return _Period(opening=f"On {write_day(day, today=now.today)}", first=day, last=day)
    named = period_asked(asked.question, now)
    if named is not None and named.first <= now.today:
        opening = f"In {named.words(now.today)}"
        return _Period(opening=opening, first=named.first, last=named.last)
    return _Period(opening="So far", first=date.min, last=now.today)


def _week(now: Situation, found: re.Match[str]) -> Week | None:
    if found.group(1):
        return now.week_number(int(found.group(1)))
    name = found.group(2).lower()
    number = {"this": now.week.number, "first": 1}.get(name, now.week.number - 1)
    return now.week_number(number)
