"""What the plan has in the days that a question names: a day, a week, a month, a span."""

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask
from core.formats import date_range
from core.formats import day as write_day
from core.offline.chat.asked import (
    Asked,
    cites_tasks,
    cites_week,
    listed,
    milestone_text,
    named,
    one_line,
    when_due,
)
from core.offline.chat.counted.tally import Tally, tally
from core.offline.chat.question.period import Period
from core.plans.plan import Week


def of_period(asked: Asked, period: Period) -> CoachReplyDraft:
    """Answer what the plan has in some days, and what became of it."""
    now = asked.situation
    if period.week is not None:
        opening = {now.week.number: "This is", now.week.number + 1: "Next is"}
        return describe(asked, period.week, opening.get(period.week.number, "That is"))
    held = tally((each for each in now.tasks if each.day in period), now.today)
    if not held.tasks:
        return _nothing(asked, period)
    if period.days == 1:
        return _of_day(asked, period, held)
    parts = [f"For {period.words(now.today)}: {held.size}; {held.states}."]
    if held.still_open:
        parts.append(f"Open: {listed(held.still_open, now.today)}.")
    parts += [
        f"Milestone: {milestone_text(milestone, now.today)}."
        for milestone in now.plan.milestones
        if milestone.due_on in period
    ]
    first = (held.still_open or held.tasks)[0]
    return reply_in(first.week, " ".join(parts), *held.still_open[:1])


def _of_day(asked: Asked, period: Period, held: Tally) -> CoachReplyDraft:
    now, parts = asked.situation, list[str]()
    when = write_day(period.first, today=now.today)
    if held.still_open:
        parts.append(f"For {when}: {in_order(held.still_open)}.")
    else:
        parts.append(f"Nothing is open for {when}.")
    parts += settled(held)
    if not held.still_open:
        parts.append(_next(asked))
    return reply_in(held.tasks[0].week, " ".join(parts), *(held.still_open or held.tasks))


def settled(held: Tally) -> list[str]:
    """Return what of some tasks is done and skipped, a sentence each."""
    parts = list[str]()
    if held.done:
        parts.append(f"Done already: {in_order(held.done)}.")
    if held.skipped:
        parts.append(f"Skipped: {in_order(held.skipped)}.")
    return parts


def in_order(tasks: tuple[PlannedTask, ...]) -> str:
    """Return the names of tasks in the order they are done in."""
    return ", then ".join(named(each) for each in tasks)


def _nothing(asked: Asked, period: Period) -> CoachReplyDraft:
    now, plan = asked.situation, asked.situation.plan
    text = f"Nothing is planned for {period.words(now.today)}."
    if period.last < plan.starts_on or period.first > plan.ends_on:
        text += f" Your plan runs {date_range(plan.starts_on, plan.ends_on)}."
    step = now.next_open
    found = step.week if step is not None else now.week
    return reply_in(found, f"{text} {_next(asked)}", *([step] if step is not None else []))


def _next(asked: Asked) -> str:
    now, step = asked.situation, asked.situation.next_open
    if step is None:
        return f"The plan ends on {write_day(now.plan.ends_on, year=True)}."
    return f"Next is {named(step)}, {when_due(step, now.today)}."


def describe(asked: Asked, of: Week, opening: str) -> CoachReplyDraft:
    """Describe a week: its dates, focus, minutes, what became of its tasks and what is open."""
    now = asked.situation
    held = tally(now.tasks_of(of), now.today)
    dates = date_range(of.starts_on, now.plan.last_day_of(of))
    parts = [
        (
            f"{opening} week {of.number} of {now.plan.total_weeks} ({dates}). Its focus: "
            f"{one_line(of.focus)}"
        ),
        f"{held.size}; {held.states}.",
    ]
    if held.still_open:
        parts.append(f"Open: {listed(held.still_open, now.today)}.")
    if of.milestone is not None:
        parts.append(f"Milestone: {milestone_text(of.milestone, now.today)}.")
    return reply_in(of, " ".join(parts), *held.still_open[:1])


def reply_in(of: Week, text: str, *tasks: PlannedTask) -> CoachReplyDraft:
    """Return an answer that cites a week and some tasks."""
    return CoachReplyDraft(
        answer=" ".join(text.split()), citations=[cites_week(of), *cites_tasks(*tasks)]
    )
