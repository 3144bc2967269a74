"""Answers about a number of the plan: what is aimed at until when, and what a task asks for."""

import re
from datetime import date

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.offline.chat.asked import Asked, cites_tasks, cites_week, milestone_text, named, on_day
from core.offline.chat.find_task import find_task
from core.offline.reading.dates import parse_deadline
from core.plans.plan import Milestone

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
    if after:
        parts.append(f"After that comes {_milestone(asked, after[0])}.")
    if not parts:
        end = write_day(now.plan.ends_on, year=True)
        parts.append(f"The plan ends on {end} and has no milestone after today.")
    shown = before[-1] if before else after[0] if after else None
    week = now.milestone_week(shown) if shown is not None else now.week
    if step is not None:
        parts.append(f"Towards it, next: {named(step)}, {on_day(step.day, now.today)}.")
    return CoachReplyDraft(
        answer=" ".join(parts), citations=[cites_week(week), *(cites_tasks(step) if step else [])]
    )


def _of_now(asked: Asked, step: PlannedTask | None) -> CoachReplyDraft:
    now, parts = asked.situation, list[str]()
    if step is not None:
        parts.append(f"The next task says it: {named(step)}, {on_day(step.day, now.today)}.")
    milestone = now.next_milestone
    last = now.plan.milestones[-1] if now.plan.milestones else None
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


def _milestone(asked: Asked, milestone: Milestone) -> str:
    return milestone_text(milestone, asked.situation.today)


def _asked_day(asked: Asked) -> date | None:
    found = parse_deadline(asked.question, today=asked.situation.today)
    return found.on if found is not None else None
