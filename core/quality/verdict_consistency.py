"""Consistency of a judge's strengths with its answers.

A judge writes strengths freely, and a model may praise what it has just answered no. A strength is
matched to the rubric item that shares the most words with it and compared with the answer to that
item. This is a heuristic, not language understanding. Suggestions name their item instead.
"""

import re
from collections import Counter
from functools import cache

from core.quality.rubric import RUBRIC, RubricItem
from core.quality.verdict import ItemVerdict

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_STEM = 5
"""Letters compared, so that “counted” matches “countable”."""
_MAX_QUESTIONS_PER_WORD = 2
"""A word in more questions than this does not distinguish them and is ignored."""


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()))


_STOP_WORDS = _words(
    "and are come could get give gives has into its more much names some stand such take than "
    "them they this which will"
)


def strength_is_supported(line: str, verdicts: tuple[ItemVerdict, ...]) -> bool:
    """Return True if a strength matches an item answered yes, or else the evidence of one."""
    matching = _matching_verdicts(line, verdicts)
    if matching:
        return all(verdict.yes for verdict in matching)
    return any(_words(line) & _words(verdict.evidence) for verdict in verdicts if verdict.yes)


def _matching_verdicts(line: str, verdicts: tuple[ItemVerdict, ...]) -> tuple[ItemVerdict, ...]:
    """Return the verdicts on the items that share the most words, at least one, with a sentence."""
    words = _words(line)
    shared = [len(words & _topics().get(verdict.item, frozenset())) for verdict in verdicts]
    most = max(shared, default=0)
    return (
        tuple(verdict for verdict, n in zip(verdicts, shared, strict=True) if n == most)
        if most
        else ()
    )


@cache
def _topics() -> dict[str, frozenset[str]]:
    """Return the distinctive words of each item."""
    words_of = {item.id: _words(_text(item)) for item in RUBRIC}
    counted = Counter(word for words in words_of.values() for word in words)
    return {
        item: frozenset(
            word for word in words - _STOP_WORDS if counted[word] <= _MAX_QUESTIONS_PER_WORD
        )
        for item, words in words_of.items()
    }


def _text(item: RubricItem) -> str:
    return f"{item.question} {item.strength}"
