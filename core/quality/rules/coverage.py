"""How much of what a person says comes back in the first weeks, clause by clause, by meaning.

A plan can be about the topic and still know nothing of the person: of a story, each clause is held
against the task or the if-then that is most like it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.offline.recipes.fit import word_weights

_CLAUSE = re.compile(r"[.!?;\n](?!\d)\s*|, (?!\d)")
_LEAST_WORDS = 4
_A_STORY, _STORY_WORDS = 4, 40
"""Clauses and words below which a text is no story: a few words are compared as a whole."""
_HARDLY, _WELL = 0.27, 0.46
"""Mean likeness of plans that took up nothing, and of those that took up most of it."""
_LEAST = 0.36
_FEW_WORDS, _MANY_WORDS = 0.1, 0.45
"""Shares of a story's telling words in plans written for anybody, and in plans full of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The share of a story that comes back, from 0.36 to 1, and its clause that does least."""

    share: float
    least: str


def find_coverage(
    text: str, lines: Sequence[str], encode: Callable[[str], NDArray[np.float32]]
) -> Coverage | None:
    """Return how far lines of a plan take up a story, or None if the text is too short for one."""
    clauses = [part.strip() for part in _CLAUSE.split(text) if len(part.split()) >= _LEAST_WORDS]
    tasks = list(dict.fromkeys(line for line in lines if line))
    if len(clauses) < _A_STORY or len(text.split()) < _STORY_WORDS or not tasks:
        return None
    likeness = np.stack([encode(c) for c in clauses]) @ np.stack([encode(t) for t in tasks]).T
    best = likeness.max(axis=1)
    part = (float(best.mean()) - _HARDLY) / (_WELL - _HARDLY)
    share = _LEAST + (1 - _LEAST) * min(1.0, max(0.0, part))
    return Coverage(share=share, least=clauses[int(best.argmin())])


def own_words(text: str, lines: Sequence[str]) -> float:
    """Return how far a plan speaks in a story's own telling words, from 0.36 to 1; 1 of no story.

    Tasks that fit any goal of their kind have hardly one of them, however well they are meant.
    """
    weights = word_weights(text) if len(text.split()) >= _STORY_WORDS else {}
    if not weights or not lines:
        return 1.0
    known = word_weights("\n".join(dict.fromkeys(lines)))
    share = sum(w for stem, w in weights.items() if stem in known) / sum(weights.values())
    part = min(1.0, max(0.0, (share - _FEW_WORDS) / (_MANY_WORDS - _FEW_WORDS)))
    return _LEAST + (1 - _LEAST) * part
