"""Answers when life gets in the way: a miss, an illness, a journey, an obstacle."""

import re
from datetime import timedelta

from core.chat.reply import CitationDraft, CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask, Situation
from core.formats import date_range, minutes, pluralize
from core.formats import day as write_day
from core.offline.chat import meaning, schedule
from core.offline.chat.asked import (
    Asked,
    cites_tasks,
    cites_week,
    named,
    one_line,
    smallest_session,
    week_meant,
    when_due,
)
from core.offline.chat.beside import SKIP_BELOW
from core.offline.chat.guides import nearest_guide
from core.plans.plan import Week
from core.progress.task_state import SkipReason

_ILL_DAYS = 1
"""Days from today whose tasks are offered to be skipped while a person is ill."""
_BACK = "The way back is the smallest step within two days"


def missed(asked: Asked) -> CoachReplyDraft:
    """Answer a miss: nothing is caught up, the smallest open task comes first."""
    now = asked.situation
    if now.not_begun or now.over:
        return schedule.today(asked)
    step = _smallest(now)
    parts = [_after_a_slip(asked) or "A miss changes little, and you need not catch up."]
    if step is not None:
        parts.append(f"{_BACK}: {named(step)}, {when_due(step, now.today)}.")
    parts.append(_reserve(now.week))
    if now.next_open is not None and now.next_open != step:
        follows = now.next_open
        parts.append(f"After it the plan goes on with {named(follows)}.")
    edits = [_skip(each, SkipReason.OTHER) for each in now.late if each != step][:2]
    if edits:
        parts.append(SKIP_BELOW)
    return _reply(now, " ".join(part for part in parts if part), step, edits=edits)


def _after_a_slip(asked: Asked) -> str:
    """Return what the playbook says after a slip, where something is given up."""
    if not asked.playbook.gives_up_something or _MISSED_TASKS.search(asked.question):
        return ""
    near = nearest_guide(_SLIP, tuple(guide for guide in asked.guides if guide.answers))
    return near.guide.passage.text if near is not None and near.likeness >= meaning.NEAR else ""


_MISSED_TASKS = re.compile(r"\b(?:miss(?:ed)?|skipp?(?:ed)?)\b", re.IGNORECASE)
_SLIP = "What if I slip once?"


def ill(asked: Asked) -> CoachReplyDraft:
    """Answer an illness: rest first, then the smallest step."""
    return rest_while_ill(asked.situation)


def rest_while_ill(now: Situation) -> CoachReplyDraft:
    """Return the answer to an illness without danger; it needs no judgement of the body."""
    soon = now.today + timedelta(days=_ILL_DAYS)
    due = [each for each in now.tasks_of(now.week) if each.open and each.day <= soon]
    step = _smallest(now)
    parts = [
        "Rest first: while you are ill, nothing of the plan is due.",
        "With fever, or if it gets worse, ask a doctor before you go on.",
        _reserve(now.week),
    ]
    if step is not None:
        parts.append(
            f"When you have been well for a day, begin with {named(step)}, at half its length, "
            f"and go on with week {now.week.number} from there."
        )
    edits = [_skip(each, SkipReason.ILL) for each in due][:3]
    return _reply(now, " ".join(part for part in parts if part), step, edits=edits)


def away(asked: Asked) -> CoachReplyDraft:
    """Answer a journey: the smallest version on the way, or moved tasks, without a debt."""
    now, following = asked.situation, _week_away(asked)
    tasks = [planned for planned in now.tasks_of(following) if planned.open]
    step = smallest_session([each for each in tasks if each.day >= now.today] or tasks)
    dates = date_range(following.starts_on, now.plan.last_day_of(following))
    parts = [
        (
            f"Week {following.number} ({dates}) has {pluralize(len(following.tasks), 'task')} and "
            f"{minutes(following.minutes)}; make it small before you leave."
        )
    ]
    if step is not None:
        parts.append(
            f"On the way, {minutes(min(10, step.task.minutes))} of {named(step)} is enough to "
            "stay in it."
        )
    parts.append(_reserve(following))
    parts.append(
        "If you are away for a whole week, pause the goal or shift it under “Change the plan”; the "
        "dates move and nothing is lost."
    )
    aim = max(5, following.minutes // 10 * 5)
    edits = [
        EditDraft(
            kind="shrink", week=following.number, minutes=aim, note=_shrink_note(following, aim)
        )
    ]
    return _reply(now, " ".join(part for part in parts if part), step, edits=edits)


def _week_away(asked: Asked) -> Week:
    """Return the week of a journey: this one if it says so, else the next."""
    now = asked.situation
    if (meant := week_meant(asked)) != now.week:
        return meant
    here = _THIS_WEEK.search(asked.question) is not None
    return now.week if here or now.next_week is None else now.next_week


_THIS_WEEK = re.compile(r"\b(?:this week(?:end)?|today|tonight|tomorrow)\b", re.IGNORECASE)


def _shrink_note(week: Week, aim: int) -> str:
    return (
        f"Make week {week.number} smaller while you are away: about {minutes(aim)} instead of "
        f"{minutes(week.minutes)}"
    )


def obstacle(asked: Asked) -> CoachReplyDraft:
    """Answer an obstacle by guidance that is near enough, else by the week's if-then."""
    now, near = asked.situation, asked.near
    if near is not None and near.likeness >= _CLEARLY:
        return meaning.guided(asked)
    step = now.next_open
    citations = [cites_week(now.week), *(cites_tasks(step) if step else [])]
    text = (
        "Neither your plan nor its playbook has an answer to this one. What works for most "
        "obstacles is a small step at a fixed moment"
    )
    if step is None:
        text += f"; the if-then of week {now.week.number} is one: {one_line(now.week.if_then)}"
    else:
        short, day = minutes(min(5, step.task.minutes)), when_due(step, now.today)
        text += (
            f": right after something that you do anyway, begin {short} of {named(step)}, {day}. "
            "If it stays in the way, I can move, shorten or replace it."
        )
    return CoachReplyDraft(answer=text, citations=citations)


_CLEARLY = 0.42
"""Least likeness for an obstacle that was surely named."""


def _smallest(now: Situation) -> PlannedTask | None:
    """Return the shortest open session of this week, of those still to come if there is one."""
    week = [planned for planned in now.tasks_of(now.week) if planned.open]
    ahead = [planned for planned in week if planned.day >= now.today]
    return smallest_session(ahead or week) or now.next_open


def _reserve(week: Week) -> str:
    if not week.reserve_days:
        return ""
    days = pluralize(week.reserve_days, "reserve day")
    return f"Week {week.number} has {days} for moments like this."


def _skip(planned: PlannedTask, reason: SkipReason) -> EditDraft:
    return EditDraft(
        kind="skip",
        task_id=planned.task.id,
        reason=reason.value,
        note=f"Skip “{planned.task.title}” of {write_day(planned.day)}",
    )


def _reply(
    now: Situation, text: str, step: PlannedTask | None, *, edits: list[EditDraft]
) -> CoachReplyDraft:
    citations: list[CitationDraft] = [cites_week(now.week)]
    if step is not None:
        citations += cites_tasks(step)
    return CoachReplyDraft(answer=text, citations=citations, edits=edits)
