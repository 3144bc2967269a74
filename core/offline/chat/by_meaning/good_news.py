"""Good news by its meaning: what it is beside the plan's next figure, and a reading of it."""

import re
from dataclasses import dataclass

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask
from core.formats import pluralize
from core.offline.chat.asked import Asked, milestone_text, named, when_due
from core.offline.chat.message import news
from core.offline.chat.message.amounts import Amount, Role
from core.offline.chat.message.parts import Message
from core.offline.playbooks.similarity import telling_stems
from core.offline.reading.numbers import NUMBER, parse_number
from core.plans.plan import PHASES, Milestone

_COUNTED = re.compile(
    rf"\b(?P<count>{NUMBER})(?: (?:out of|of|in) (?:the )?(?:last )?\w+)? "
    r"(?:(?:\w+ ){0,2}?)(?P<what>days?|nights?|mornings?|evenings?|times?|weeks?|sessions?)\b",
    re.IGNORECASE,
)
_DAYS = frozenset({"day", "night", "morning", "evening"})
_ALIKE = 2


@dataclass(frozen=True, slots=True)
class _Count:
    """How many days, nights or times a message counts."""

    value: float
    what: str


def measured_news(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer what went well by its number: beside the plan, as a tick and a reading to accept."""
    draft = news.progress(asked, message, sure=True) or news.bare_reading(asked, message)
    if draft is not None:
        return draft
    now, last, found = asked.situation, _measure(asked), _count(message.text)
    if last is None or found is None or not _fits(found, last):
        return None
    amount = Amount(value=found.value, unit=last.unit, role=Role.THERE)
    text, edit = news.as_reading(asked, amount, last, news.day_named(message, now.today))
    return _with_task(asked, message, [_WELL_DONE, text], [edit] if edit is not None else [])


def good_news(asked: Asked, message: Message) -> CoachReplyDraft:
    """Answer what went well without a number of the plan: it counts, and where it leads."""
    now, last, parts = asked.situation, _measure(asked), [_echoed(asked, message)]
    if (ahead := now.next_milestone) is not None:
        parts.append(f"It leads to your next milestone: {milestone_text(ahead, now.today)}.")
    if last is not None:
        parts.append(f"If you have a number for it ({last.metric}), I can note it as a reading.")
    return _with_task(asked, message, parts, [])


def _echoed(asked: Asked, message: Message) -> str:
    """Return that it counts, with the days it counts and those the goal wants, if it names them."""
    found = _count(message.text)
    if found is None:
        return _WELL_DONE
    text = f"{pluralize(round(found.value), found.what)}: well done, that counts."
    clauses = re.split(r"[.,;!?]", asked.situation.request.text)
    aims = [aim for aim in map(_count, clauses) if aim is not None and aim.what == found.what]
    more = aims[-1].value - found.value if aims else 0
    aim = f" The aim of your goal is {aims[-1].value:g}." if more > 0 else ""
    return f"{text}{aim}"


_WELL_DONE = "Well done, that counts."


def _with_task(
    asked: Asked, message: Message, parts: list[str], edits: list[EditDraft]
) -> CoachReplyDraft:
    """Return the answer with the task that was done, if the message speaks of one."""
    done = _task_meant(asked, message)
    if done is not None:
        parts.append(f"It fits {named(done)}, {when_due(done, asked.situation.today)}.")
        edits = [*edits, news.tick(done)]
    if edits:
        parts.append("Nothing is entered before you accept it below.")
    return news.with_next(asked, parts, edits, done)


def _measure(asked: Asked) -> Milestone | None:
    milestones = asked.situation.plan.milestones
    return milestones[-1] if milestones and milestones[-1].unit != PHASES else None


def _count(text: str) -> _Count | None:
    found = _COUNTED.search(text)
    value = parse_number(found["count"].lower()) if found is not None else None
    if found is None or value is None:
        return None
    return _Count(value, found["what"].lower().rstrip("s"))


def _fits(found: _Count, last: Milestone) -> bool:
    """Return whether days or times that are counted are the measure of the plan."""
    unit = last.unit.lower().rstrip("s")
    same = unit == found.what or {unit, found.what} <= _DAYS
    return same and found.what != "week"


def _task_meant(asked: Asked, message: Message) -> PlannedTask | None:
    """Return the open task of these days that the news share most telling words with."""
    now, stems = asked.situation, telling_stems(message.text)
    near = [t for t in now.tasks if t.open and abs((t.day - now.today).days) <= _NEAR_DAYS]
    shared = [(len(stems & telling_stems(t.task.title)), t) for t in near]
    most, task = max(shared, key=lambda one: one[0], default=(0, None))
    return task if most >= _ALIKE else None


_NEAR_DAYS = 3
