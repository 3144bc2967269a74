"""How dangerous a question is: as written, as it was meant, and beside the goal it is about."""

import re

from core.offline.chat.question.spelling import spell_out
from core.offline.reading.roles.gate_model import gate_shares
from core.offline.safety.concern import Concern
from core.offline.safety.gate import assess_danger

_STOPS_ALONE = (Concern.SUBSTANCE, True)
_SENTENCE_END = re.compile(r"[.;!?\n]+")


def assess_question(text: str, goal: str) -> tuple[Concern | None, bool, float]:
    """Return the gravest concern of a text as it is written and as it was meant to be spelled.

    What a body does without a substance has its meaning from the goal: shaking hands.
    """
    found = list[tuple[Concern | None, bool, float]]()
    of_goal = _SENTENCE_END.sub(",", f"{goal.strip()}, {text}")
    if assess_danger(of_goal) == _STOPS_ALONE and assess_danger(goal)[0] is not Concern.SUBSTANCE:
        found.append((*_STOPS_ALONE, 1.0))
    for each in dict.fromkeys((text, spell_out(text))):
        danger = gate_shares(each)["danger"]
        concern, certain = assess_danger(each, danger=danger)
        found.append((concern, certain, danger))
    return max(found, key=lambda one: (one[1], one[0] is Concern.CRISIS, one[2]))
