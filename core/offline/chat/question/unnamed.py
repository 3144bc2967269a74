"""The thing that a question takes for a part of the plan, although the plan does not name it."""

import re

from core.chat.situation import Situation
from core.offline.playbooks.similarity import telling_stems

_NAMED = re.compile(
    r"\b(?:the|an?|these|those|any|some|only)\s+(?P<thing>[^\W\d_]{4,})", re.IGNORECASE
)
_OF_ANY_PLAN = telling_stems(
    "task tasks plan plans session sessions step steps order milestone goal reason point check-in "
    "phase focus reserve whole long short first second next minutes lesson exercise practice thing "
    "way rest break beginning start end number same different other one coach"
)


def unnamed_thing(situation: Situation) -> str:
    """Return the first thing of a question that no text of the plan names; "" if there is none."""
    plan = situation.plan
    texts = [situation.request.text, situation.goal.statement]
    texts += [f"{w.phase} {w.focus} {w.if_then}" for w in plan.weeks]
    texts += [task.title for week in plan.weeks for task in week.tasks]
    texts += [milestone.title for milestone in plan.milestones]
    held = telling_stems(" ".join(texts)) | _OF_ANY_PLAN
    things = (found["thing"] for found in _NAMED.finditer(situation.question))
    return next((t for t in things if (stems := telling_stems(t)) and not stems & held), "")
