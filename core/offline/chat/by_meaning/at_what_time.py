"""At what time of the day something of the plan is done, by the tasks that name one."""

import re

from core.chat.reply import CoachReplyDraft
from core.offline.chat.asked import Asked, named, week_meant, when_due
from core.offline.chat.counted.days import reply_in
from core.offline.chat.message.parts import Message
from core.offline.playbooks.similarity import telling_stems

_ASKED = re.compile(r"\b(?:what|which) time\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?(?:am|pm)\b")


def at_what_time(asked: Asked, message: Message) -> CoachReplyDraft | None:
    """Answer with the task of the week that names a time for what is asked, or None."""
    if _ASKED.search(message.text) is None:
        return None
    now, week, stems = asked.situation, week_meant(asked), telling_stems(message.text)
    timed = [t for t in now.tasks if t.open and _CLOCK.search(t.task.title)]
    found = [t for t in timed if stems & telling_stems(t.task.title)]
    if not found:
        return None
    task = next((t for t in found if t.week.number >= week.number), found[-1])
    clock = _CLOCK.search(task.task.title)
    time = clock.group() if clock is not None else ""
    parts = [f"By {time}: {named(task)}, {when_due(task, now.today)}."]
    later = [t for t in found if t.week.number > task.week.number and time not in t.task.title]
    if later:
        parts.append(f"In week {later[0].week.number} that becomes {named(later[0])}.")
    return reply_in(task.week, " ".join(parts), task)
