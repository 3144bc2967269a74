"""Answers to leave: why a task is there with what leaving it out costs, and fewer sessions once."""

import re
from dataclasses import replace

from core.chat.reply import CoachReplyDraft
from core.chat.situation import PlannedTask
from core.formats import day as write_day
from core.offline.chat.asked import Asked, named
from core.offline.chat.changes import move_task, reply_about, skip_task
from core.offline.chat.editing import smaller
from core.offline.chat.editing.revisable import is_possible
from core.offline.chat.find_task import find_in_plan, find_task
from core.offline.chat.meaning import why_task
from core.offline.chat.message.parts import Message
from core.offline.chat.question.named_days import named_days
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
    return by_one_word(why)


def by_one_word(why: Asked) -> PlannedTask | None:
    """Return the next open task of these weeks that shares a telling word with a question."""
    now = why.situation
    own = telling_stems(why.question)
    near = [t for t in now.tasks if t.open and t.week.number <= now.week.number + _WEEKS_AHEAD]
    ahead = [t for t in near if t.day >= now.today]
    for telling in (own - telling_stems(now.request.text), own):
        for word in why.question.split():
            stems = telling_stems(word) & telling
            named_by = [t for t in ahead if stems & telling_stems(t.task.title)]
            begin = [t for t in named_by if stems & telling_stems(t.task.title.split()[0])]
            if begin or named_by:
                return (begin or named_by)[0]
    return None


_WEEKS_AHEAD = 2


def leave_named(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer whether a named part may be left out: why it is there, and the skip as a proposal."""
    found = _SKIPS.search(message.text)
    if found is None:
        return None
    why = replace(asked, situation=replace(asked.situation, question=found["thing"]))
    planned = _meant(why)
    if planned is None or not planned.open:
        return None
    spoken = f"why “{planned.task.title}”"
    draft = why_task(replace(why, situation=replace(why.situation, question=spoken)))
    text = f"It is yours to decide, and this is what it is for. {draft.answer} I can skip it below."
    edit = skip_task(planned, SkipReason.NOT_USEFUL)
    return draft.model_copy(update={"answer": text, "edits": [edit]})


_SKIPS = re.compile(
    r"\b(?:can|could|may|should) i (?:just |also )?(?:skip|leave out|drop) (?:the |all |my )?"
    r"(?P<thing>[^\W\d_]{4,}(?: [^\W\d_]+)?)(?! (?:week|day))",
    re.IGNORECASE,
)


def moved_by_name(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Propose the day a message wants for a task that it names by one word alone."""
    now, days = asked.situation, named_days(message.text, asked.situation.today)
    on_source = any(t.open and t.day == days.source for t in now.tasks)
    planned = None if on_source or find_task(now) else by_one_word(asked)
    if planned is None or days.target is None or days.target < now.today:
        return None
    edit = move_task(planned, days.target)
    if not is_possible(asked, edit):
        return None
    text = (
        f"I can move {named(planned)} from {write_day(planned.day, today=now.today)} to "
        f"{write_day(days.target, today=now.today)}. Nothing changes before you accept it below."
    )
    return reply_about(text, planned, edit)


def fewer_once(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Propose a smaller week if a message says that only a few sessions fit into it."""
    of_week = any(period.week is not None for period in message.periods)
    if not of_week or not _FEW.search(message.text):
        return None
    return smaller.too_much(asked)
