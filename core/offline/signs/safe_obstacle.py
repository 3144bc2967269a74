"""The answer to an obstacle that is a sign of the body or of danger: never an ordinary if-then."""

from core.offline.playbooks.parts import ObstacleGuide
from core.offline.reading.facts import GoalFacts
from core.offline.signs.care_guide import guide_of
from core.offline.signs.named_signs import named_signs
from core.offline.signs.sign import Sign

_AN_EVENING_MAY_BE_LOW = frozenset({Sign.MOOD})
"""Signs that one sentence alone does not show; what else it says is answered as usual."""


def safe_guide(sentence: str, facts: GoalFacts) -> ObstacleGuide | None:
    """Return the professional's answer to an obstacle that is a sign, or None if it is none.

    It is one if it names the sign itself, or is the clause by which the sign was found.
    """
    if not facts.english:
        return None
    sign = next(iter(named_signs(sentence, facts.text)), None) or _quoted(sentence, facts)
    if sign is None:
        return None
    guide = guide_of(sign)
    return ObstacleGuide(
        obstacle=guide.label,
        situation=guide.if_then.situation,
        actions=guide.if_then.actions,
        cautious=True,
    )


def _quoted(sentence: str, facts: GoalFacts) -> Sign | None:
    clause = sentence.lower().strip(" .,;!?")
    for found in facts.signs:
        quote = found.quote.lower()
        if (
            found.sign not in _AN_EVENING_MAY_BE_LOW
            and clause
            and (clause in quote or quote in clause)
        ):
            return found.sign
    return None
