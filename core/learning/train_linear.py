"""Train a linear classifier with scikit-learn, which only training needs."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from core.learning.dense_model import DenseModel
from core.learning.linear_model import LinearModel
from core.learning.text_features import TextFeatures

_LOOSE = 3e-3
"""Tolerance of a model with hundreds of labels; a finer one changes no answer."""
_TEMPERATURES = tuple(float(t) for t in np.geomspace(0.2, 3.0, 40))


def train_linear_model(
    features: Sequence[TextFeatures],
    labels: Sequence[str],
    *,
    buckets: int,
    strength: float,
    weights: Sequence[float] | None = None,
) -> LinearModel:
    """Return a logistic model; a smaller `strength` holds the weights closer to zero."""
    from scipy.sparse import csr_matrix, hstack  # noqa: PLC0415 - only training has it
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    rows = np.repeat(np.arange(len(features)), [len(f.buckets) for f in features])
    sparse = csr_matrix(
        (
            np.concatenate([f.weights for f in features]),
            (rows, np.concatenate([f.buckets for f in features])),
        ),
        shape=(len(features), buckets),
    )
    dense = np.stack([f.dense for f in features])
    model = LogisticRegression(C=strength, max_iter=120, tol=1e-3)
    model.fit(hstack([sparse, csr_matrix(dense)]).tocsr(), list(labels), sample_weight=weights)
    coefficients = model.coef_.T.astype(np.float32)
    bias = model.intercept_.astype(np.float32)
    if len(model.classes_) == 2:
        coefficients = np.concatenate([-coefficients, coefficients], axis=1) / 2
        bias = np.concatenate([-bias, bias]) / 2
    return LinearModel(
        labels=tuple(str(name) for name in model.classes_),
        buckets=buckets,
        sparse=coefficients[:buckets],
        dense=coefficients[buckets:],
        bias=bias,
        temperature=1.0,
    )


def train_dense_model(
    vectors: NDArray[np.float32], labels: NDArray[np.str_], *, strength: float, iterations: int
) -> DenseModel:
    """Return a logistic model over vectors of shape (texts, values), one label for each text."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only training has it

    fit = LogisticRegression(C=strength, max_iter=iterations, tol=_LOOSE)
    fit.fit(vectors, labels)
    return DenseModel(
        labels=tuple(str(name) for name in fit.classes_),
        weights=fit.coef_.astype(np.float32),
        bias=fit.intercept_.astype(np.float32),
    )


def train_evidence_weights(
    evidence: Sequence[Mapping[str, float]],
    right: Sequence[bool],
    *,
    strength: float,
    balanced: bool = False,
) -> dict[str, float]:
    """Return the weight of each named piece of evidence for a reading to be right.

    `balanced` counts as many right as wrong ones, however many there are of each.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only training has it

    names = sorted({name for row in evidence for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in evidence])
    model = LogisticRegression(
        C=strength,
        fit_intercept=False,
        max_iter=500,
        class_weight="balanced" if balanced else None,
    ).fit(table, right)
    return {n: round(float(w), 3) for n, w in zip(names, model.coef_[0], strict=True)}


def calibrated(
    model: LinearModel, features: Sequence[TextFeatures], labels: Sequence[str]
) -> LinearModel:
    """Return the model with the temperature that makes its probabilities fit these labels best."""

    def loss(temperature: float) -> float:
        candidate = with_temperature(model, temperature)
        shares = [
            candidate.probabilities(f).get(label, 0.0)
            for f, label in zip(features, labels, strict=True)
        ]
        return -float(np.mean(np.log(np.maximum(shares, 1e-6))))

    return with_temperature(model, min(_TEMPERATURES, key=loss))


def with_temperature(model: LinearModel, temperature: float) -> LinearModel:
    """Return the model with another temperature."""
    return LinearModel(
        labels=model.labels,
        buckets=model.buckets,
        sparse=model.sparse,
        dense=model.dense,
        bias=model.bias,
        temperature=temperature,
    )
