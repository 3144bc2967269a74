"""Which questions of the rubric a judge's own sentence speaks of, told by the words they share.

A judge writes its praise and its advice freely, and a model may praise what it has just answered with no. A sentence is
held against the answers where its words say which question it is about; that is a rule of thumb, not understanding.
"""

import re
from collections import Counter
from functools import cache

from core.quality.rubric import RUBRIC, RubricItem
from core.quality.verdict import ItemVerdict

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_STEM = 5
"""Letters by which “counted” is “countable”."""
_COMMON = 2
"""A word that stands in more questions than these tells none of them from the others."""


def _words(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()))


_SAY_NOTHING = _words(
    "and are come could get give gives has into its more much names some stand such take than them they this which will"
)


def strength_is_supported(line: str, verdicts: tuple[ItemVerdict, ...]) -> bool:
    """Tell whether a strength speaks of a question answered yes, or, where it names none, of what a yes quotes."""
    spoken_of = _spoken_of(line, verdicts)
    if spoken_of:
        return all(verdict.yes for verdict in spoken_of)
    return any(_words(line) & _words(verdict.evidence) for verdict in verdicts if verdict.yes)


def suggestion_is_redundant(line: str, verdicts: tuple[ItemVerdict, ...]) -> bool:
    """Tell whether a suggestion speaks of nothing but questions that were answered yes."""
    spoken_of = _spoken_of(line, verdicts)
    return bool(spoken_of) and all(verdict.yes for verdict in spoken_of)


def _spoken_of(line: str, verdicts: tuple[ItemVerdict, ...]) -> tuple[ItemVerdict, ...]:
    """Return the answers to the questions that share the most words with a sentence; none where no word is shared."""
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
    """Return the words that tell each question from the others."""
    spoken = {item.id: _words(_text(item)) for item in RUBRIC}
    counted = Counter(word for words in spoken.values() for word in words)
    return {
        item: frozenset(word for word in words - _SAY_NOTHING if counted[word] <= _COMMON)
        for item, words in spoken.items()
    }


def _text(item: RubricItem) -> str:
    return f"{item.question} {item.strength}"
