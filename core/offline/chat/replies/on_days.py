"""The answer to what is due on some days: tomorrow, Sunday, the weekend."""

from datetime import date, timedelta

from core.chat.memory import days_in
from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.goals.weeks import DAYS
from core.offline.chat.asked import Asked, cites_tasks, cites_week, listed, named, when_due
from core.offline.chat.counted.days import in_order, settled
from core.offline.chat.counted.tally import tally
from core.offline.chat.question.named_days import days_named
from core.plans.plan import Week


def days_asked(asked: Asked) -> tuple[date, ...]:
    """Return the days from today on that are asked for, at most a weekend of them."""
    today, names = asked.situation.today, days_in(asked.question)
    ahead = [today + timedelta(days=n) for n in range(len(DAYS))]
    of_week = {day for day in ahead if DAYS[day.weekday()] in names}
    found = of_week | {day for day in days_named(asked.question, today) if day >= today}
    return tuple(sorted(found))


def on_days(asked: Asked, days: tuple[date, ...]) -> CoachReplyDraft:
    """Answer what is due on some days."""
    now = asked.situation
    held = tally((each for each in now.tasks if each.day in days), now.today)
    due = held.still_open
    when = " and ".join(write_day(day, today=now.today) for day in days)
    if due:
        names = in_order(due) if len(days) == 1 else listed(due, now.today)
        return _reply(f"For {when}: {names}.", due[0].week, *due)
    text = f"Nothing is {'open' if held.tasks else 'planned'} for {when}."
    text = " ".join((text, *settled(held)))
    step = now.next_open
    if step is None:
        return _reply(text, now.week)
    text += f" Next is {named(step)}, {when_due(step, now.today)}."
    return _reply(text, step.week, step)


def _reply(text: str, of: Week, *tasks: PlannedTask) -> CoachReplyDraft:
    return CoachReplyDraft(answer=text, citations=[cites_week(of), *cites_tasks(*tasks)])
