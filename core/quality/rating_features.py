"""Describe a goal text for the regression that predicts how people would rate it."""

import math
import re
from dataclasses import dataclass

import numpy as np

from core.learning.ridge_model import Matrix
from core.learning.text_features import text_features
from core.learning.word_vectors import WordVectors
from core.quality.concreteness import concrete_words, strip_confidence
from core.quality.rules import item_patterns as patterns
from core.quality.rules.item_rules import ItemRule

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_BREAK = re.compile(r"[.!?\n]")
_MANY_WORDS = 60
_VECTOR_WEIGHT = 10.0
"""Brings the vector, whose length is one, to the spread of the counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingFeatures:
    """Counts, the answers of the rubric's rules, and the mean of the word vectors."""

    vectors: WordVectors
    rules: dict[str, ItemRule]

    def of(self, text: str) -> Matrix:
        """Return the features of a text; a stated confidence ("8/10 sure") is left out."""
        stated = strip_confidence(text)
        answers = [1.0 if self.rules[item](stated) else 0.0 for item in sorted(self.rules)]
        vector = text_features(stated, buckets=1, vectors=self.vectors).dense * _VECTOR_WEIGHT
        return np.concatenate([_counts(stated), answers, vector]).astype(np.float32)


def _counts(text: str) -> list[float]:
    words = _WORD.findall(text.lower())
    numbers = sum(word.isdigit() for word in words)
    concrete, length = len(concrete_words(text)), max(1, len(words))
    return [
        math.log(length),
        min(length, _MANY_WORDS) / _MANY_WORDS,
        float(numbers > 0),
        math.log1p(numbers),
        concrete / length,
        math.log1p(concrete),
        float(patterns.VAGUE.search(text) is not None),
        len(_BREAK.findall(text)) / 10,
        float("?" in text),
    ]
