"""Check an answer once it is written: it says nothing against the plan, and promises no more."""

import re

from core.chat.contradictions import find_contradictions
from core.chat.reply import CoachReplyDraft
from core.offline.chat.asked import Asked
from core.offline.chat.editing.grounded import grounded
from core.offline.chat.editing.revisable import why_not

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“€$£\d])")
_PROMISE = re.compile(
    r"\b(?:accept it|below)\b|\bI can (?:move|end|put|set|skip|make|shorten|replace)\b",
    re.IGNORECASE,
)


def checked(draft: CoachReplyDraft, asked: Asked) -> CoachReplyDraft:
    """Return an answer without what the plan contradicts, and without changes it would refuse."""
    return grounded(_without_contradictions(_without_refused(draft, asked), asked), asked)


def _without_refused(draft: CoachReplyDraft, asked: Asked) -> CoachReplyDraft:
    """Return the answer with the changes that can be made; if none can, it says why."""
    refusals = [why_not(asked, edit) for edit in draft.edits]
    edits = [edit for edit, why in zip(draft.edits, refusals, strict=True) if not why]
    if len(edits) == len(draft.edits):
        return draft
    if edits:
        return draft.model_copy(update={"edits": edits})
    stays = [each for each in _SENTENCE.split(draft.answer) if not _PROMISE.search(each)]
    why = next(refusal for refusal in refusals if refusal)
    text = " ".join((*stays, f"A change of it cannot be made now. {why}"))
    return draft.model_copy(update={"answer": text, "edits": []})


def _without_contradictions(draft: CoachReplyDraft, asked: Asked) -> CoachReplyDraft:
    """Return the answer without the sentences that say something the plan does not."""
    now = asked.situation
    if not find_contradictions(draft.answer, now):
        return draft
    stays = [each for each in _SENTENCE.split(draft.answer) if not find_contradictions(each, now)]
    text = " ".join(stays) or f"You are in week {now.week.number} of your plan."
    return draft.model_copy(update={"answer": text})
