"""Answers about what is planned: today, this week, and what comes after it."""

import re
from datetime import date

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask
from core.formats import date_range, minutes, pluralize
from core.formats import day as write_day
from core.offline.chat.asked import (
    Asked,
    cites_tasks,
    cites_week,
    listed,
    milestone_text,
    named,
    on_day,
    one_line,
)
from core.plans.plan import Week

_WEEK_NUMBER = re.compile(r"\bweek (\d{1,2})\b", re.IGNORECASE)
_CHECK_IN = re.compile(r"\bcheck[- ]?in\b|\blook back\b", re.IGNORECASE)
_MILESTONE = re.compile(r"\bmilestones?\b", re.IGNORECASE)


def today(asked: Asked) -> CoachReplyDraft:
    """Answer what is to be done today."""
    now = asked.situation
    if now.over:
        return _over(asked)
    due, following = now.due_today, now.next_open
    if now.not_begun and following is not None:
        text = (
            f"Your plan begins {on_day(now.plan.starts_on, now.today)}. The first task is "
            f"{named(following)}, {on_day(following.day, now.today)}. Nothing is due before that."
        )
        return _reply(text, now.week, following)
    if due:
        text = f"Today, {write_day(now.today)}, week {now.week.number}: {_names(due)}."
        return _reply(f"{text} {_start_with(due)}{_if_then(now.week)}", now.week, *due)
    if now.late:
        late = next(iter(now.to_do_today), now.late[-1])
        text = (
            f"Nothing has its day today, {write_day(now.today)}. Start with {named(late)}"
            f"{_left_from(late, now.today)}; there is no need to do the others as well."
        )
        return _reply(text, late.week, late)
    if following is None:
        return _over(asked)
    text = (
        f"Today, {write_day(now.today)}, is free. Next comes {named(following)}, "
        f"{on_day(following.day, now.today)} (week {following.week.number})."
    )
    return _reply(text, following.week, following)


def _left_from(planned: PlannedTask, today: date) -> str:
    return f", left from {write_day(planned.day)}" if planned.day < today else ""


def _names(tasks: tuple[PlannedTask, ...]) -> str:
    return ", then ".join(named(each) for each in tasks)


def _start_with(due: tuple[PlannedTask, ...]) -> str:
    if len(due) == 1:
        return ""
    shortest = min(due, key=lambda planned: planned.task.minutes)
    return f"If you have little time, do the short one of {minutes(shortest.task.minutes)}. "


def _if_then(week: Week) -> str:
    return f"Your plan for the bad moment: {one_line(week.if_then)}" if week.if_then else ""


def _over(asked: Asked) -> CoachReplyDraft:
    now = asked.situation
    done = sum(planned.done for planned in now.tasks)
    text = (
        f"There is nothing left to do: your plan ended on {write_day(now.plan.ends_on, year=True)} "
        f"with {done} of {len(now.tasks)} tasks done. If you want to go on, write the next goal."
        if now.over
        else f"Every task of your plan is settled: {done} of {len(now.tasks)} are done. The plan "
        f"runs until {write_day(now.plan.ends_on, year=True)}."
    )
    return _reply(text, now.week)


def week(asked: Asked) -> CoachReplyDraft:
    """Answer what this week holds."""
    return describe(asked, asked.situation.week, "This is")


def describe(asked: Asked, of: Week, opening: str) -> CoachReplyDraft:
    """Describe a week: its dates, focus, minutes and open tasks."""
    now = asked.situation
    tasks = now.tasks_of(of)
    still_open = tuple(planned for planned in tasks if planned.open)
    total = sum(planned.task.minutes for planned in tasks)
    dates = date_range(of.starts_on, now.plan.last_day_of(of))
    parts = [
        (
            f"{opening} week {of.number} of {now.plan.total_weeks} ({dates}). Its focus: "
            f"{one_line(of.focus)}"
        ),
        (
            f"{pluralize(len(tasks), 'task')}, {minutes(total)} in all; "
            f"{len(tasks) - len(still_open)} settled."
        ),
    ]
    if still_open:
        parts.append(f"Open: {listed(still_open, now.today)}.")
    if of.milestone is not None:
        parts.append(f"Milestone: {milestone_text(of.milestone, now.today)}.")
    return _reply(" ".join(parts), of, *still_open[:1])


def next_week(asked: Asked) -> CoachReplyDraft:
    """Answer what comes: a week by its number, the next check-in or milestone, or next week."""
    now = asked.situation
    if numbered := _WEEK_NUMBER.search(asked.question):
        return _numbered(asked, int(numbered.group(1)))
    if _CHECK_IN.search(asked.question):
        return _next_check_in(asked)
    if _MILESTONE.search(asked.question):
        return _next_milestone(asked)
    following = now.week if now.not_begun else now.next_week
    if following is not None:
        return describe(asked, following, "It begins with" if now.not_begun else "Next is")
    end = write_day(now.plan.ends_on, year=True)
    return _reply(f"Week {now.week.number} is the last one; the plan ends on {end}.", now.week)


def _numbered(asked: Asked, number: int) -> CoachReplyDraft:
    now, found = asked.situation, asked.situation.week_number(number)
    if found is not None:
        return describe(asked, found, "That is")
    text = (
        f"Your plan has {now.plan.total_weeks} weeks and ends on "
        f"{write_day(now.plan.ends_on, year=True)}, so there is no such week to show."
    )
    return _reply(text, now.week)


def _next_check_in(asked: Asked) -> CoachReplyDraft:
    now = asked.situation
    number = next((n for n in now.plan.check_in_weeks if n >= now.week.number), None)
    found = now.week_number(number) if number is not None else None
    if found is None:
        return _reply("There is no further check-in in this plan.", now.week)
    text = (
        f"The next check-in is in week {found.number}, which ends on "
        f"{write_day(now.plan.last_day_of(found), today=now.today)}. It takes two minutes."
    )
    return _reply(text, found)


def _next_milestone(asked: Asked) -> CoachReplyDraft:
    now, milestone = asked.situation, asked.situation.next_milestone
    if milestone is None:
        text = "All milestones of your plan are behind you."
        return _reply(f"{text} It ends on {write_day(now.plan.ends_on, year=True)}.", now.week)
    found = now.milestone_week(milestone)
    text = f"The next milestone is {milestone_text(milestone, now.today)}, in week {found.number}."
    return _reply(text, found)


def _reply(text: str, of: Week, *tasks: PlannedTask) -> CoachReplyDraft:
    return CoachReplyDraft(
        answer=" ".join(text.split()), citations=[cites_week(of), *cites_tasks(*tasks)]
    )
