"""How like a question is to the wordings of other questions: by what the sentence model says."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from core.learning.models import load_sentence_encoder
from core.offline.playbooks.parts import ObstacleGuide

MEANS_IT = 0.44
"""Least likeness of a sentence and a wording of pain or illness: knees, asthma and lupus have 0.47
and more, an old laptop and cold turkey at most 0.40."""
_CACHED_GUIDES = 64


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


class BodyWordings:
    """The wordings of guides to pain and illness, made once for each guide."""

    def __init__(self) -> None:
        self.of = lru_cache(maxsize=_CACHED_GUIDES)(_wordings_of)


def _wordings_of(texts: tuple[str, ...]) -> Wordings:
    return Wordings((texts,))


_BODY = BodyWordings()


def speaks_of_the_body(sentence: str, guide: ObstacleGuide) -> bool:
    """Return whether a sentence means what a guide to pain or illness answers."""
    texts = (guide.obstacle, guide.situation, *guide.examples)
    return _BODY.of(texts).best(sentence)[1] >= MEANS_IT
