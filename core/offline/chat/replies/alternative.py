"""Another task in the place of one: what the person names, a practice, or a shorter version."""

import re

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import PlannedTask
from core.formats import minutes
from core.offline.chat.asked import Asked, cites_tasks, cites_week, named, one_line
from core.offline.chat.changes import reply_about, skip_task
from core.offline.chat.editing.revisable import is_possible
from core.offline.chat.find_task import task_or_next
from core.progress.task_state import SkipReason

_WANTED = (
    re.compile(
        r"\b(?:swap|replace|exchange|switch|trade|substitute)\b.+?\b(?:for|with|by|against|to)\b "
        r"(?P<thing>[^,.;?!]+)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:can|could|may|shall|should|want to|like to|['’]d rather|would rather|rather) (?:i )?"
        r"(?P<thing>[^,.;?!]+?) instead\b",
        re.IGNORECASE,
    ),
)
_NO_THING = re.compile(
    r"\b(?:something|anything|another|other|different|it|that|this|else|day|mon|tues|wednes|thurs|"
    r"fri|satur|sun)(?:day)?s?\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\s+(?:because|since|as|if|when|while|cause|please|pls|tomorrow|today)\b.*$", re.IGNORECASE
)
_NOUN = re.compile(r"^(?:an?|the|some|my)\b", re.IGNORECASE)
_GERUND = re.compile(r"^\w{2,}ing\b", re.IGNORECASE)
_MOST_WORDS = 8


def alternative(asked: Asked) -> CoachReplyDraft:
    """Offer something else for a task: what the person names, or what serves the same aim."""
    now, planned = asked.situation, task_or_next(asked.situation)
    if planned is None:
        return CoachReplyDraft(
            answer=f"No task of week {now.week.number} is open, so nothing needs replacing.",
            citations=[cites_week(now.week)],
        )
    if (own := _own(asked, planned)) is not None:
        text = (
            f"I can put “{own.title}” in the place of {named(planned)}, for the same "
            f"{minutes(planned.task.minutes)}. Nothing changes before you accept it below; it "
            "trains what you do, so come back to the planned one when you can."
        )
        return reply_about(text, planned, own)
    swap = replacement(asked, planned)
    edits = [*([swap] if swap is not None else []), skip_task(planned, SkipReason.NOT_USEFUL)]
    text = f"Instead of {named(planned)}, "
    if swap is not None and swap.title:
        text += f"this serves the same aim: {one_line(swap.title)}"
    elif swap is not None and swap.minutes is not None:
        text += (
            f"do {minutes(swap.minutes)} of it, which keeps the habit; I know no equal task to "
            "swap in. Name what you would rather do, and I propose it."
        )
    else:
        text += "I know no equal task; you may skip it, and the plan goes on."
    citations = [*cites_tasks(planned), cites_week(planned.week)]
    return CoachReplyDraft(answer=text, citations=citations, edits=edits)


def replacement(asked: Asked, planned: PlannedTask) -> EditDraft | None:
    """Return the change that puts another practice, or half of it, in the place of a task."""
    other = _another_practice(asked, planned)
    half = max(5, round(planned.task.minutes / 10) * 5)
    title = planned.task.title
    ways = [
        EditDraft(kind="swap", task_id=planned.task.id, title=other, note=_replaces(title, other)),
        EditDraft(
            kind="swap",
            task_id=planned.task.id,
            minutes=half,
            note=f"Shorten “{title}” to {minutes(half)}",
        ),
    ]
    fitting = (way for way in ways if way.title or way.minutes is not None)
    return next((way for way in fitting if is_possible(asked, way)), None)


def _own(asked: Asked, planned: PlannedTask) -> EditDraft | None:
    """Return the change that puts in what the person names, if the plan's rules allow it."""
    found = next((m for pattern in _WANTED if (m := pattern.search(asked.question))), None)
    thing = _ASIDE.sub("", found["thing"]).strip() if found is not None else ""
    if not thing or _NO_THING.search(thing) or len(thing.split()) > _MOST_WORDS:
        return None
    does = _NOUN.match(thing) or _GERUND.match(thing)
    title = f"Do {thing}" if does else thing[0].upper() + thing[1:]
    note = _replaces(planned.task.title, title)
    edit = EditDraft(kind="swap", task_id=planned.task.id, title=title, note=note)
    return edit if is_possible(asked, edit) else None


def _replaces(title: str, other: str) -> str:
    return f"Replace “{title}” by: {other}"


def _another_practice(asked: Asked, planned: PlannedTask) -> str:
    """Return a practice of the week's phase that the week does not hold, without gaps."""
    phases = asked.playbook.phases
    same = [phase for phase in phases if phase.name == planned.week.phase] or list(phases)
    held = " ".join(task.title.lower() for task in planned.week.tasks)
    practices = (text for phase in same for text in phase.practice)
    return next((p for p in practices if "{" not in p and p.lower() not in held), "")
