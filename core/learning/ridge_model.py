"""A linear regression on a few described features, one output for each rating."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class RidgeModel:
    """A row of weights for each feature and a column for each output."""

    outputs: tuple[str, ...]
    weights: Matrix
    bias: Matrix

    def predict(self, features: Matrix) -> Mapping[str, float]:
        """Return the value of each output. Raises ValueError for another number of features."""
        if features.shape != (len(self.weights),):
            raise ValueError(f"The model takes {len(self.weights)} features.")
        values = features @ self.weights + self.bias
        return dict(zip(self.outputs, (float(value) for value in values), strict=True))

    def save(self, path: Path) -> None:
        """Write the model without pickle."""
        np.savez_compressed(
            path, outputs=np.array(self.outputs), weights=self.weights, bias=self.bias
        )

    @classmethod
    def load(cls, path: Path) -> "RidgeModel":
        """Read a model."""
        with np.load(path, allow_pickle=False) as stored:
            return cls(
                outputs=tuple(str(name) for name in stored["outputs"]),
                weights=stored["weights"],
                bias=stored["bias"],
            )


def fit_ridge_model(
    features: Matrix, values: Matrix, *, outputs: tuple[str, ...], strength: float
) -> RidgeModel:
    """Return the weights that fit best; a larger `strength` holds them closer to zero."""
    middle, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    scaled = (features - middle) / spread
    means = values.mean(axis=0)
    square = scaled.T @ scaled + strength * np.eye(scaled.shape[1])
    weights = np.linalg.solve(square, scaled.T @ (values - means)) / spread[:, None]
    return RidgeModel(
        outputs=outputs,
        weights=weights.astype(np.float32),
        bias=(means - middle @ weights).astype(np.float32),
    )
