"""Which obstacle a sentence means, by the sentence model: not by a word that both happen to have.

A wrong answer is worse than a general one. So the topic's own obstacles, which are few and close
to the aim, need less likeness than the everyday ones, and what only shares words is dropped.
"""

import re

import numpy as np

from core.learning.models import load_meanings, load_sentence_encoder, load_word_vectors
from core.offline.playbooks.parts import ObstacleGuide
from core.offline.playbooks.schema import Playbook

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_LOOKED_AT = 2
OF_TOPIC = 0.5
EVERYDAY = 0.51
"""Chosen by reading some 40 obstacles written apart from the wordings; no tally was made."""
EXACTLY = 0.8
SURFACE = 0.3
"""Least likeness of a sentence and a guide that was found by its words."""


def wordings_of(guides: tuple[ObstacleGuide, ...]) -> tuple[str, ...]:
    """Return every wording of guides, in order; those of the everyday ones ship as vectors."""
    return tuple(text for guide in guides for text in _texts(guide))


def nearest(sentence: str, guides: tuple[ObstacleGuide, ...]) -> tuple[ObstacleGuide | None, float]:
    """Return the guide that means most what a sentence says, and how like it is (-1 to 1)."""
    if not guides or not sentence.strip():
        return None, 0.0
    asked = load_sentence_encoder().whole(sentence)
    alike = load_meanings().matrix(wordings_of(guides)) @ asked
    owners = [guide for guide in guides for _ in _texts(guide)]
    at = int(np.argmax(alike))
    return owners[at], float(alike[at])


def _likely(sentence: str, guides: tuple[ObstacleGuide, ...]) -> tuple[ObstacleGuide, ...]:
    """Return the few guides whose words are nearest; the sentence model is asked about these only.

    A look-up of words costs nothing, and encoding all obstacles of a recipe a tenth of a second.
    """
    words = load_word_vectors("words")
    asked = words.text_vector(_WORD.findall(sentence.lower()))

    def near(guide: ObstacleGuide) -> float:
        texts = (_WORD.findall(text.lower()) for text in _texts(guide))
        return max(float(words.text_vector(text) @ asked) for text in texts)

    return tuple(sorted(guides, key=near, reverse=True)[:_LOOKED_AT])


def _of_few(sentence: str, guides: tuple[ObstacleGuide, ...]) -> tuple[ObstacleGuide | None, float]:
    """Return the guide among a few that means most what a sentence says, and how like it is."""
    encoder = load_sentence_encoder()
    asked = encoder.whole(sentence)
    found = [
        (guide, max(float(encoder.whole(text) @ asked) for text in _texts(guide)))
        for guide in guides
    ]
    return max(found, key=lambda pair: pair[1], default=(None, 0.0))


def meant_of_topic(sentence: str, playbook: Playbook) -> ObstacleGuide | None:
    """Return the topic's own obstacle that a sentence means, or None if none surely does."""
    guide, likeness = _of_few(sentence, _likely(sentence, playbook.obstacles))
    return guide if likeness >= OF_TOPIC else None


def meant_everyday(sentence: str, playbook: Playbook) -> ObstacleGuide | None:
    """Return the everyday obstacle that a sentence means, or None if none surely does."""
    guide, likeness = nearest(sentence, playbook.everyday)
    return guide if likeness >= EVERYDAY else None


def is_meant(sentence: str, guide: ObstacleGuide, least: float = SURFACE) -> bool:
    """Return whether a guide that shares words with a sentence is also about what it says."""
    return _of_few(sentence, (guide,))[1] >= least


def _texts(guide: ObstacleGuide) -> tuple[str, ...]:
    return (guide.obstacle, guide.situation, *guide.examples)
