"""A person's own way of counting money: one square, bead or jar for each fixed sum."""

import re
from dataclasses import dataclass

from core.offline.reading.facts import GoalFacts
from core.offline.reading.numbers import parse_number

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_ONE_THING = re.compile(
    r"\b(?P<verb>[a-z]+) (?:one|a|an|another) (?P<noun>[a-z]{3,})\b", re.IGNORECASE
)
_LEAST_TOKENS = 5


@dataclass(frozen=True, slots=True)
class Token:
    """One `noun` for each `size` of money; `verb` is what is done with it."""

    size: float
    noun: str
    verb: str


def token_of(facts: GoalFacts, total: float) -> Token | None:
    """Return the token a method describes ("every 30 I pay I colour one square"), or None."""
    for method in facts.methods:
        thing = _ONE_THING.search(method.text)
        for number in _NUMBER.findall(method.text):
            size = parse_number(number)
            if thing is not None and size and total / size >= _LEAST_TOKENS:
                return Token(size, thing["noun"].lower(), thing["verb"].lower())
    return None


def payment_title(token: Token, week: int, weeks: int, total: float, pay: str) -> str:
    """Return the task of a week's payment with its whole tokens."""
    whole = round(total / token.size)
    done = round(whole * week / weeks) - round(whole * (week - 1) / weeks)
    plural = token.noun if done == 1 else f"{token.noun}s"
    amount = f"{done * token.size:g}"
    return f"Pay {pay.format(amount=amount)} and {token.verb} {done} {plural}, {round(whole * week / weeks)} of {whole} in all"
