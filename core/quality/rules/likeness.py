"""How alike two texts are in meaning, by word vectors, if they share no words."""

import re
from dataclasses import dataclass

from core.learning.models import load_word_vectors
from core.learning.word_vectors import WordVectors

_WORD = re.compile(r"[^\W\d_]+")

UNLIKE, ALIKE = 0.5, 0.7
"""Of 170 plans for goals of the training texts, one in six was less like its own goal than the
first bound, and of plans for another goal more than half; one in twenty of those passed the second.
"""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compares texts; 1 for the same direction, about 0.4 for unrelated sentences."""

    vectors: WordVectors

    def of(self, first: str, second: str) -> float:
        """Return the cosine of the mean word vectors; 0 if a text has no known word."""
        one, other = (
            self.vectors.text_vector(_WORD.findall(text.lower())) for text in (first, second)
        )
        return float(one @ other)


def build_likeness() -> Likeness:
    """Return the likeness by the vectors that ship with Rein."""
    return Likeness(load_word_vectors("words"))
