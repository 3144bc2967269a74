"""How often or how much of the goal's own measure there was: what is noted, and what is not."""

import re

from core.chat.reply import CoachReplyDraft
from core.chat.situation import Situation
from core.formats import day as write_day
from core.formats import pluralize
from core.offline.chat.asked import Asked, milestone_text, named, when_due
from core.offline.chat.counted.amounts import target_of
from core.offline.chat.counted.days import reply_in
from core.offline.chat.counted.sums import amount
from core.offline.chat.message.measure import is_money
from core.offline.chat.message.parts import Message, Part
from core.offline.playbooks.similarity import telling_stems
from core.offline.writing.format_amount import format_amount
from core.plans.plan import PHASES, Milestone

_HOW_MANY = re.compile(r"\bhow (?:many|much|often|long)\b", re.IGNORECASE)
_SO_FAR = re.compile(
    r"\b(?:have i|i got|is there|did i|had i|so far|done|already|left|to go|am i)\b", re.IGNORECASE
)
_TASKS = re.compile(r"\b(?:tasks?|weeks|hours|minutes|sessions?|steps?)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;!?]|,\s+(?=with|and|but|so)|\s+(?=with\b)|: ")
_MUCH = re.compile(r"\bhow much\b(?! (?:time|longer|work))", re.IGNORECASE)
_SHARED = 2


def measured(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer how much of the measure there was: the numbers that are noted, or that none is."""
    now, text = asked.situation, message.text
    last = now.plan.milestones[-1] if now.plan.milestones else None
    if last is None or last.unit == PHASES or _TASKS.search(text):
        return None
    asks = _HOW_MANY.search(text) and _SO_FAR.search(text)
    if asks and is_money(target_of(now)):
        much = _MUCH.search(text) is not None and not message.has(Part.DAYS)
        return amount(asked) if much else None
    stems = telling_stems(text)
    shared = stems & telling_stems(f"{last.metric} {last.unit}")
    if not asks or not shared:
        return None
    parts = [_noted(now, last)]
    own = _own_words(asked, stems)
    if own:
        parts.append(f"You set out for this: “{own}”.")
    left = (now.plan.last_day_of(now.week) - now.today).days + 1
    parts.append(f"Week {now.week.number} has {pluralize(left, 'day')} left, today included.")
    if now.next_milestone is not None:
        parts.append(f"Next milestone: {milestone_text(now.next_milestone, now.today)}.")
    step = now.next_open
    if step is not None:
        parts.append(f"Next is {named(step)}, {when_due(step, now.today)}.")
    return reply_in(now.week, " ".join(parts), *([step] if step is not None else []))


def _noted(now: Situation, last: Milestone) -> str:
    """Return the last number that is noted for the measure, or that none is, as a sentence."""
    noted = next((each for each in now.check_ins if each.report.value is not None), None)
    if noted is None or noted.report.value is None:
        return (
            f"No number for “{last.metric}” is noted yet, so I cannot count: write it in a "
            "check-in, or tell me the number here, and I count on from it."
        )
    value = format_amount(noted.report.value, last.unit)
    day = write_day(noted.day, today=now.today)
    return f"Your last number for “{last.metric}” is {value}, of {day}."


def _own_words(asked: Asked, stems: frozenset[str]) -> str:
    """Return the clause of the goal that speaks of what is asked, in the person's words."""
    clauses = [each.strip(" ,") for each in _CLAUSE.split(asked.situation.request.text)]
    shared = [(len(stems & telling_stems(each)), each) for each in clauses]
    most, clause = max(shared, key=lambda one: one[0], default=(0, ""))
    return clause if most >= _SHARED else ""
