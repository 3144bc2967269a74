"""The answer to some days away: which tasks are due on them, and where each can go."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from core.chat.check import MOST_AHEAD
from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask, Situation
from core.formats import date_range, minutes, pluralize
from core.formats import day as write_day
from core.offline.chat import changes, trouble
from core.offline.chat.asked import Asked, cites_tasks, cites_week, listed, named, when_due
from core.offline.chat.counted.tally import Tally, tally, time_of
from core.offline.chat.question.named_days import days_named
from core.offline.chat.question.period import period_asked
from core.plans.plan import Week
from core.progress.task_state import SkipReason

_SPAN = re.compile(
    r"\b(?:till?|until|to|through|and|-|–)\s*(?:the )?(?:next )?(?:mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:till?|until)\b(?! (?:about )?(?:\d{1,2}(?:[:.]\d\d)? ?(?:[ap]m\b|o[’']?clock)|"
    r"midnight|noon))",
    re.IGNORECASE,
)
"""A bound by a day; an hour of the clock is none."""
_WEEKEND = re.compile(r"\bweek-?end\b", re.IGNORECASE)
_WEEK = 7
_MOST = 3
"""Edits that one answer proposes."""


def away(asked: Asked) -> CoachReplyDraft:
    """Answer days away that are named one by one; a whole week away is made small."""
    now, span = asked.situation, _span_of(asked)
    if span is None:
        return trouble.away(asked)
    first, last = span
    touched = [t for t in now.tasks if t.open and first <= t.day <= last]
    dates = date_range(first, last) if first != last else write_day(first, today=now.today)
    if not touched:
        return _nothing_due(now, dates)
    if len(touched) > _MOST:
        return _long(now, touched, first, last)
    moved = _moves(now, touched, first, last)
    are = "is" if len(touched) == 1 else "are"
    due = f"{pluralize(len(touched), 'task')} {are} due: {listed(tuple(touched), now.today)}."
    parts = [f"In that time ({dates}) {due}"]
    if moved:
        parts.append("I can move what is below; nothing changes before you accept it.")
    left = len(touched) - len(moved)
    if left:
        parts.append(
            f"What is left of it, {pluralize(left, 'task')}, may be skipped without a debt."
        )
    going = [planned for planned, _ in moved]
    stays = [planned for planned in touched if planned not in going]
    edits = [changes.move_task(planned, day) for planned, day in moved]
    edits += [changes.skip_task(planned, SkipReason.AWAY) for planned in stays]
    return CoachReplyDraft(
        answer=" ".join(parts),
        citations=[cites_week(touched[0].week), *cites_tasks(*touched)],
        edits=edits,
    )


def _span_of(asked: Asked) -> tuple[date, date] | None:
    """Return the days of an absence: those named one by one, or a span that is no week alone."""
    today = asked.situation.today
    if (days := days_away(asked.question, today)) is not None:
        return days
    period = period_asked(asked.question, asked.situation)
    if period is None or period.week is not None:
        return None
    until = period.days == 1 and _UNTIL.search(asked.question) is not None
    return today if until else max(period.first, today), period.last


def _long(
    now: Situation, touched: Sequence[PlannedTask], first: date, last: date
) -> CoachReplyDraft:
    """Answer an absence with many tasks in it: skip its whole weeks, or pause the goal."""
    held = tally(touched, now.today)
    weeks = [
        week
        for week in now.plan.weeks
        if first <= week.starts_on and now.plan.last_day_of(week) <= last
    ]
    inside = [week for week in weeks if any(t.open for t in now.tasks_of(week))][:_MOST]
    text = (
        f"In that time ({date_range(first, last)}) {held.size} are due: "
        f"{listed(held.still_open, now.today)}. The simplest is to pause the goal for it under "
        f"{changes.CHANGE_SECTION}: then the dates move and nothing is lost."
    )
    text += _spread(now, held, last)
    if inside:
        names = " and ".join(str(week.number) for week in inside)
        text += f" Or I can skip all that is open in week {names}; see below."
    edits = [_skip_all(now, week) for week in inside]
    return CoachReplyDraft(
        answer=text, citations=[cites_week(touched[0].week), *cites_tasks(*touched)], edits=edits
    )


def _spread(now: Situation, held: Tally, last: date) -> str:
    """Return what making it up would be a week, for who would rather do that."""
    weeks = (now.plan.ends_on - last).days // _WEEK
    if weeks < 1:
        return ""
    more = round(sum(each.task.minutes for each in held.tasks) / weeks)
    return (
        f" Nothing of it has to be made up; spread over the {pluralize(weeks, 'week')} after it, "
        f"it would be {minutes(more)} more a week."
    )


def _skip_all(now: Situation, week: Week) -> EditDraft:
    held = tally((each for each in now.tasks_of(week) if each.open), now.today)
    count = pluralize(len(held.tasks), "open task")
    return EditDraft(
        kind="skip_week",
        week=week.number,
        reason=SkipReason.AWAY.value,
        note=f"Skip the {count} of week {week.number} ({time_of(held.tasks)})",
    )


def _nothing_due(now: Situation, dates: str) -> CoachReplyDraft:
    text, step = f"Nothing is due in that time ({dates}), so you miss nothing.", now.next_open
    if step is None:
        return CoachReplyDraft(answer=text, citations=[cites_week(now.week)])
    text += f" Next is {named(step)}, {when_due(step, now.today)}."
    return CoachReplyDraft(answer=text, citations=[cites_week(step.week), *cites_tasks(step)])


def _moves(
    now: Situation, touched: Sequence[PlannedTask], first: date, last: date
) -> list[tuple[PlannedTask, date]]:
    """Return a day before or after the absence for the first tasks, one task a day."""
    taken = {t.day for t in now.tasks if t.open}
    found = list[tuple[PlannedTask, date]]()
    for planned in touched:
        ends = now.plan.last_day_of(planned.week)
        latest = min(ends + timedelta(days=_WEEK), now.plan.ends_on, now.today + MOST_AHEAD)
        count = (latest - now.today).days + 1
        days = (now.today + timedelta(days=n) for n in range(max(count, 0)))
        near = (d for d in days if abs((d - planned.day).days) <= _WEEK)
        free = [d for d in near if not first <= d <= last and now.is_free(d) and d not in taken]
        day = min(free, key=lambda other: abs((other - planned.day).days), default=None)
        if day is not None and len(found) < _MOST:
            found.append((planned, day))
            taken.add(day)
    return found


def days_away(question: str, today: date) -> tuple[date, date] | None:
    """Return the first and the last day of an absence, or None if no days are named."""
    named = days_named(question, today)
    if len(named) > 1 and _SPAN.search(question):
        first, last = named[0], named[-1]
        while last < first:
            last += timedelta(days=_WEEK)
        return first, last
    if len(named) == 1 and _UNTIL.search(question):
        return today, named[0]
    if len(named) == 1:
        return named[0], named[0]
    if _WEEKEND.search(question) and not named:
        saturday = today + timedelta(days=(5 - today.weekday()) % _WEEK)
        return saturday, saturday + timedelta(days=1)
    return None
