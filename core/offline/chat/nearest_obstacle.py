"""The obstacle of a playbook that a sentence speaks of: by its words, else by its meaning."""

import numpy as np

from core.learning.models import load_sentence_encoder
from core.offline.playbooks.parts import ObstacleGuide
from core.offline.playbooks.schema import Playbook

_MEANS_THE_SAME = 0.5
"""Least cosine of a sentence and an example of an obstacle, from -1 to 1."""


def nearest_obstacle(sentence: str, playbook: Playbook) -> ObstacleGuide | None:
    """Return the obstacle of a sentence without gaps in its actions, or None if none is near.

    Pain and illness have their own answer before this one, so their obstacles are left out.
    """
    by_words = playbook.find_obstacle(sentence)
    if by_words is not None and _may_be_shown(by_words):
        return by_words
    encoder = load_sentence_encoder()
    vector = encoder.meaning(sentence)
    best: tuple[float, ObstacleGuide] | None = None
    for guide in playbook.all_obstacles:
        if not _may_be_shown(guide):
            continue
        alike = max(float(np.dot(vector, encoder.meaning(text))) for text in _texts(guide))
        if best is None or alike > best[0]:
            best = (alike, guide)
    return best[1] if best is not None and best[0] >= _MEANS_THE_SAME else None


def _texts(guide: ObstacleGuide) -> tuple[str, ...]:
    return (guide.situation, *guide.examples[:3])


def _may_be_shown(guide: ObstacleGuide) -> bool:
    """Return whether it may be shown: no pain, and no gap that only a plan's writer fills in."""
    if guide.cautious:
        return False
    return not any("{" in text for text in (guide.situation, *guide.actions))
