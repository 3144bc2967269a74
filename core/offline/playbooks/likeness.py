"""How like a question is to the wordings of other questions: by what the sentence model says."""

from collections.abc import Sequence

import numpy as np

from core.learning.models import load_sentence_encoder


class Wordings:
    """Wordings by group; the group with the wording most like a question is found."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._encoder = load_sentence_encoder()
        self._owners = [number for number, asks in enumerate(groups) for _ in asks]
        self._vectors = np.stack([self._encoder.meaning(ask) for asks in groups for ask in asks])

    def best(self, question: str) -> tuple[int, float]:
        """Return the number of the best group and its likeness, the cosine of the vectors."""
        likeness = self._vectors @ self._encoder.encode(question).mean()
        at = int(np.argmax(likeness))
        return self._owners[at], float(likeness[at])
