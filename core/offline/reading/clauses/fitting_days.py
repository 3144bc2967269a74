"""Say whether days are the subject of "work": "Saturdays work" is not "I work Saturdays"."""

import re

_FIT = re.compile(
    r"(?:(?:after|before|from|until|till) (?:\d[\d:.]*|noon|lunch|work|school) ?(?:am|pm)? )?"
    r"(?:(?:also|both|all|do|does|would|should|could|can|might|usually|generally|always|seem to|"
    r"definitely|only) )*works?\b(?= ?(?:$|[,;.!?)]|for\b|best|better|well|fine|great|ok|good|"
    r"too\b|if\b|and\b|but\b|most|with\b|out\b))",
    re.IGNORECASE,
)
_THE_DAYS = re.compile(
    r"(?:is|are) (?:the|my) (?:only )?(?:days?|mornings?|afternoons?|evenings?|ones?) "
    r"(?!off\b|i work|we work|of rest)",
    re.IGNORECASE,
)
"""Days are named as those on which it can be: "Fridays are the days the bus runs"."""
_WORKER = re.compile(r"\b(?:i|we|he|she|who)\W*$", re.IGNORECASE)


def days_fit(before: str, after: str) -> bool:
    """Return whether the words around days say that these days fit."""
    if _THE_DAYS.match(after):
        return True
    return _FIT.match(after) is not None and _WORKER.search(before) is None
