"""A linear classifier over a dense vector, with calibrated probabilities, one byte a weight."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_LEAST = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class DenseModel:
    """A row of weights for each label; the answer is a softmax of the scores."""

    labels: tuple[str, ...]
    weights: Floats
    """Shape (labels, values)."""
    bias: Floats
    temperature: float = 1.0

    def shares(self, values: Floats) -> Floats:
        """Return the probability of each label for a vector of shape (values,)."""
        scores = (self.weights @ values + self.bias) / self.temperature
        powers = np.exp(scores - scores.max())
        return np.asarray(powers / powers.sum(), dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the model without pickle."""
        scale = np.abs(self.weights).max(axis=1, keepdims=True) / 127 + _LEAST
        np.savez_compressed(
            path,
            labels=np.array(self.labels),
            weights=np.round(self.weights / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            bias=self.bias.astype(np.float32),
            temperature=np.array(self.temperature, dtype=np.float32),
        )

    @classmethod
    def load(cls, path: Path) -> "DenseModel":
        """Read a model."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(
                labels=tuple(str(label) for label in stored["labels"]),
                weights=stored["weights"].astype(np.float32) * stored["scale"],
                bias=stored["bias"].astype(np.float32),
                temperature=float(stored["temperature"]),
            )
