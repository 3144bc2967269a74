"""A linear classifier over text features, with calibrated probabilities."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.learning.text_features import TextFeatures


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearModel:
    """Weights of one row for each label: hashed n-grams first, then the dense vector."""

    labels: tuple[str, ...]
    buckets: int
    sparse: NDArray[np.float32]
    """A row for each bucket, so that one text touches few rows."""
    dense: NDArray[np.float32]
    bias: NDArray[np.float32]
    temperature: float

    def probabilities(self, features: TextFeatures) -> dict[str, float]:
        """Return the probability of each label."""
        scores = features.weights @ self.sparse[features.buckets] + self.bias
        if self.dense.size:
            scores = scores + features.dense @ self.dense
        scores = scores / self.temperature
        powers = np.exp(scores - scores.max())
        shares = powers / powers.sum()
        return dict(zip(self.labels, (float(share) for share in shares), strict=True))

    def save(self, path: Path) -> None:
        """Write the model without pickle; n-gram weights take one byte each."""
        scale = np.abs(self.sparse).max(axis=0) / 127 + 1e-12
        np.savez_compressed(
            path,
            labels=np.array(self.labels),
            sparse=np.round(self.sparse / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            dense=self.dense.astype(np.float16),
            bias=self.bias.astype(np.float32),
            temperature=np.array([self.temperature], dtype=np.float32),
        )

    @classmethod
    def load(cls, path: Path) -> "LinearModel":
        """Read a model."""
        with np.load(path, allow_pickle=False) as stored:
            sparse = stored["sparse"].astype(np.float32) * stored["scale"]
            return cls(
                labels=tuple(str(label) for label in stored["labels"]),
                buckets=int(sparse.shape[0]),
                sparse=sparse,
                dense=stored["dense"].astype(np.float32),
                bias=stored["bias"],
                temperature=float(stored["temperature"][0]),
            )
