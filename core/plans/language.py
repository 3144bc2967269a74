"""Whether a plan is English, so that rules made of English words leave other languages alone."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from core.goals.goal import ClarifiedGoal
from core.goals.language import is_english


class _Titled(Protocol):
    @property
    def title(self) -> str: ...


class _WeekTexts(Protocol):
    @property
    def focus(self) -> str: ...
    @property
    def if_then(self) -> str: ...
    @property
    def tasks(self) -> Sequence[_Titled]: ...


def weeks_are_english(weeks: Iterable[_WeekTexts], goal: ClarifiedGoal) -> bool:
    """Return whether the weeks, drafted or compiled, and their goal are English."""
    texts = [goal.statement]
    for week in weeks:
        texts += [week.focus, week.if_then, *(task.title for task in week.tasks)]
    return is_english(*texts)
