"""Where the sentences and the small clauses of a text begin."""

from collections.abc import Sequence
from itertools import pairwise

from core.learning.tokens import Token

_OPENERS = frozenset(
    "because but so and which while although though since if when that or as cause bc cos then "
    "only except instead after".split()
)
_STOPS = frozenset(".!?;:…")
_COMMAS = frozenset(",-–—()/")


def sentence_starts(tokens: Sequence[Token], text: str) -> list[int]:
    """Return the places of the tokens that start a sentence or a line."""
    starts = [0] if tokens else []
    for at, (before, token) in enumerate(pairwise(tokens), start=1):
        ended = before.text in _STOPS and text[before.end : token.start] != ""
        if (ended or before.text.startswith("\n")) and not token.text.startswith("\n"):
            starts.append(at)
    return starts


def clause_bounds(tokens: Sequence[Token], text: str) -> list[tuple[int, int]]:
    """Return the first and the last place (exclusive) of each small clause."""
    sentences = set(sentence_starts(tokens, text))
    starts = [at for at in range(len(tokens)) if at in sentences or _opens(tokens, at)]
    return list(pairwise([*starts, len(tokens)])) if tokens else []


def _opens(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].text.lower() in _OPENERS or tokens[at - 1].text in _COMMAS
