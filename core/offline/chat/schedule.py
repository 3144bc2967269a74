"""Answers about what is planned: today, this week, and what comes after it."""

import re
from datetime import date

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.formats import minutes
from core.offline.chat.asked import (
    Asked,
    cites_passage,
    cites_tasks,
    cites_week,
    listed,
    milestone_meant,
    milestone_text,
    named,
    on_day,
    one_line,
    when_due,
)
from core.offline.chat.counted.days import describe, in_order, settled
from core.offline.chat.counted.tally import tally
from core.offline.chat.replies.on_days import days_asked, on_days
from core.plans.plan import Week

_WEEK_NUMBER = re.compile(r"\bweek (\d{1,2})\b", re.IGNORECASE)
_CHECK_IN = re.compile(r"\bcheck[- ]?in\b|\blook back\b", re.IGNORECASE)
_LONGEST = re.compile(r"\b(?:longest|biggest|hardest|most time)\b", re.IGNORECASE)
_MILESTONE = re.compile(r"\bmilestones?\b", re.IGNORECASE)


def today(asked: Asked) -> CoachReplyDraft:
    """Answer what is to be done today."""
    now = asked.situation
    other = tuple(day for day in days_asked(asked) if day != now.today)
    if now.over or other:
        return _over(asked) if now.over else on_days(asked, other)
    due, following = now.due_today, now.next_open
    if now.not_begun and following is not None:
        text = (
            f"Your plan begins {on_day(now.plan.starts_on, now.today)}. The first task is "
            f"{named(following)}, {when_due(following, now.today)}. Nothing is due before that."
        )
        return _reply(text, now.week, following)
    if due:
        text = f"Today, {write_day(now.today)}, week {now.week.number}: {in_order(due)}."
        rest = " ".join(settled(tally((t for t in now.tasks if t.day == now.today), now.today)))
        return _reply(f"{text} {rest} {_start_with(due)}{_if_then(now.week)}", now.week, *due)
    if now.late:
        late = next(iter(now.to_do_today), now.late[-1])
        text = (
            f"Nothing has its day today, {write_day(now.today)}. Start with {named(late)}"
            f"{_left_from(late, now.today)}; there is no need to do the others as well."
        )
        return _reply(text, late.week, late)
    return _over(asked) if following is None else _on_a_free_day(asked, following)


def _on_a_free_day(asked: Asked, following: PlannedTask) -> CoachReplyDraft:
    """Answer what can be done on a day that asks for nothing, and what comes next."""
    now = asked.situation
    fixed = next((each for each in now.tasks if _has_its_day(each) and each.day > now.today), None)
    if fixed is None or following not in now.to_do_today:
        text = (
            f"Today, {write_day(now.today)}, is free. Next comes {named(following)}, "
            f"{when_due(following, now.today)} (week {following.week.number})."
        )
        return _reply(text, following.week, following)
    text = (
        f"Nothing has its day today, {write_day(now.today)}. {named(following)} can be done today "
        f"or later, {when_due(following, now.today)}; what has a day comes next with "
        f"{named(fixed)}, {when_due(fixed, now.today)} (week {fixed.week.number})."
    )
    return _reply(text, following.week, following, fixed)


def _has_its_day(planned: PlannedTask) -> bool:
    return planned.open and (planned.task.day is not None or planned.state.day is not None)


def _left_from(planned: PlannedTask, today: date) -> str:
    return f", left from {write_day(planned.day)}" if planned.day < today else ""


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


def if_then(asked: Asked) -> CoachReplyDraft:
    """Repeat the if-then plan of this week, and the one that fits the moment that is named."""
    now = asked.situation
    text = f"The if-then of week {now.week.number}: {one_line(now.week.if_then)}"
    citations = [cites_week(now.week)]
    near = asked.near
    fits = near is not None and near.likeness >= _FITS and near.guide.passage.id != "if-then"
    if near is not None and fits and near.guide.passage.text != now.week.if_then:
        text += f" For the moment you name, there is also this: {near.guide.passage.text}"
        citations.append(cites_passage(near.guide.passage))
    step = now.next_open
    if step is not None:
        text += f" It guards {named(step)}, {when_due(step, now.today)}."
        citations += cites_tasks(step)
    return CoachReplyDraft(answer=text, citations=citations)


_FITS = 0.5


def week(asked: Asked) -> CoachReplyDraft:
    """Answer what this week holds; a day or the weekend if it is asked for, or its longest task."""
    now = asked.situation
    if days := days_asked(asked):
        return on_days(asked, days)
    tasks = [planned for planned in now.tasks_of(now.week) if planned.open]
    if _LONGEST.search(asked.question) and tasks:
        longest = max(tasks, key=lambda planned: planned.task.minutes)
        text = (
            f"The longest open task of week {now.week.number} is {named(longest)}, "
            f"{when_due(longest, now.today)}."
        )
        return _reply(text, now.week, longest)
    return describe(asked, asked.situation.week, "This is")


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
    now, milestone = asked.situation, milestone_meant(asked)
    if milestone is None:
        text = "All milestones of your plan are behind you."
        return _reply(f"{text} It ends on {write_day(now.plan.ends_on, year=True)}.", now.week)
    found = now.milestone_week(milestone)
    which = "next"
    if milestone != now.next_milestone:
        which = "first" if milestone == now.plan.milestones[0] else "last"
    milestone_words = f"{milestone_text(milestone, now.today)}, in week {found.number}"
    verb = "was" if milestone.due_on < now.today else "is"
    text = f"The {which} milestone {verb} {milestone_words}."
    until = tally((t for t in now.tasks if t.open and t.day <= milestone.due_on), now.today)
    ahead = tuple(each for each in until.tasks if each.day >= now.today)
    if ahead:
        text += f" Open until then: {listed(ahead, now.today)}."
    return _reply(text, found, *ahead[:1])


def _reply(text: str, of: Week, *tasks: PlannedTask) -> CoachReplyDraft:
    return CoachReplyDraft(
        answer=" ".join(text.split()), citations=[cites_week(of), *cites_tasks(*tasks)]
    )
