"""Say whether a text is a goal, an errand for an assistant, noise, or speaks of danger."""

from collections.abc import Mapping

from core.learning.models import load_linear_model, load_word_vectors
from core.learning.text_features import text_features

GATE_BUCKETS = 1 << 15


def gate_shares(text: str) -> Mapping[str, float]:
    """Return the probabilities of "goal", "errand", "noise" and "danger"."""
    features = text_features(text, buckets=GATE_BUCKETS, vectors=load_word_vectors("words"))
    return load_linear_model("gate").probabilities(features)
