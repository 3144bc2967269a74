"""A person's own way of counting money: one square, bead or jar for each fixed sum."""

import re
from dataclasses import dataclass

from core.offline.reading.facts import GoalFacts
from core.offline.reading.numbers import parse_number

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_ONE_THING = re.compile(
    r"\b(?P<verb>[a-z]+) (?:one|a|an|another) (?P<noun>[a-z]{3,})\b", re.IGNORECASE
)
_FOR_EACH_SUM = re.compile(
    r"\b(?:for )?(?:every|each) \W?\d[\d.,]*(?: \w+)? (?:that )?(?:i|we) (?:pay|save|put|send)\w*"
    r"[^.;!?\n]*",
    re.IGNORECASE,
)
"""A sentence that can be nothing else than a way of counting, whatever role it was read in."""
_LEAST_TOKENS = 5


@dataclass(frozen=True, slots=True)
class Token:
    """One `noun` for each `size` of money; `verb` is what is done with it."""

    size: float
    noun: str
    verb: str


def token_of(facts: GoalFacts, total: float) -> Token | None:
    """Return the token a method describes ("every 30 I pay I colour one square"), or None."""
    ways = [method.text for method in facts.methods]
    ways += [match.group() for match in _FOR_EACH_SUM.finditer(facts.text)]
    for method in ways:
        thing = _ONE_THING.search(method)
        for number in _NUMBER.findall(method):
            size = parse_number(number)
            if thing is not None and size and total / size >= _LEAST_TOKENS:
                return Token(size, thing["noun"].lower(), thing["verb"].lower())
    return None


def payment_title(token: Token, week: int, weeks: int, total: float, pay: str) -> str:
    """Return the task of a week's payment with its whole tokens."""
    whole = round(total / token.size)
    done = round(whole * week / weeks) - round(whole * (week - 1) / weeks)
    noun = token.noun if done == 1 else plural_of(token.noun)
    paid = pay.format(amount=f"{done * token.size:g}")
    so_far = round(whole * week / weeks)
    return f"Pay {paid} and {token.verb} {done} {noun}, {so_far} of {whole} in all"


def plural_of(noun: str) -> str:
    """Return the plural of a countable noun."""
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh", "z")) else f"{noun}s"
