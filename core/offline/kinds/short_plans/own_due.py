"""What a person named with a last day of its own on the way is a task before that day."""

import re
from datetime import timedelta

from core.goals.goal import ClarifiedGoal
from core.goals.weeks import DAYS
from core.offline.parsed_goal import ParsedGoal
from core.offline.reading.roles.slots.deadline_choice import days_to_come
from core.plans.draft import TaskDraft

_LAST_DAY = re.compile(r"^(?:by|until|till|before|no later than|due)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:!?,\n]\s")
_OPENS = re.compile(r"^(?:and|but|so|because|then|also|plus)\s+", re.IGNORECASE)
_FEWEST_WORDS, _MOST_WORDS = 4, 18
_DAYS_BEFORE = 2
"""A day in hand for an office that is shut, and one for the post."""
_MINUTES = 20


def own_due_tasks(parsed: ParsedGoal, goal: ClarifiedGoal) -> dict[int, list[TaskDraft]]:
    """Return a task for each thing named with a last day before the goal's own, by week.

    "The hall costs 180 and has to be paid by 15 December" is done on 13 December.
    """
    text, found = parsed.facts.text, dict[int, list[TaskDraft]]()
    own = parsed.facts.deadline
    for day in days_to_come(text, parsed.request.today):
        is_own = own is not None and own.on <= day.on
        if is_own or not _LAST_DAY.match(day.span.text) or not goal.starts_on < day.on:
            continue
        start = max((m.end() for m in _CLAUSE.finditer(text, 0, day.span.start)), default=0)
        words = _OPENS.sub("", text[start : day.span.end].strip(" .,"))
        if own is None or not _FEWEST_WORDS <= len(words.split()) <= _MOST_WORDS:
            continue
        when = max(goal.starts_on, day.on - timedelta(days=_DAYS_BEFORE))
        task = TaskDraft(
            title=f"Settle this in time: “{words}”",
            minutes=_MINUTES,
            day=DAYS[when.weekday()].value,
        )
        found.setdefault((when - goal.starts_on).days // 7 + 1, []).append(task)
    return found
