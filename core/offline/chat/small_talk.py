"""Answers to thanks, to facts to remember, and to what is no matter of the plan."""

import re
from collections.abc import Collection
from datetime import date

from core.chat.memory import ruled_out_days
from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask, Situation
from core.formats import day as write_day
from core.formats import pluralize
from core.goals.weeks import DAYS, Day
from core.offline.chat.asked import Asked, cites_tasks, cites_week, listed, named, when_due
from core.offline.chat.changes import CHANGE_SECTION, move_task
from core.offline.chat.standing import done
from core.offline.chat.stated_facts import stated_facts

_HOUR = re.compile(r"\b(?:mornings?|evenings?|afternoons?|nights?|lunch)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:done|did it|finished|ticked|completed|made it)\b", re.IGNORECASE)

_GREETING = re.compile(r"^\W*(?:hi|hello|hey|good (?:morning|evening|afternoon))\b", re.IGNORECASE)


def thanks(asked: Asked) -> CoachReplyDraft:
    """Answer a greeting or thanks in one line that names the next step."""
    now, step = asked.situation, asked.situation.next_open
    if _DONE.search(asked.question):
        return done(asked)
    opening = "Hello." if _GREETING.match(asked.question) else "You are welcome."
    if step is None:
        return CoachReplyDraft(
            answer=f"{opening} Your plan ends on {write_day(now.plan.ends_on, year=True)}.",
            citations=[cites_week(now.week)],
        )
    return CoachReplyDraft(
        answer=f"{opening} Next is {named(step)}, {when_due(step, now.today)}.",
        citations=[*cites_tasks(step), cites_week(step.week)],
    )


def remember(asked: Asked) -> CoachReplyDraft:
    """Confirm what is remembered, and name the tasks of this week that it touches."""
    now, facts = asked.situation, stated_facts(asked.question)
    if not facts:
        text = (
            "I keep short facts that last, such as “Tuesdays are out” or “my knee hurts”. "
            f"Write it like that, and I heed it from week {now.week.number} on."
        )
        return CoachReplyDraft(answer=text, citations=[cites_week(now.week)])
    days = ruled_out_days(tuple(facts))
    touched = tuple(
        planned
        for planned in (*now.tasks_of(now.week), *_following(asked))
        if planned.open and DAYS[planned.day.weekday()] in days
    )
    text = f"I remember: “{facts[0]}”. You can change or delete it below."
    if touched:
        text += f" It touches {listed(touched[:2], now.today)}; I can move it below."
    elif now.next_open is not None:
        text += f" The next task stays {named(now.next_open)}, "
        text += f"{when_due(now.next_open, now.today)}."
    else:
        text += f" Your plan is in week {now.week.number}."
    edits, given = list[EditDraft](), set[date]()
    for planned in touched:
        free = _free_day(now, planned, days, given)
        if free is not None:
            edits.append(move_task(planned, free))
            given.add(free)
    if touched and not edits:
        text = text.replace("I can move it below", "ask me to move it to a day you name")
    if _HOUR.search(asked.question) and not days:
        text += " The plan sets days and no hours of the day, so no task has to move."
    text += _later_on(now, days, touched)
    return CoachReplyDraft(
        answer=text, citations=[cites_week(now.week), *cites_tasks(*touched)], edits=edits[:2]
    )


def _later_on(now: Situation, out: Collection[Day], touched: tuple[PlannedTask, ...]) -> str:
    """Return how many tasks of later weeks have a day that is ruled out, "" if none has."""
    last = max((each.week.number for each in touched), default=now.week.number + 1)
    later = [
        each
        for each in now.tasks
        if each.open and each.task.day in out and each.week.number > max(last, now.week.number + 1)
    ]
    if not later:
        return ""
    return (
        f" In later weeks {pluralize(len(later), 'task')} {'has' if len(later) == 1 else 'have'} "
        f"that day too: set your days under {CHANGE_SECTION}, or ask me when they come near."
    )


def _free_day(
    now: Situation, planned: PlannedTask, out: Collection[Day], given: Collection[date]
) -> date | None:
    """Return a day of the task's week that is not ruled out, one without a task if there is one."""
    days = [d for d in now.days_left(planned.week) if DAYS[d.weekday()] not in out]
    taken = {each.day for each in now.tasks if each.open} | set(given)
    return next((day for day in days if day not in taken), days[0] if days else None)


def _following(asked: Asked) -> tuple[PlannedTask, ...]:
    now = asked.situation
    return now.tasks_of(now.next_week) if now.next_week is not None else ()


def off_topic(asked: Asked) -> CoachReplyDraft:
    """Lead back to the plan, in one kind line."""
    now, step = asked.situation, asked.situation.next_open
    text = "I am the coach of this one goal, so I stay with your plan."
    if step is not None:
        text += f" Next in it is {named(step)}, {when_due(step, now.today)}."
    else:
        text += f" It ends on {write_day(now.plan.ends_on, year=True)}."
    text += (
        " Ask me what is due, why a task is there, or what to do when something gets in the way."
    )
    citations = (
        [cites_week(now.week)] if step is None else [*cites_tasks(step), cites_week(step.week)]
    )
    return CoachReplyDraft(answer=text, citations=citations)
