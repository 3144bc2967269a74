"""A task that a person names, to be added to a week."""

import re

from core.chat.reply import CoachReplyDraft, EditDraft
from core.formats import minutes
from core.offline.chat.asked import Asked, week_meant
from core.offline.chat.changes import CHANGE_SECTION
from core.offline.chat.counted.days import reply_in
from core.offline.chat.counted.tally import tally
from core.offline.chat.editing.revisable import why_not

_ADD = re.compile(
    r"\b(?:add|put in|include)\b(?: (?:a|an|another|one))?(?: (?:new|small))? "
    r"(?:task|step|session|thing)s?\b(?: (?:to|called|named|like|for))?[:,]? *"
    r"(?P<title>[^?!.]{4,80})",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:can|could|may|should) (?:i|we) (?:also )?(?:do|run|add|have|take|fit in) "
    r"(?:an?|one|some)? ?(?:extra|more|another|additional)\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\b(\d{1,3}) ?min\w*", re.IGNORECASE)
_USUAL = 10


def wants_more(asked: Asked) -> bool:
    """Return whether a person wants to do one more than is planned."""
    return _MORE.search(asked.question) is not None


def adds_task(asked: Asked) -> bool:
    """Return whether a message names a task that shall come into the plan."""
    return _ADD.search(asked.question) is not None


def add_task(asked: Asked) -> CoachReplyDraft:
    """Propose the task that the person names, if the plan's rules allow it."""
    now, week = asked.situation, week_meant(asked)
    found, long = _ADD.search(asked.question), _MINUTES.search(asked.question)
    words = " ".join(found["title"].split()).strip(" ,:;\"'“”") if found is not None else ""
    title, length = words[:1].upper() + words[1:], int(long.group(1)) if long else _USUAL
    note = f"Add “{title}” ({minutes(length)}) to week {week.number}"
    edit = EditDraft(kind="grow", week=week.number, title=title, minutes=length, note=note)
    held = tally(now.tasks_of(week), now.today)
    if refused := why_not(asked, edit):
        text = f"I cannot add it to week {week.number} ({held.size}): {refused} "
        return reply_in(week, f"{text} You can write it in under {CHANGE_SECTION}.")
    text = (
        f"I can add “{title}” with {minutes(length)} to week {week.number}, which has {held.size}. "
        "Nothing changes before you accept it below."
    )
    return reply_in(week, text).model_copy(update={"edits": [edit]})
