"""Two answers in one reply: neither repeats the other, and neither skips what the other advises."""

import re

from core.chat.reply import CoachReplyDraft

SKIP_BELOW = "If you like, skip what is past with the buttons below."
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\d])")


def unrepeated(text: str, before: str) -> str:
    """Return the sentences of a text that the answer before it does not have."""
    earlier = set(_SENTENCE.split(before))
    return " ".join(each for each in _SENTENCE.split(text) if each not in earlier)


def without_skips(draft: CoachReplyDraft, other: CoachReplyDraft) -> CoachReplyDraft:
    """Return an answer that proposes to skip no task which only the other one names as a step.

    A task that an answer names itself is what the person asked to skip.
    """
    advised = _tasks(other) - _tasks(draft)
    edits = [e for e in draft.edits if e.kind != "skip" or e.task_id not in advised]
    if len(edits) == len(draft.edits):
        return draft
    left = any(edit.kind == "skip" for edit in edits)
    answer = draft.answer if left else draft.answer.replace(f" {SKIP_BELOW}", "")
    return draft.model_copy(update={"answer": answer, "edits": edits})


def _tasks(draft: CoachReplyDraft) -> set[str]:
    return {each.ref for each in draft.citations if each.kind == "task"}
