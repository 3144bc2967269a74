"""Find the names of a person's own account in what they wrote.

They are known exactly, so no guess is made: as they are written in the account, and in capitals.
Small letters are left out, because many names are words ("will", "mark", "rose") that a coach has
to read.
"""

import calendar
import re
from collections.abc import Iterable
from functools import lru_cache

from core.accounts.names_in_text import NO_NAMES, name_words

_LOCAL_PART = re.compile(r"(?=[^@]*[\d._+-])[\w.+-]{4,64}(?=@)")
"""Of an address of mail; one that is a single word may be an ordinary word."""
_READ = NO_NAMES | {*calendar.month_abbr, *calendar.day_abbr}
"""Words that stay, also for a person of that name: a coach reads a deadline "by 31 Jan"."""


def own_name_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds names and addresses of one account; None if there is nothing to find."""
    return _compile(tuple(sorted(names)))


@lru_cache(maxsize=1_024)
def _compile(names: tuple[str, ...]) -> re.Pattern[str] | None:
    words = {
        form
        for name in names
        if "@" not in name
        for word in _telling_words(name)
        for form in (word, word.capitalize(), word.upper())
    }
    either = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    one = rf"(?:{'|'.join(either)})"
    parts = (_LOCAL_PART.match(name) for name in names)
    found = [rf"(?i:{re.escape(part.group())})" for part in parts if part is not None]
    found += [rf"{one}(?:[ -]{one})*"] if either else []
    return re.compile(rf"(?<![\w@])(?:{'|'.join(found)})(?![\w@])") if found else None


def _telling_words(name: str) -> list[str]:
    """Return the words of a name without particles ("von"), months and days."""
    words = [word for word in name_words((name,)) if word.capitalize() not in _READ]
    return [word for word in words if not word.islower()] or words
