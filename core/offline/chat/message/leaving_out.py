"""Answers to leave: why a task is there with what leaving it out costs, and fewer sessions once."""

import re
from dataclasses import replace

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask
from core.offline.chat.asked import Asked
from core.offline.chat.changes import skip_task
from core.offline.chat.editing import smaller
from core.offline.chat.find_task import find_in_plan, find_task
from core.offline.chat.meaning import why_task
from core.offline.chat.message.parts import Message
from core.offline.playbooks.similarity import telling_stems
from core.progress.task_state import SkipReason

_LEAVE = re.compile(
    r"\b(?:skip|leave (?:it |that )?out|drop|stop doing|not do|without)\b", re.IGNORECASE
)
_BEFORE_MAY = re.compile(
    r"^(?P<why>.*?)\b(?:can|could|may|should|is it (?:ok|okay)) (?:i|to)\b", re.IGNORECASE
)
_FEW = re.compile(
    r"\b(?:only|just)\b[^.;?!]{0,24}\b(?:once|twice|one|two|\d) ?(?:times?|runs?|sessions?|swims?|"
    r"evenings?|days?|mornings?)?\b",
    re.IGNORECASE,
)


def why_and_leave(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer why a task is there and propose to leave out the same one; None if none is meant."""
    found = _BEFORE_MAY.search(message.text)
    if found is None or not _LEAVE.search(message.text):
        return None
    why = replace(asked, situation=replace(asked.situation, question=found["why"]))
    planned = _meant(why)
    if planned is None or not planned.open:
        return None
    spoken = f"why “{planned.task.title}”"
    draft = why_task(replace(why, situation=replace(why.situation, question=spoken)))
    text = (
        f"{draft.answer} It is yours to decide: I can skip this one below, and the rest of the "
        "plan stays as it is."
    )
    edit = skip_task(planned, SkipReason.NOT_USEFUL)
    return draft.model_copy(update={"answer": text, "edits": [edit]})


def _meant(why: Asked) -> PlannedTask | None:
    """Return the task a complaint is about: by its words, or by the one word only it has."""
    now = why.situation
    found = find_task(now) or find_in_plan(now)
    if found is not None and found.open:
        return found
    own = telling_stems(why.question) - telling_stems(now.request.text)
    near = [t for t in now.tasks if t.open and t.week.number <= now.week.number + _WEEKS_AHEAD]
    words = (telling_stems(word) & own for word in why.question.split())
    return next((t for stem in words for t in near if stem & telling_stems(t.task.title)), None)


_WEEKS_AHEAD = 2


def fewer_once(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Propose a smaller week if a message says that only a few sessions fit into it."""
    of_week = any(period.week is not None for period in message.periods)
    if not of_week or not _FEW.search(message.text):
        return None
    return smaller.too_much(asked)
