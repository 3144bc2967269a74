"""The most that something may cost, if a text says so: "budget 1,200", "I have 600 to put in"."""

import re

from core.offline.reading.facts import GoalFacts, Quantity
from core.offline.reading.roles.money.payments import sums_in
from core.offline.reading.roles.money.sum_roles import is_stake

_BEFORE = re.compile(
    r"\b(?:budget|at (?:the )?most|max(?:imum)?|(?:no|not) more than|up to|under|below|limit|"
    r"ceiling|cap|spend)(?: (?:of|is|it|about|only|at|to))*\W{0,3}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?: (?:euros?|pounds?|dollars?|each|a head|per head|apiece))*,? ?"
    r"(?:at (?:the )?most|max(?:imum)?|tops|all in|in total|altogether|"
    r"(?:for|between) (?:both|all|the two|everyone)|is (?:all|the limit))\b",
    re.IGNORECASE,
)


def budget_of(facts: GoalFacts) -> Quantity | None:
    """Return the most that it may cost, or None if the text names no such sum."""
    for amount in sums_in(facts.text):
        before, after = facts.text[: amount.span.start], facts.text[amount.span.end :]
        if _BEFORE.search(before) or _AFTER.search(after) or is_stake(facts.text, amount):
            return amount
    return None
