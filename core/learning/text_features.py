"""Turn a text into hashed word and character n-grams, and into the mean of its word vectors."""

import re
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from core.learning.word_vectors import WordVectors

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[€$£₹%?!]")
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_MAX_CHARACTERS = 2_000

Indices = NDArray[np.int64]
Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFeatures:
    """Which buckets the n-grams of a text fall into, with weights, and its dense vector."""

    buckets: Indices
    weights: Values
    dense: Values


def text_features(text: str, *, buckets: int, vectors: WordVectors | None) -> TextFeatures:
    """Return the features of a text; every number looks the same, whatever its digits."""
    lowered = _DIGITS.sub(_number_shape, text[:_MAX_CHARACTERS].lower().replace("’", "'"))
    words = _WORD.findall(lowered)
    blocks = (_word_ngrams(words), _character_ngrams(words))
    indices: list[int] = []
    weights: list[float] = []
    for block in blocks:
        seen = {crc32(gram.encode()) % buckets for gram in block}
        indices.extend(sorted(seen))
        weights.extend([1.0 / max(1.0, len(seen)) ** 0.5] * len(seen))
    dense = vectors.text_vector(words) if vectors is not None else np.zeros(0, dtype=np.float32)
    return TextFeatures(
        buckets=np.array(indices, dtype=np.int64),
        weights=np.array(weights, dtype=np.float32),
        dense=dense,
    )


def _number_shape(match: re.Match[str]) -> str:
    return "0" * min(4, len(match.group()))


def _word_ngrams(words: list[str]) -> list[str]:
    pairs = [f"{first} {second}" for first, second in zip(words, words[1:], strict=False)]
    opening = [f"^{word}" for word in words[:2]]
    return [*words, *pairs, *opening]


def _character_ngrams(words: list[str]) -> list[str]:
    return [
        f"#{padded[start : start + size]}"
        for padded in (f"<{word}>" for word in words if len(word) > 2)
        for size in (3, 4, 5)
        for start in range(max(1, len(padded) - size + 1))
    ]
