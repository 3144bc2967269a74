"""What no task of a plan may do, because a body or a person does not bear it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_STEM = 4
_ALTERNATIVE = re.compile(r"\bor\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit in a few words, with a pattern of the tasks that break it."""

    label: str
    loads: str
    instead: tuple[str, ...] = ()
    """Tasks that may take the place of one that breaks it; `{minutes}` is their length."""
    wanted: str = ""
    """The words of the aim, which are no breach."""


def keeps(title: str, limits: Sequence[Limit]) -> bool:
    """Return whether a task breaks none of the limits.

    What is only one of several choices ("walk, cycle or swim") breaks none.
    """
    return not any(_breaks(title, limit) for limit in limits)


@lru_cache(maxsize=8192)
def _breaks(title: str, limit: Limit) -> bool:
    for match in re.finditer(rf"\b(?:{limit.loads})", title, re.IGNORECASE):
        if match.group().lower()[:_STEM].strip() in limit.wanted:
            continue
        if not _is_a_choice(title, match.start(), match.end()):
            return True
    return False


def _is_a_choice(title: str, start: int, end: int) -> bool:
    """Return whether a word stands in a list of choices: "walk, cycle or swim 45 minutes"."""
    around = f"{title[max(0, start - 12) : start]}|{title[end : end + 12]}"
    return _ALTERNATIVE.search(around) is not None


def within_limit(title: str, minutes: int, limits: Sequence[Limit]) -> str:
    """Return a task that takes the place of one that breaks a limit, with its minutes filled in."""
    broken = next((limit for limit in limits if not keeps(title, (limit,))), None)
    choices = () if broken is None else broken.instead
    fitting = (task.replace("{minutes}", f"{minutes}") for task in choices if keeps(task, limits))
    return next(fitting, f"Move for {minutes} minutes in the way that feels best today")
