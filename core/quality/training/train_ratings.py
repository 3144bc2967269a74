"""Fit the ratings of goal texts and write the model with its card; `make train` runs this."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import numpy as np

from core.learning.card import ModelCard, file_hash
from core.learning.models import MODEL_FOLDER, RIDGE_FILE, load_word_vectors
from core.learning.ridge_model import Matrix, fit_ridge_model
from core.offline.coach import OfflineCoach
from core.offline.playbooks.library import load_playbooks
from core.offline.training.corpus import TRAINING_FOLDER, is_held_out
from core.quality.predicted_rating import RATED, RATINGS_MODEL
from core.quality.rating_features import RatingFeatures
from core.quality.rules.item_rules import item_rules

RATING_FOLDER = TRAINING_FOLDER / "ratings"
_OUTPUTS = tuple(dimension.value for dimension in RATED)
_STRENGTH = 300.0
"""Chosen by five folds over the writers that the model learns from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedGoal:
    """A goal text with its ratings, in the order of the outputs."""

    text: str
    persona: str
    ratings: tuple[float, ...]


def read_ratings(folder: Path = RATING_FOLDER) -> tuple[RatedGoal, ...]:
    """Return the rated goals in the order of their files and lines."""
    lines = [line for path in _files(folder) for line in path.read_text("utf-8").splitlines()]
    return tuple(
        RatedGoal(
            text=row["text"],
            persona=row["persona"],
            ratings=tuple(float(row[name]) for name in _OUTPUTS),
        )
        for row in map(json.loads, lines)
    )


def train_ratings(trained_on: date, *, folder: Path = MODEL_FOLDER) -> dict[str, float]:
    """Fit on everything but the held-out writers, write model and card, return the figures."""
    rules = item_rules(OfflineCoach(playbooks=load_playbooks()).recogniser)
    features = RatingFeatures(vectors=load_word_vectors("words"), rules=rules)
    goals = read_ratings()
    learnt = [goal for goal in goals if not is_held_out(goal.persona)]
    held = [goal for goal in goals if is_held_out(goal.persona)]
    model = fit_ridge_model(
        _matrix(features, learnt), _values(learnt), outputs=_OUTPUTS, strength=_STRENGTH
    )
    place = folder / RATINGS_MODEL
    place.mkdir(parents=True, exist_ok=True)
    model.save(place / RIDGE_FILE)
    predicted = _matrix(features, held) @ model.weights + model.bias
    figures = {
        f"{name}: rank correlation": round(
            rank_correlation(predicted[:, at].tolist(), _values(held)[:, at].tolist()), 3
        )
        for at, name in enumerate(_OUTPUTS)
    }
    _card(trained_on, figures, place, rated=len(goals), held=len(held)).write(place)
    return figures


def rank_correlation(first: Sequence[float], second: Sequence[float]) -> float:
    """Return Spearman's rank correlation; equal values share their mean rank."""
    return float(np.corrcoef(_ranks(first), _ranks(second))[0, 1])


def _ranks(values: Sequence[float]) -> np.ndarray:
    array = np.asarray(values, dtype=float)
    _, inverse, counts = np.unique(array, return_inverse=True, return_counts=True)
    ranks: np.ndarray = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return ranks


def _matrix(features: RatingFeatures, goals: Sequence[RatedGoal]) -> Matrix:
    return np.stack([features.of(goal.text) for goal in goals])


def _values(goals: Sequence[RatedGoal]) -> Matrix:
    return np.array([goal.ratings for goal in goals], dtype=np.float32)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


def _card(day: date, figures: dict[str, float], place: Path, *, rated: int, held: int) -> ModelCard:
    whole = sha256(b"".join(path.read_bytes() for path in _files(RATING_FOLDER)))
    return ModelCard(
        name=RATINGS_MODEL,
        purpose="Predicts how a reader would rate a bare goal text: clear, specific, measurable.",
        method="ridge regression on counts, the answers of the rubric's rules and word vectors",
        trained_on=day.isoformat(),
        texts={
            "folder": "data/training/ratings",
            "goals": rated,
            "held out": f"{held} goals of writers *-13, *-14 and *-15",
            "rated by": "one language model, once for each text, as a layperson would; no people",
            "hash": whole.hexdigest(),
        },
        figures=figures,
        files={RIDGE_FILE: file_hash(place / RIDGE_FILE)},
        limits="The figures say how well it follows its one rater, not how well it follows "
        "people. English; goals of one to six sentences. Few texts were rated low, so a poor "
        "goal is told from a good one better than a good one from a very good one.",
    )
