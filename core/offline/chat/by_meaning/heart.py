"""The answer to a heart that races or a chest that tightens: a doctor first, and when to call."""

import re

from core.chat.reply import CoachReplyDraft, EditDraft
from core.chat.situation import Situation
from core.formats import day as write_day
from core.offline.chat.asked import cites_tasks, cites_week, named, when_due
from core.offline.chat.by_meaning.acts import Act, act_shares
from core.offline.chat.stated_facts import stated_facts
from core.progress.task_state import SkipReason

_HEART = re.compile(
    r"\b(?:heart(?:beat)?|chest|pulse|palpitations?|breathless|short of breath|apn(?:o?e|ae)a|"
    r"gasp\w*)\b",
    re.IGNORECASE,
)
_BODY_FROM, _WITH_SIGN_FROM = 0.55, 0.25
"""A sign that is named beside the heart needs less: what is missed here costs most."""
_NOW = re.compile(
    r"\b(?:pain\w*|hurt\w*|tight\w*|pressure|pound\w*|rac(?:es?|ing)|hammer\w*|thump\w*|skip\w*|"
    r"faint\w*|dizzy|numb|tingl\w*|arm|jaw|breath\w*|sweat\w*)\b",
    re.IGNORECASE,
)
"""Signs that are there; a mere "what if" has none of them."""
_CALL = (
    "Call an ambulance at once (112, 999 or 911) if it is bad, sudden or does not pass, or if "
    "pain in the chest, arm or jaw, short breath, cold sweat or fainting come with it."
)
_DOCTOR = (
    "Have a doctor look at it in these days, also if it has passed, and tell them when it comes, "
    "how long it lasts and what you did; I can't diagnose it from here."
)


def is_of_the_heart(text: str) -> bool:
    """Return whether a message tells of the heart, the chest or the breath as of the body."""
    if _HEART.search(text) is None:
        return False
    return act_shares(text)[Act.BODY] >= (_WITH_SIGN_FROM if _NOW.search(text) else _BODY_FROM)


def of_the_heart(situation: Situation, *, trains: bool) -> CoachReplyDraft:
    """Return whom to call and when, and that training waits for the doctor's word."""
    now = situation
    parts = [_CALL, _DOCTOR] if _NOW.search(now.question) else [_DOCTOR, _CALL]
    ahead = (task for task in now.tasks if task.open and task.day >= now.today)
    step, edits = next(ahead, None), list[EditDraft]()
    if step is not None and trains:
        parts.append(
            f"Until a doctor has said that training is fine, leave out {named(step)}, "
            f"{when_due(step, now.today)}, and what comes after it; a skipped task costs nothing."
        )
        edits.append(
            EditDraft(
                kind="skip",
                task_id=step.task.id,
                reason=SkipReason.ILL.value,
                note=f"Skip “{step.task.title}” of {write_day(step.day)}",
            )
        )
    elif step is not None:
        parts.append(
            f"That comes before the plan. {named(step)}, {when_due(step, now.today)}, can stay if "
            "it does you good; leave out what makes it worse."
        )
    cited = [cites_week(now.week), *(cites_tasks(step) if step is not None else [])]
    return CoachReplyDraft(
        answer=" ".join(parts),
        citations=cited,
        edits=edits,
        remember=stated_facts(now.question),
    )
