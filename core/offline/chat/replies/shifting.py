"""A week pushed on, a later start, and a slip of something that is given up."""

import re
from datetime import date, timedelta

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import Asked, cites_week, named, when_due
from core.offline.chat.changes import CHANGE_SECTION, move_task
from core.offline.chat.counted.days import reply_in
from core.offline.chat.counted.tally import tally, time_of
from core.offline.chat.editing.revisable import is_possible
from core.offline.chat.question.period import period_asked

_WEEK = timedelta(days=7)
_MOST = 3
_PUSH = re.compile(
    r"\b(?:push|move|shift|postpone|delay|carry|reschedule)\b.*\b(?:this|the|the whole|my|whole) "
    r"week(?:['’]s)?\b(?!-?end)",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:start|begin)(?:ing)?\b.*\b(?:later|in|on|after|next|from)\b", re.IGNORECASE
)
_WISH = re.compile(r"\b(?:can|could|may|want|rather|like to|possible|let)\b", re.IGNORECASE)
_WITH_THE_DAY = re.compile(r"\b(?:task|session|run|today|with|by|smaller|easier)\b", re.IGNORECASE)
_SLIPPED = re.compile(
    r"\b(?:i|i['’]ve|ive)(?: \w+){0,2} (?:had (?:a|an|one|two|three|some|\d+)|smoked|drank|ate|"
    r"relapsed|slipped|caved|gave in|given in|failed|bought|lit|cracked|messed up|gambled)\b|"
    r"\b(?:relapsed?|slipped up|slip[- ]?up|gave in)\b|"
    r"^\W*(?:had|smoked|drank|ate) (?:a|an|one|two|three|four|five|six|some|\d+)\b",
    re.IGNORECASE,
)
_ASKS_IF = re.compile(r"\b(?:if|what happens|how many|when)\b", re.IGNORECASE)


def slipped(asked: Asked) -> bool:
    """Return whether a person who gives something up says that it happened again."""
    text = asked.question
    happened = _SLIPPED.search(text) is not None and _ASKS_IF.search(text) is None
    return happened and asked.playbook.gives_up_something


def pushes_week(asked: Asked) -> bool:
    """Return whether a whole week shall move to the next one."""
    return _PUSH.search(asked.question) is not None


def push_week(asked: Asked) -> CoachReplyDraft:
    """Propose to move what is open in this week by a week."""
    now = asked.situation
    held = tally(now.tasks_of(now.week), now.today)
    if not held.still_open:
        text = f"Nothing of week {now.week.number} is open, so there is nothing to push on."
        return reply_in(now.week, text)
    moves = [(each, move_task(each, _later(each, now.today))) for each in held.still_open]
    possible = [(each, edit) for each, edit in moves if is_possible(asked, edit)][:_MOST]
    text = (
        f"Week {now.week.number} has {pluralize(len(held.still_open), 'open task')}, "
        f"{time_of(held.still_open)} in all."
    )
    if possible:
        names = "; ".join(
            f"{named(each)} to {write_day(date.fromisoformat(edit.day))}" for each, edit in possible
        )
        text += f" I can move {names}. Nothing changes before you accept it below."
    text += (
        f" To push the whole plan on by a week, pause or shift the goal under {CHANGE_SECTION}: "
        "then all later dates move too."
    )
    draft = reply_in(now.week, text, *held.still_open)
    return draft.model_copy(update={"edits": [edit for _, edit in possible]})


def _later(planned: PlannedTask, today: date) -> date:
    """Return the same weekday of the next week from today."""
    day = planned.day + _WEEK
    return day if day >= today else today + timedelta(days=(day - today).days % 7)


def starts_later(asked: Asked) -> bool:
    """Return whether a person wants to begin the plan, or to go on with it, at a later time."""
    text = asked.question
    if not (_START.search(text) and _WISH.search(text)) or _WITH_THE_DAY.search(text):
        return False
    return "later" in text.lower() or _from(asked) is not None


def start_later(asked: Asked) -> CoachReplyDraft:
    """Say how the plan begins later: a pause until then, and the end that follows from it."""
    now, first = asked.situation, _from(asked)
    began = write_day(now.plan.starts_on, year=True)
    verb = "begins" if now.not_begun else "began"
    text = f"Your plan {verb} on {began}; you are in week {now.week.number}."
    if now.not_begun:
        text = f"Your plan begins on {began}."
    if first is None:
        text += f" Pause it under {CHANGE_SECTION} for as long as you need: the dates move with it."
        return _with_next(asked, text, [])
    day = write_day(first, year=True)
    text += f" To go on from {day}, pause it until then under {CHANGE_SECTION}: the dates move."
    later = now.plan.ends_on + (first - max(now.today, now.plan.starts_on))
    end = write_day(later, year=True)
    edit = EditDraft(kind="end_date", day=later.isoformat(), note=f"End the plan on {end}")
    if not is_possible(asked, edit):
        return _with_next(asked, text, [])
    text += f" If the end may move as well, I can set it to {end} below."
    return _with_next(asked, text, [edit])


def _from(asked: Asked) -> date | None:
    period = period_asked(asked.question, asked.situation)
    return period.first if period is not None and period.first > asked.situation.today else None


def _with_next(asked: Asked, text: str, edits: list[EditDraft]) -> CoachReplyDraft:
    now, step = asked.situation, asked.situation.next_open
    if step is None:
        return CoachReplyDraft(answer=text, citations=[cites_week(now.week)], edits=edits)
    text += f" Until then the next task stays {named(step)}, {when_due(step, now.today)}."
    return reply_in(step.week, text, step).model_copy(update={"edits": edits})
