"""Predict how a reader would rate a bare goal text, 1 to 5, and turn that into a score."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.learning.models import load_ridge_model, load_word_vectors
from core.learning.ridge_model import RidgeModel
from core.quality.rating_features import RatingFeatures
from core.quality.rubric_item import Dimension
from core.quality.rules.item_rules import ItemRule

RATINGS_MODEL = "ratings"
RATED = (Dimension.CLARITY, Dimension.SPECIFICITY, Dimension.MEASURABILITY)
_LOWEST, _HIGHEST = 1.0, 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingPredictor:
    """The regression with the features it was trained on."""

    model: RidgeModel
    features: RatingFeatures

    def scores(self, text: str) -> Mapping[Dimension, float]:
        """Return the score of each rated dimension, 0-10."""
        ratings = self.model.predict(self.features.of(text))
        return {dimension: _score(ratings[dimension.value]) for dimension in RATED}


def build_rating_predictor(rules: dict[str, ItemRule]) -> RatingPredictor:
    """Return the predictor with the model that ships with Rein."""
    return RatingPredictor(
        model=load_ridge_model(RATINGS_MODEL),
        features=RatingFeatures(vectors=load_word_vectors("words"), rules=rules),
    )


def _score(rating: float) -> float:
    bounded = min(_HIGHEST, max(_LOWEST, rating))
    return round(10 * (bounded - _LOWEST) / (_HIGHEST - _LOWEST), 2)
