"""Answers to thanks, to facts to remember, and to what is no matter of the plan."""

import re

from core.chat.memory import ruled_out_days
from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.goals.weeks import DAYS
from core.offline.chat.asked import Asked, cites_tasks, cites_week, listed, named, on_day
from core.offline.chat.standing import done
from core.offline.chat.stated_facts import stated_facts

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
        answer=f"{opening} Next is {named(step)}, {on_day(step.day, now.today)}.",
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
        text += f" It touches {listed(touched[:2], now.today)}; ask me to move it if you like."
    elif now.next_open is not None:
        text += f" The next task stays {named(now.next_open)}, "
        text += f"{on_day(now.next_open.day, now.today)}."
    else:
        text += f" Your plan is in week {now.week.number}."
    return CoachReplyDraft(answer=text, citations=[cites_week(now.week), *cites_tasks(*touched)])


def _following(asked: Asked) -> tuple[PlannedTask, ...]:
    now = asked.situation
    return now.tasks_of(now.next_week) if now.next_week is not None else ()


def off_topic(asked: Asked) -> CoachReplyDraft:
    """Lead back to the plan, in one kind line."""
    now, step = asked.situation, asked.situation.next_open
    text = "I am the coach of this one goal, so I stay with your plan."
    if step is not None:
        text += f" Next in it is {named(step)}, {on_day(step.day, now.today)}."
    else:
        text += f" It ends on {write_day(now.plan.ends_on, year=True)}."
    text += (
        " Ask me what is due, why a task is there, or what to do when something gets in the way."
    )
    citations = (
        [cites_week(now.week)] if step is None else [*cites_tasks(step), cites_week(step.week)]
    )
    return CoachReplyDraft(answer=text, citations=citations)
