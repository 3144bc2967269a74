"""Strength: how firmly a routine is established, as a number that one miss hardly moves.

The smoothing is that of Loop Habit Tracker (github.com/iSoron/uhabits, `Score.kt`):
s' = s * m + value * (1 - m) with m = 0.5 ^ (sqrt(frequency) / 13) for each repetition, where the
frequency is repetitions a day. A repetition here is a task of the week, one a day at most; its
value is the share of the week's tasks that were done.
"""

from collections.abc import Sequence
from datetime import date

from core.progress.weekly import WeekOfWork

_REPETITIONS = 13
"""After so many repetitions, at one a day, half of a score is from before them."""
_DAYS = 7


def routine_strength(weeks: Sequence[WeekOfWork], *, today: date) -> float | None:
    """Return the strength from 0 to 1, or None before there is a week to look at.

    The week that is under way may raise the strength but not lower it. Skipped tasks do not count,
    nor do weeks without a task.
    """
    score: float | None = None
    for week in weeks:
        asked = week.planned.tasks or week.done.tasks
        under_way = week.ends_on >= today
        untouched = score is None and under_way and week.done.tasks == 0
        if week.starts_on > today or asked == 0 or untouched:
            continue
        before = score or 0.0
        after = _after_week(before, min(1.0, week.done.tasks / asked), tasks=asked)
        score = max(before, after) if under_way else after
    return score


def _after_week(score: float, value: float, *, tasks: int) -> float:
    """Return the score after a week in which this share of its tasks was done."""
    repetitions = min(tasks, _DAYS)
    per_repetition = 0.5 ** ((repetitions / _DAYS) ** 0.5 / _REPETITIONS)
    weight: float = per_repetition**repetitions
    return score * weight + value * (1 - weight)
