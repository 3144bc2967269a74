"""Predicted ratings: the model that ships is the one that training gives, and says what it is."""

from pathlib import Path

import numpy as np
import pytest

from core.learning.card import ModelCard
from core.learning.models import MODEL_FOLDER
from core.learning.ridge_model import RidgeModel, fit_ridge_model
from core.offline.training.corpus import is_held_out
from core.quality.predicted_rating import RATED, build_rating_predictor
from core.quality.rules.item_rules import item_rules
from core.quality.training.train_ratings import rank_correlation, read_ratings
from tests.factories.coaching import COACH

pytestmark = pytest.mark.no_cover

PREDICTOR = build_rating_predictor(item_rules(COACH.recogniser))


def test_a_regression_finds_the_line_behind_its_values(tmp_path: Path) -> None:
    features = np.array([[0, 1], [1, 0], [2, 5], [3, 1]], dtype=np.float32)
    values = (features @ np.array([[2.0], [-1.0]]) + 3).astype(np.float32)

    model = fit_ridge_model(features, values, outputs=("y",), strength=1e-6)
    model.save(tmp_path / "m.npz")

    again = RidgeModel.load(tmp_path / "m.npz")
    assert again.predict(np.array([4, 2], dtype=np.float32))["y"] == pytest.approx(9, abs=1e-3)
    with pytest.raises(ValueError, match="2 features"):
        again.predict(np.array([1], dtype=np.float32))


def test_equal_values_share_their_mean_rank() -> None:
    assert rank_correlation([1, 2, 2, 3], [10, 20, 20, 30]) == pytest.approx(1)
    assert rank_correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert rank_correlation([1, 1, 2], [1, 2, 2]) == pytest.approx(0.5)


def test_the_card_reports_what_the_model_reaches_on_the_held_out_writers() -> None:
    card = ModelCard.read(MODEL_FOLDER / "ratings")
    held = [goal for goal in read_ratings() if is_held_out(goal.persona)]
    scores = [PREDICTOR.scores(goal.text) for goal in held]

    for at, dimension in enumerate(RATED):
        reached = rank_correlation(
            [score[dimension] for score in scores], [goal.ratings[at] for goal in held]
        )
        reported = card.figures[f"{dimension.value}: rank correlation"]
        assert reached == pytest.approx(reported, abs=0.02)


def test_the_card_does_not_pass_the_ratings_off_as_peoples() -> None:
    card = ModelCard.read(MODEL_FOLDER / "ratings")

    assert "no people" in str(card.texts["rated by"])


@pytest.mark.parametrize("text", ["", "🎉", "a", "run " * 400, "läufe 5 km jeden Tag"])
def test_any_text_gets_scores_within_the_scale(text: str) -> None:
    assert all(0 <= score <= 10 for score in PREDICTOR.scores(text).values())


def test_a_stated_confidence_changes_no_rating() -> None:
    plain = PREDICTOR.scores("Walk 30 minutes every day")

    assert PREDICTOR.scores("Walk 30 minutes every day (90% confident)") == plain
