"""Things and people that the words call by their own names, and whether a plan takes them up."""

import re

from core.quality.rules.aim_rule import task_titles
from core.quality.subject import Subject

_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-zà-ÿ'’]{2,}(?: [A-Z][a-zà-ÿ]{2,})*")
_CALENDAR = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|christmas|"
    r"easter|ramadan|i['’])",
    re.IGNORECASE,
)


def unused_name(subject: Subject) -> str:
    """Return a name in the person's words if no task and no milestone takes up any of them."""
    names = [
        m.group() for m in _NAME.finditer(subject.facts.text) if not _CALENDAR.match(m.group())
    ]
    if not names or subject.plan is None:
        return ""
    weeks = subject.plan.weeks
    stones = [stone.title for stone in subject.plan.milestones]
    whole = "\n".join([*task_titles(subject), *stones, *(w.if_then for w in weeks)]).casefold()
    used = any(part.casefold() in whole for name in names for part in name.split())
    return "" if used else names[0]
