"""Answers to wishes about the whole: a free week, a few minutes, another end, work to be done."""

import re
from datetime import date, timedelta

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask, Situation
from core.formats import day as write_day
from core.formats import minutes, pluralize
from core.offline.chat.asked import (
    Asked,
    cites_tasks,
    cites_week,
    named,
    week_meant,
    when_due,
)
from core.offline.chat.editing.revisable import why_not
from core.offline.chat.find_task import find_task
from core.offline.chat.question.dates import dates_named
from core.offline.reading.dates import parse_deadline
from core.offline.reading.numbers import NUMBER, parse_number
from core.progress.task_state import SkipReason

_MINUTES = re.compile(r"\b(\d{1,3}) ?(?:m|min|mins|minutes?)\b", re.IGNORECASE)
_CARE = re.compile(r"\b(?:hospital|funeral|died|death|ill|sick|fever|surgery|flu)\b", re.IGNORECASE)


def skip_week(asked: Asked) -> CoachReplyDraft:
    """Propose to skip all that is open this week, or the week that is named."""
    now = asked.situation
    week = week_meant(asked)
    still_open = [planned for planned in now.tasks_of(week) if planned.open]
    if not still_open:
        text = f"Nothing of week {week.number} is open, so you are free until it ends."
        return CoachReplyDraft(answer=text, citations=[cites_week(week)])
    opening = "That comes first; the plan can wait. " if _CARE.search(asked.question) else ""
    total = minutes(sum(planned.task.minutes for planned in still_open))
    count = pluralize(len(still_open), "open task")
    after = now.week_number(week.number + 1)
    first = now.tasks_of(after)[:1] if after is not None else ()
    follows = (
        f" You go on with {named(first[0])}, {when_due(first[0], now.today)}." if first else ""
    )
    text = (
        f"{opening}Week {week.number} has {count} left, {total} in all; I can skip them together, "
        f"and nothing of it has to be made up.{follows} If it takes longer, pause the goal under "
        "“Change the plan”: then the dates move."
    )
    reason = SkipReason.ILL if _CARE.search(asked.question) else SkipReason.NO_TIME
    edit = EditDraft(
        kind="skip_week",
        week=week.number,
        reason=reason.value,
        note=f"Skip the {count} of week {week.number} ({total})",
    )
    return CoachReplyDraft(
        answer=text, citations=[cites_week(week), *cites_tasks(*first)], edits=[edit]
    )


def little_time(asked: Asked) -> CoachReplyDraft:
    """Answer what fits into a few minutes: a task that fits, or the beginning of one."""
    now = asked.situation
    found = _MINUTES.search(asked.question)
    have = int(found.group(1)) if found else 10
    step = _fitting(now, have)
    if step is None:
        text = f"Nothing of week {now.week.number} is open, so the time is yours."
        return CoachReplyDraft(answer=text, citations=[cites_week(now.week)])
    if step.task.minutes <= have:
        text = f"{minutes(have)} is enough for {named(step)}, {when_due(step, now.today)}."
    else:
        text = (
            f"Do the first {minutes(have)} of {named(step)}, {when_due(step, now.today)}, and "
            "stop when they are over; that counts."
        )
    return CoachReplyDraft(answer=text, citations=[*cites_tasks(step), cites_week(step.week)])


def _fitting(now: Situation, have: int) -> PlannedTask | None:
    """Return the task of today or this week that fills a time best, else what is due first."""
    week = [planned for planned in now.tasks_of(now.week) if planned.open]
    for tasks in (list(now.due_today), week):
        fitting = [planned for planned in tasks if planned.task.minutes <= have]
        if fitting:
            return max(fitting, key=lambda planned: planned.task.minutes)
    return now.next_open


def do_it(asked: Asked) -> CoachReplyDraft:
    """Say that the work stays the person's, and which task of the plan it belongs to."""
    now = asked.situation
    meant = find_task(now)
    step = meant or now.next_open
    text = "I cannot do that for you: without a model I only know your plan and its playbook."
    if asked.near is not None and asked.near.likeness >= _HELPS:
        text += f" What may help: {asked.near.guide.passage.text}"
    if step is None:
        return CoachReplyDraft(answer=text, citations=[cites_week(now.week)])
    place = "In your plan it belongs to" if meant is not None else "The next step stays"
    text += f" {place} {named(step)}, {when_due(step, now.today)}."
    return CoachReplyDraft(answer=text, citations=[*cites_tasks(step), cites_week(step.week)])


_HELPS = 0.45


def new_date(asked: Asked) -> CoachReplyDraft:
    """Propose another end of the plan if a day is named; else say how to move it."""
    now = asked.situation
    end = write_day(now.plan.ends_on, year=True)
    wanted = _named_day(asked)
    if wanted is None or wanted == now.plan.ends_on or wanted <= now.today:
        text = (
            f"Your plan has {now.plan.total_weeks} weeks and ends on {end}. Name the new day, for "
            "example “end on 3 May”, and I propose it; what is open is then spread again."
        )
        return CoachReplyDraft(answer=text, citations=[cites_week(now.plan.weeks[-1])])
    edit = EditDraft(
        kind="end_date",
        day=wanted.isoformat(),
        note=f"End the plan on {write_day(wanted, year=True)} instead of {end}",
    )
    needs = _what_fits(now, wanted)
    refused = why_not(asked, edit) or _too_tight(now, wanted)
    if refused:
        text = f"Your plan ends on {end}, and I cannot end it on {write_day(wanted, year=True)}: "
        text += f"{refused} {needs}"
        return CoachReplyDraft(answer=text, citations=[cites_week(now.plan.weeks[-1])])
    later = wanted > now.plan.ends_on
    what = "the weeks to come get lighter" if later else "what is open moves closer together"
    text = (
        f"Your plan ends on {end} now, in week {now.plan.total_weeks}. I can end it on "
        f"{write_day(wanted, year=True)} instead: {what}, within your hours. {needs} Nothing "
        "changes before you accept it below."
    )
    return CoachReplyDraft(
        answer=text, citations=[cites_week(now.plan.weeks[-1]), cites_week(now.week)], edits=[edit]
    )


def _too_tight(now: Situation, end: date) -> str:
    """Return that what is open does not fit in before a day; "" if it does."""
    still_open = sum(each.task.minutes for each in now.tasks if each.open)
    room = (end - now.today).days / 7 * now.plan.hours_per_week * 60
    return "" if still_open <= room or end > now.plan.ends_on else "It does not fit in your hours."


def _what_fits(now: Situation, end: date) -> str:
    """Return what is open, and how many hours there are for it until a day."""
    still_open = sum(each.task.minutes for each in now.tasks if each.open)
    weeks = max(0.0, (end - now.today).days / 7)
    room = minutes(round(weeks * now.plan.hours_per_week * 60))
    return f"What is open takes {minutes(still_open)}; until then there is room for {room}."


_SHIFTED = re.compile(
    rf"\b(?P<count>{NUMBER}|a|an|the) (?P<unit>day|week|month)s? "
    r"(?P<way>earlier|sooner|later|longer)\b",
    re.IGNORECASE,
)


def shifts_the_end(question: str) -> bool:
    """Return whether a question moves the end by some time: "two weeks earlier"."""
    return _SHIFTED.search(question) is not None


_DAYS_OF = {"day": 1, "week": 7, "month": 30}


def _named_day(asked: Asked) -> date | None:
    """Return the exact day that the question names, or by which it shifts the end, or None."""
    dated = dates_named(asked.question, asked.situation.today)
    if dated:
        return dated[-1][2]
    if (shifted := _SHIFTED.search(asked.question)) is not None:
        count = shifted["count"].lower()
        many = 1.0 if count in {"a", "an", "the"} else parse_number(count) or 1.0
        days = timedelta(days=round(many * _DAYS_OF[shifted["unit"].lower()]))
        later = shifted["way"].lower() in {"later", "longer"}
        end = asked.situation.plan.ends_on
        return end + days if later else end - days
    found = parse_deadline(asked.question, today=asked.situation.today)
    return found.on if found is not None and found.exact else None
