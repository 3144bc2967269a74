"""The days that a question names: the day of the task, and the day it shall move to."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from core.chat.memory import days_in
from core.goals.weeks import DAYS, Day

DAY_NAMED = re.compile(
    r"\b(?P<which>(?:next|last) )?(?P<day>today|tonight|this evening|day after tomorrow|tomorrow|"
    r"yesterday|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?)\b"
    r"(?P<owns>['’]s)?",
    re.IGNORECASE,
)
_NOT_THEN = re.compile(
    r"^\W*(?:(?:is|are|s)\W+(?:bad|full|out|for|taken|gone|blocked|"
    r"busy|impossible|not)|don['’]?t|doesn['’]?t|"
    r"(?:(?:is|are) )?no longer|(?:is|are) not|aren['’]?t|"
    r"won['’]?t|never|isn['’]?t)\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:can['’]?t|cannot|not|never|no more|no time|meeting|appointment|busy)"
    r"(?: \w+){0,3} (?:on |this )?$",
    re.IGNORECASE,
)
_OF_DAY = re.compile(
    r"^\W*(?:tasks?|sessions?|one|runs?|rides?|swims?|walks?|workouts?|lessons?|exercises?)"
    r"\b",
    re.IGNORECASE,
)
"""What belongs to the day before it: "thursdays run", "the Friday session"."""
_LISTED = re.compile(r"^\W*(?:and|or|,|&)\W", re.IGNORECASE)
"""What follows a day that is one of several: "Saturdays and Sundays"."""
_INSTEAD_OF = re.compile(r"instead of(?: on)? $", re.IGNORECASE)
_FROM = re.compile(r"\bfrom(?: on)? $", re.IGNORECASE)
_OFFSETS = {"today": 0, "tonight": 0, "this evening": 0, "tomorrow": 1, "yesterday": -1}
_DAY_AFTER = "day after tomorrow"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDays:
    """The day of the task in question, and the day it shall go to; None where none is named."""

    source: date | None
    target: date | None


def named_days(question: str, today: date) -> NamedDays:
    """Return the days a question names: the first is left and the second is wanted, by default."""
    sources, targets = list[date](), list[date]()
    matches = list(DAY_NAMED.finditer(question))
    for number, match in enumerate(matches):
        day = day_of(match, today)
        left = _is_left(question, match)
        first_of_two = (
            number == 0
            and len(matches) > 1
            and not any(_is_left(question, other) for other in matches[1:])
            and not _INSTEAD_OF.search(question[: matches[1].start()])
        )
        (sources if left or first_of_two else targets).append(day)
    return NamedDays(
        source=sources[0] if sources else None, target=targets[-1] if targets else None
    )


def _is_left(question: str, match: re.Match[str]) -> bool:
    """Return whether a day is plainly the one that is left: "Friday is full", "Monday's run"."""
    before, after = question[: match.start()], question[match.end() :]
    return bool(
        match["owns"]
        or _OF_DAY.search(after)
        or _NOT_THEN.search(after)
        or _NOT_BEFORE.search(before)
        or _INSTEAD_OF.search(before)
        or _FROM.search(before)
    )


def weekdays_left_and_wanted(question: str) -> tuple[tuple[Day, ...], tuple[Day, ...]]:
    """Return the weekdays that a question gives up, and those that shall come in their place."""
    left, wanted = list[Day](), list[Day]()
    matches = [found for found in DAY_NAMED.finditer(question) if days_in(found["day"])]
    for number, match in enumerate(matches):
        others = [other for other in matches if other is not match]
        out = _is_left(question, match)
        first_of_two = (
            number == 0
            and others
            and not any(_is_left(question, o) for o in others)
            and not _LISTED.match(question[match.end() :])
        )
        (left if out or first_of_two else wanted).append(days_in(match["day"])[0])
    return tuple(dict.fromkeys(left)), tuple(dict.fromkeys(wanted))


def days_named(question: str, today: date) -> tuple[date, ...]:
    """Return all days that a question names, in its order."""
    return tuple(day_of(found, today) for found in DAY_NAMED.finditer(question))


def day_of(found: re.Match[str], today: date) -> date:
    """Return the date of a day that was found: "next" is the one of next week."""
    lowered = " ".join(found["day"].lower().split())
    if lowered == _DAY_AFTER:
        return today + timedelta(days=2)
    if lowered in _OFFSETS:
        return today + timedelta(days=_OFFSETS[lowered])
    weekday = DAYS.index(days_in(lowered)[0])
    which = (found["which"] or "").strip().lower()
    if which == "next":
        return today + timedelta(days=weekday - today.weekday() + 7)
    if which == "last":
        return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
    return today + timedelta(days=(weekday - today.weekday()) % 7)
