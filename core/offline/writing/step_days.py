"""Put the steps that are sessions themselves on days that the person has.

A step without a weekday may be done on any day of its week, and is due on the last one. That suits
a look at the opening hours of the pool; a test in the pool is a session like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.plans.draft import TaskDraft

_LIKE_A_SESSION = 0.5
"""From this share of a session's minutes on, a step takes its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDays:
    """The days of a week, and what may be placed on them."""

    own: Sequence[str]
    """The days that the person has, in the order of the week."""
    may_replace: int
    """How many sessions may give way to a step."""


def place_steps(
    steps: Sequence[TaskDraft], sessions: Sequence[TaskDraft], week: WeekDays
) -> tuple[list[TaskDraft], list[TaskDraft]]:
    """Return the steps, those like a session on days of the person, and the sessions that are left.

    A step is like a session if it is about as long or begins with the same verb. It takes a day
    without a task; if there is none, it replaces the session most like it. If none may be replaced
    it has no day, because two sessions on a day are one too many.
    """
    placed: list[TaskDraft] = []
    left, may_replace = list(sessions), week.may_replace
    for step in steps:
        if not any(_is_like(step, session) for session in sessions):
            placed.append(step)
            continue
        taken = {task.day for task in (*left, *placed)}
        day = next((day for day in week.own if day not in taken), None)
        giving_way = _giving_way(step, left) if day is None and may_replace > 0 else None
        if giving_way is not None:
            day, may_replace = giving_way.day, may_replace - 1
            left.remove(giving_way)
        placed.append(step.model_copy(update={"day": day}))
    return placed, left


def _giving_way(step: TaskDraft, sessions: Sequence[TaskDraft]) -> TaskDraft | None:
    """Return the session that a step takes the day of: the one most like it; None if none is."""
    alike = [each for each in sessions if each.day is not None and _is_like(step, each)]
    return min(alike, key=lambda each: abs(each.minutes - step.minutes), default=None)


def _is_like(step: TaskDraft, session: TaskDraft) -> bool:
    same = _verb(step) == _verb(session)
    return same or step.minutes >= _LIKE_A_SESSION * session.minutes


def _verb(task: TaskDraft) -> str:
    return task.title.split(" ", maxsplit=1)[0].casefold()
