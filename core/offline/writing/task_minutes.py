"""The minutes of a task and its words agree: what it names is what it takes."""

import re
from collections.abc import Sequence

from core.offline.reading.numbers import NUMBER, parse_number
from core.plans.draft import TaskDraft

_N = r"\d+|half an|an|ten|fifteen|twenty|thirty|forty-five|sixty"
_DURATION = re.compile(
    r"(?:\b(?P<times>two|three|four|five|six|[2-6])(?: x)? "
    r"(?P<rounds>(?:[\w-]+ )?(?:rounds|blocks|sets|bouts) of )?)?"
    rf"\b(?P<n>{_N})(?:(?: to |-)\d+)?"
    r"(?P<joint>[ -])(?P<unit>minutes?|hours?)\b",
    re.IGNORECASE,
)
_NO_LENGTH = re.compile(
    r"\b(?:wait|waiting|after|within|every|each|under|over|by|before|first|last|delay\w*|past|next|"
    r"than|until|pause|rest|in|at|and|most|least|it is|ago|late|later|early) "
    r"(?:the |about |another |up to )?$",
    re.IGNORECASE,
)
"""In front of a time that is not how long the task takes."""
_AGO = re.compile(r" ?(?:ago|later|late|early|before|after|of|old|a (?:day|week|month))\b")
_MORE_PARTS = re.compile(r"[ \w-]*?, (?P<n>\d+) (?=[a-z])")
"""Further parts of a session whose unit is named once: "10 minutes tag, 20 small match"."""
_AT_THE_START = re.compile(rf"\w+(?: [\w-]+){{0,3}}? (?P<n>{_N}) minutes\b", re.IGNORECASE)
_ONE_LENGTH = re.compile(rf"[^\d;]*? for (?P<n>{_N}) minutes\b(?!.*\d)", re.IGNORECASE)
"""The only number of a title, which says how long: "watch one buyer use it for 20 minutes"."""
_ANOTHER_ACT = re.compile(r"\b(?:then|and)\b|;")
_SMALL_END = re.compile(
    r"(?:;|,| and| then|,? and then)* (?:note|count|tick|log|mark|write (?:down|one|two|three)|"
    r"keep to the cue|begin with what|say first what|two minutes count)\b[^;]*$",
    re.IGNORECASE,
)
"""An end of a title that takes a minute: "for 20 minutes; note three stumbles"."""
_QUOTED = re.compile(r"“[^”]*”")
"""Words that a task repeats; what they name is not what the task takes."""
_PART = re.compile(r", part \d+ of \d+$")
_PACES = (
    (re.compile(rf"\b(?:walk|hike)\w*\b[^.;]*?(?P<n>{NUMBER}) ?km\b", re.IGNORECASE), 12.0),
    (re.compile(rf"\b(?:run|jog)\w*\b[^.;]*?(?P<n>{NUMBER}) ?km\b", re.IGNORECASE), 6.5),
    (re.compile(rf"\b(?:ride|cycle)\w*\b[^.;]*?(?P<n>{NUMBER}) ?km\b", re.IGNORECASE), 3.5),
    (re.compile(rf"\b(?:read)\b[^.;,]*?(?P<n>{NUMBER}) pages\b", re.IGNORECASE), 1.5),
    (re.compile(rf"\b(?:write|draft)\b[^.;,]*?(?P<n>{NUMBER}) pages\b", re.IGNORECASE), 25.0),
    (re.compile(rf"\b(?:write|draft)\b[^.;,]*?(?P<n>{NUMBER}) words\b", re.IGNORECASE), 0.04),
)
"""Minutes for one unit at the brisk end of a usual pace: walking 5 km/h, running 9, cycling 17,
reading 40 pages an hour, writing 1,500 words an hour."""
_MOST_NAMED = 360
_TOLERANCE = 1.5
"""A task may hold half as much time again as its words name, for setting up and for notes."""
_LEAST_LEFT = 0.7
_STEP = 5


def minutes_named(title: str) -> int | None:
    """Return the minutes that a title says or implies its act takes, or None."""
    if _PART.search(title):
        return None  # its number is that of the whole
    title = _QUOTED.sub("", title)
    named = [_minutes_of(match, title) for match in _DURATION.finditer(title)]
    paced = [
        parse_number(match["n"]) * pace
        for pattern, pace in _PACES
        for match in pattern.finditer(title)
    ]
    longest = max((*named, *paced), default=0.0)
    return int(longest) if 0 < longest <= _MOST_NAMED else None


def with_agreeing_minutes(tasks: Sequence[TaskDraft], cap: int) -> list[TaskDraft]:
    """Return the tasks of a week, each with the minutes its words name; at most `cap` in all.

    Where the week has no room for the time a task names, other tasks give some of theirs.
    """
    found = [_shorter(task) for task in tasks]
    for at, task in enumerate(found):
        named = minutes_named(task.title) or 0
        if named <= task.minutes:
            continue
        room = max(0, cap - sum(other.minutes for other in found))
        found = _lent(found, at, named - task.minutes - room)
        room = max(0, cap - sum(other.minutes for other in found))
        given = min(named, task.minutes + room)
        found[at] = task.model_copy(update={"minutes": given})
    return found


def _lent(tasks: list[TaskDraft], to: int, wanted: int) -> list[TaskDraft]:
    """Return the tasks after those that name no time have given up to a third of theirs."""
    lent = list(tasks)
    for at, task in enumerate(tasks):
        if wanted <= 0:
            break
        if at == to or minutes_named(task.title) is not None:
            continue
        least = -(-int(task.minutes * _LEAST_LEFT) // _STEP) * _STEP
        given = max(0, min(wanted, task.minutes - least))
        lent[at] = task.model_copy(update={"minutes": task.minutes - given})
        wanted -= given
    return lent


def _shorter(task: TaskDraft) -> TaskDraft:
    """Return a task that is one act of a named length with that length, not far more."""
    title = _SMALL_END.sub("", task.title)
    start = _AT_THE_START.match(title) or _ONE_LENGTH.match(title)
    if start is None or _ANOTHER_ACT.search(title) or _PART.search(title):
        return task
    if _NO_LENGTH.search(title[: start.start("n")]) or _AGO.match(title[start.end() :]):
        return task
    named = int(_number(start["n"]))
    if named < _STEP or named * _TOLERANCE >= task.minutes:
        return task
    return task.model_copy(update={"minutes": -(-named // _STEP) * _STEP})


def _minutes_of(match: re.Match[str], title: str) -> float:
    if _NO_LENGTH.search(title[: match.start("n")]) or _AGO.match(title[match.end() :]):
        return 0.0
    minutes = _number(match["n"]) * (60 if match["unit"].lower().startswith("h") else 1)
    if match["times"] and (match["rounds"] or match["joint"] == "-"):
        return minutes * parse_number(match["times"])
    rest, at = 0.0, match.end()
    while (more := _MORE_PARTS.match(title, at)) is not None:
        rest, at = rest + float(more["n"]), more.end()
    return minutes + rest


def _number(words: str) -> float:
    return 1.0 if words.lower() == "an" else parse_number(words)
