"""Whether every figure of an answer is in the plan, in what the person wrote, or was computed.

Numbers that an answer names have to come from somewhere: the plan's texts, the goal, the message,
the passages it may cite, or what the rules have computed for it and noted down.
"""

import re
from collections.abc import Iterator

from core.chat.reply import CoachReplyDraft
from core.chat.situation import Situation
from core.offline.chat.asked import (
    Asked,
    cites_tasks,
    cites_week,
    milestone_text,
    named,
    when_due,
)

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[,.]\d+)*")
_QUOTED = re.compile(r"“[^”]*”")
_DATE = re.compile(
    r"\b\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: 20\d\d)?\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* 20\d\d\b|\b\d{1,2}[:.]\d\d\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^ ?(?:h\b|hours?|min\b|minutes?|days?|weeks?|months?|years?|tasks?|payments?|sessions?|times|"
    r"open|done|more payments?)\b",
    re.IGNORECASE,
)
"""What is counted in the plan's calendar, which is checked against its tasks and days."""
_LEAST = 100
_MONEY = "€$£¥₹"


def is_grounded(text: str, asked: Asked) -> bool:
    """Return whether every figure of a text is known."""
    known = set(_known(asked))
    return all(number in known for number in _figures(text, asked.situation))


def grounded(draft: CoachReplyDraft, asked: Asked) -> CoachReplyDraft:
    """Return an answer whose figures are known, or else a plain statement of the plan's facts."""
    return draft if is_grounded(draft.answer, asked) else plain_facts(asked)


def plain_facts(asked: Asked) -> CoachReplyDraft:
    """Return what the plan has: where it stands, its next milestone, its next task, its end."""
    now, step = asked.situation, asked.situation.next_open
    parts = [f"This is what your plan has. You are in week {now.week.number} of it."]
    if now.next_milestone is not None:
        parts.append(f"Next milestone: {milestone_text(now.next_milestone, now.today)}.")
    if step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
    parts.append("I could not check a figure of my first answer, so I left it out.")
    cited = [cites_week(now.week), *(cites_tasks(step) if step is not None else [])]
    return CoachReplyDraft(answer=" ".join(parts), citations=cited)


def _figures(text: str, now: Situation) -> Iterator[float]:
    """Yield the amounts of a text: no dates, no hours, and nothing counted in tasks or days."""
    units = {word for m in now.plan.milestones for word in m.unit.split()[:1]}
    text = _DATE.sub(" ", _QUOTED.sub(" ", text))
    for found in _NUMBER.finditer(text):
        after, value = text[found.end() :], number_of(found.group())
        unit = after.strip().split(" ", maxsplit=1)[0].strip(".,;:")
        money = text[found.start() - 1 : found.start()] in _MONEY and found.start() > 0
        if _COUNTED.match(after):
            continue
        if value >= _LEAST or money or value != int(value) or (unit and unit in units):
            yield value


def number_of(text: str) -> float:
    """Return a number as it is written: "1,562", "2.4"."""
    whole = re.sub(r"[,.](?=\d{3}(?:\D|$))", "", text)
    return round(float(whole.replace(",", ".").rstrip(".")), 2) if whole.count(".") < _TWO else 0.0


_TWO = 2


def _known(asked: Asked) -> Iterator[float]:
    for text in _sources(asked):
        for found in _NUMBER.findall(text):
            yield number_of(found)
    yield float(sum(len(week.tasks) for week in asked.situation.plan.weeks))
    for match in _THOUSANDS.finditer(f"{asked.question} {asked.situation.request.text}"):
        yield number_of(match["value"]) * 1000


_THOUSANDS = re.compile(r"(?P<value>\d+(?:[.,]\d+)?) ?k\b", re.IGNORECASE)


def _sources(asked: Asked) -> Iterator[str]:
    now = asked.situation
    yield from now.facts
    yield from (now.question, now.request.text, now.goal.statement, *now.remembered)
    if (target := now.goal.target) is not None:
        yield f"{target.quantity:.2f} {target.baseline or 0:.2f}"
    for week in now.plan.weeks:
        yield " ".join((week.focus, week.phase, week.if_then, *(t.title for t in week.tasks)))
        if week.milestone is not None:
            yield f"{week.milestone.title} {week.milestone.target:.2f} {week.milestone.measure}"
    yield from (f"{each.trigger} {each.response}" for each in now.plan.contingencies)
    yield from (passage.text for passage in asked.known)
    yield from (f"{c.report.value:.2f}" for c in now.check_ins if c.report.value is not None)
