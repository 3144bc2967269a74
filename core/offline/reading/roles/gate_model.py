"""Say whether a text is a goal, an errand for an assistant, noise, or speaks of danger."""

import re
from collections.abc import Mapping

import numpy as np

from core.learning.models import (
    load_linear_model,
    load_sentence_encoder,
    load_tuned_encoder,
    load_word_vectors,
)
from core.learning.text_features import TextFeatures, text_features
from core.offline.reading.phrases import is_english

GATE_BUCKETS = 1 << 15
_WORD = re.compile(r"[^\W\d_]+")
_UNKNOWN_PIECES = 4


def gate_shares(text: str) -> Mapping[str, float]:
    """Return the probabilities of "goal", "errand", "noise" and "danger".

    The tuned model knows English only; texts in other languages are judged by their letters.
    """
    if is_english(text):
        encoder = load_tuned_encoder("reader")
        head = encoder.head("gate")
        shares = head.shares(encoder.read(text).mean()[None])[0]
        return dict(zip(head.labels, shares.tolist(), strict=True))
    return load_linear_model("gate").probabilities(gate_features(text))


def gate_features(text: str) -> TextFeatures:
    """Return the features of a text for the linear gate: its words, and what the whole says."""
    words = text_features(text, buckets=GATE_BUCKETS, vectors=load_word_vectors("words"))
    whole = load_sentence_encoder().encode(text).mean()
    return TextFeatures(
        buckets=words.buckets,
        weights=words.weights,
        dense=np.concatenate([words.dense, whole * 2]),
    )


def pieces_per_word(text: str) -> float:
    """Return into how many pieces of an English vocabulary the words of a text fall, on average."""
    vectors = load_word_vectors("words")
    words = _WORD.findall(text.lower())
    pieces = [min(_UNKNOWN_PIECES, len(vectors.rows(w)) or _UNKNOWN_PIECES) for w in words]
    return sum(pieces) / len(pieces) if pieces else 1.0
