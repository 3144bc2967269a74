"""What only sounds like giving up: days without it that are counted, and a condition to go on.

Both are asked about only where the words hold no danger of their own, so that the trained gate
alone had a doubt.
"""

import re

from core.offline.particulars.noun_phrases import phrases_in
from core.offline.reading.numbers import NUMBER

_DAYS = r"(?:days?|nights?|mornings?|evenings?|weeks?|months?)"
_NEEDED = (
    r"(?:food|foods|meals?|bites?|eating|calories?|water|sleep\w*|pills?|tablets?|doses?|meds?|"
    r"medic\w+|insulin|injections?|breaks?|hopes?|reasons?|people|person|friends?|soul|word|call)"
)
_WITHOUT_IT = re.compile(
    rf"\b(?:{NUMBER}|a|whole|full) (?:\w+ )?{_DAYS}\b[^.;!?]{{0,20}}"
    r"\b(?:without|not|no(?! one\b))\b "
    rf"(?!(?:\w+ ){{0,2}}{_NEEDED}\b)(?:(?:a )?single|one\b|any\b|a \w+|"
    r"(?:smok|vap|drink|gambl|bit|scroll|snack)ing\b|\w+ at all)",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\bunless\b(?P<what>[^.;!?]*)", re.IGNORECASE)
_OF_LIFE = re.compile(
    r"\b(?:it all|everything|all of (?:it|this)|life|living|alive|world|die|dead|end(?:ing)?|"
    r"goodbye|hurt|kill\w*|anyone|everyone|no ?body|sleep forever|here any ?more)\b",
    re.IGNORECASE,
)


def is_of_the_aim(text: str) -> bool:
    """Return whether a text counts days without it, or names the thing on which going on hangs.

    Days without food, sleep or medicine are no good news, and "unless something changes" names
    nothing.
    """
    if _OF_LIFE.search(text):
        return False
    if _WITHOUT_IT.search(text):
        return True
    condition = _CONDITION.search(text)
    return condition is not None and any(phrases_in(condition["what"]))
