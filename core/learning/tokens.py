"""Split a text into tokens that know where they stand."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"  # 1 000 000
    r"|\d+(?:[.,:/’'-]\d+)*"  # 2,400  6.30  6-8  03/05/2027
    r"|[^\W\d_]+(?:['’][^\W\d_]+)?"  # words, with "I'm" and "don't" in one piece
    r"|\n+|[^\w\s]|_+"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number, a mark or a line break of a text."""

    start: int
    end: int
    text: str


def split_tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text in order; spaces belong to none."""
    return tuple(Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text))
