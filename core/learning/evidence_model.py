"""Logistic models over named evidence: how probable it is that a reading of a field is right."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from pathlib import Path

_EVEN = 0.5
SURE = 0.9
"""What is reported from here on is taken for certain."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceModel:
    """One row of weights for each field, by the name of the evidence."""

    weights: Mapping[str, Mapping[str, float]]
    sure_from: Mapping[str, float]
    """For each field the probability that is reported as .9, for from there on nearly nothing was
    wrong; a field without one is never sure."""

    def probability(self, field: str, evidence: Mapping[str, float]) -> float:
        """Return how probable it is that a reading with this evidence is right."""
        row = self.weights.get(field, {})
        score = sum(row.get(name, 0.0) * value for name, value in evidence.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, score))))

    def reported(self, field: str, probability: float) -> float:
        """Return a probability so that .9 means sure; up to a half it stays what it is."""
        limit = self.sure_from.get(field, 1.0)
        if probability <= _EVEN:
            return probability
        if probability < limit:
            return _EVEN + (SURE - _EVEN) * (probability - _EVEN) / (limit - _EVEN)
        return SURE + (1 - SURE) * (probability - limit) / max(1e-6, 1 - limit)

    @classmethod
    def load(cls, path: Path) -> "EvidenceModel":
        """Read a model file."""
        stored = json.loads(path.read_text(encoding="utf-8"))
        return cls(weights=stored["weights"], sure_from=stored["sure_from"])

    def save(self, path: Path) -> None:
        """Write the model file."""
        stored = {"sure_from": self.sure_from, "weights": self.weights}
        path.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", encoding="utf-8")
