"""Answers about a number of the plan: what is aimed at until when, how often in a week."""

import re
from collections.abc import Sequence
from datetime import date

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.formats import minutes, pluralize
from core.offline.chat.asked import (
    Asked,
    cites_tasks,
    cites_week,
    largest_session,
    milestone_text,
    named,
    week_meant,
    when_due,
)
from core.offline.chat.find_task import find_task, task_or_next
from core.offline.reading.dates import parse_deadline
from core.offline.reading.quantities import parse_quantities
from core.plans.plan import Milestone, Week

_TODAY = re.compile(r"\b(?:today|tonight|now)\b", re.IGNORECASE)


def figure(asked: Asked) -> CoachReplyDraft:
    """Answer with the tasks and milestones that hold a number, around the day that is asked for."""
    now = asked.situation
    by = _asked_day(asked)
    step = find_task(now) or (now.due_today[0] if now.due_today else now.next_open)
    if by is None or by <= now.today:
        return _of_now(asked, step)
    before = [m for m in now.plan.milestones if now.today <= m.due_on <= by]
    after = [m for m in now.plan.milestones if m.due_on > by]
    parts = list[str]()
    if before:
        parts.append(
            f"By {write_day(by, today=now.today)} the plan has {_milestone(asked, before[-1])}."
        )
    held = _in_the_week_of(asked, by)
    if held:
        parts.append(held)
    if after:
        opening = "After that comes" if before else "The first milestone after it is"
        parts.append(f"{opening} {_milestone(asked, after[0])}.")
    if not parts:
        end = write_day(now.plan.ends_on, year=True)
        parts.append(f"The plan ends on {end} and has no milestone after today.")
    shown = before[-1] if before else after[0] if after else None
    week = now.milestone_week(shown) if shown is not None else now.week
    if step is not None:
        parts.append(f"Towards it, next: {named(step)}, {when_due(step, now.today)}.")
    return CoachReplyDraft(
        answer=" ".join(parts), citations=[cites_week(week), *(cites_tasks(step) if step else [])]
    )


def _of_now(asked: Asked, step: PlannedTask | None) -> CoachReplyDraft:
    now, parts = asked.situation, list[str]()
    milestone = now.next_milestone
    last = now.plan.milestones[-1] if now.plan.milestones else None
    if step is not None and parse_quantities(step.task.title):
        parts.append(f"The next task has a number: {named(step)}, {when_due(step, now.today)}.")
    elif step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
    if milestone is not None:
        parts.append(f"It leads to {_milestone(asked, milestone)}.")
    if last is not None and last != milestone and not _TODAY.search(asked.question):
        parts.append(f"The plan ends with {_milestone(asked, last)}.")
    week = now.milestone_week(milestone) if milestone is not None else now.week
    if not parts:
        parts.append(f"Week {week.number} has no number to reach: {week.focus}")
    return CoachReplyDraft(
        answer=" ".join(parts), citations=[*(cites_tasks(step) if step else []), cites_week(week)]
    )


def _in_the_week_of(asked: Asked, day: date) -> str:
    """Return the longest session of the week in which a day is, "" if it has none."""
    now = asked.situation
    week = next((w for w in now.plan.weeks if w.starts_on <= day <= now.plan.last_day_of(w)), None)
    longest = None if week is None else largest_session(now.tasks_of(week))
    if longest is None or week is None:
        return ""
    return f"In week {week.number}, in which that day is, the longest session is {named(longest)}."


def how_often(asked: Asked) -> CoachReplyDraft:
    """Answer how often in a week, by the days that the plan has its sessions on."""
    now, of = asked.situation, week_meant(asked)
    days: dict[str, list[str]] = {}
    for planned in now.tasks_of(of):
        if planned.task.day is not None:
            days.setdefault(named(planned), []).append(planned.task.day)
    if not days:
        text = f"Week {of.number} has {pluralize(len(of.tasks), 'task')}, none on a fixed day."
        return _of_week(f"{text} Do each when it suits you.", of, *now.tasks_of(of)[:1])
    count = sum(len(each) for each in days.values())
    held = "; ".join(f"{name} on {_and(each)}" for name, each in days.items())
    text = f"Week {of.number} of your plan has {pluralize(count, 'session')}: {held}."
    loose = len(of.tasks) - count
    if loose:
        text += f" Beside them {pluralize(loose, 'task')} without a fixed day."
    first = next((planned for planned in now.tasks_of(of) if planned.open), None)
    return _of_week(text, of, *([first] if first is not None else []))


def how_long(asked: Asked) -> CoachReplyDraft:
    """Answer how long the task takes that the conversation is about."""
    now, planned = asked.situation, task_or_next(asked.situation)
    if planned is None:
        return _of_now(asked, None)
    text = f"{named(planned)} takes {minutes(planned.task.minutes)}, "
    text += f"{when_due(planned, now.today)}; half of it counts when time is short."
    return _of_week(text, planned.week, planned)


def _and(days: Sequence[str]) -> str:
    *first, last = days
    return f"{', '.join(first)} and {last}" if first else last


def _of_week(text: str, week: Week, *tasks: PlannedTask) -> CoachReplyDraft:
    return CoachReplyDraft(answer=text, citations=[cites_week(week), *cites_tasks(*tasks)])


def _milestone(asked: Asked, milestone: Milestone) -> str:
    return milestone_text(milestone, asked.situation.today)


def _asked_day(asked: Asked) -> date | None:
    found = parse_deadline(asked.question, today=asked.situation.today)
    return found.on if found is not None else None
