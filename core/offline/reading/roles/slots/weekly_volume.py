"""What a person covers in a week, as the distance of one session."""

import re
from dataclasses import replace

from core.offline.reading.facts import Frequency, Quantity, QuantityKind
from core.offline.reading.roles.choices import Choice

_IN_A_WEEK = re.compile(
    r",? (?:in total|altogether|overall|all together|(?:a|per|each|every|this|that) week|weekly)\b",
    re.IGNORECASE,
)
_USUAL_SESSIONS = 3.0
"""Sessions a week of those who do not say how many."""
_UNSURE = 0.5


def of_one_session(
    today: Choice[Quantity], target: Quantity | None, text: str, frequency: Frequency | None
) -> Choice[Quantity]:
    """Return the distance today; that of a whole week is shared out over its sessions.

    "22 km a week" in three runs is no run of 22 km: a plan that begins there begins too far.
    """
    amount = today.value
    if amount is None or amount.kind != QuantityKind.DISTANCE:
        return today
    in_a_week = amount.per == "week" or _IN_A_WEEK.match(text, amount.span.end) is not None
    if not in_a_week or (target is not None and target.per == "week"):
        return today
    sessions = max(1.0, frequency.per_week if frequency is not None else _USUAL_SESSIONS)
    one = replace(amount, value=round(amount.value / sessions, 1), per=None)
    return Choice(value=one, confidence=min(today.confidence, _UNSURE), source=today.source)
