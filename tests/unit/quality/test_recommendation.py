"""Recommendations: the same ratings always give the same level and action."""

import pytest

from core.quality.rating_summary import FeedbackSummary, summarise
from core.quality.recommendation import QualityLevel, recommend


def summary_of(
    mean: float, n: int, *, variance: float = 0.5, answers: dict[str, tuple[int, int]] | None = None
) -> FeedbackSummary:
    histogram = (0, 0, 0, 0, 0, 0, 0, 0, 0, n)
    return summarise(histogram, answers or {}, mean=mean, variance=variance)


def test_the_example_of_the_design_is_good_with_one_thing_to_investigate() -> None:
    answers = {
        "usefulness": (21, 23),
        "clarity": (20, 23),
        "motivation": (22, 23),
        "personalization": (18, 23),
    }

    advice = recommend(summary_of(4.61, 23, variance=0.34, answers=answers))

    assert advice.level == QualityLevel.GOOD
    assert advice.action == (
        "Continue with the current approach, but investigate personalization (18 of 23 said yes)."
    )


def test_high_stars_without_a_weak_side_are_excellent() -> None:
    advice = recommend(summary_of(4.7, 60, answers={"clarity": (58, 60)}))

    assert advice.level == QualityLevel.EXCELLENT


def test_few_ratings_are_never_judged_however_good_they_are() -> None:
    for n in range(5):
        advice = recommend(summary_of(5.0, n, variance=0.0))

        assert advice.level == QualityLevel.TOO_FEW


def test_an_average_above_the_target_that_could_be_below_is_undecided_and_says_how_many_more() -> (
    None
):
    advice = recommend(summary_of(4.2, 12, variance=1.0))

    assert advice.level == QualityLevel.UNDECIDED
    assert "about 85 more" in advice.action


def test_an_interval_below_the_target_asks_for_change_at_the_weakest_side() -> None:
    advice = recommend(summary_of(3.1, 50, answers={"clarity": (20, 50), "motivation": (45, 50)}))

    assert advice.level == QualityLevel.BELOW_TARGET
    assert advice.action.startswith("Start with clarity (20 of 50 said yes)")


def test_below_target_without_dimension_answers_still_says_what_to_do() -> None:
    advice = recommend(summary_of(3.1, 50))

    assert advice.action.startswith("No single dimension explains it")


def test_a_side_that_few_answered_is_not_blamed() -> None:
    advice = recommend(summary_of(4.7, 60, answers={"clarity": (1, 4)}))

    assert "clarity" not in advice.action


def test_an_average_on_the_target_promises_no_number() -> None:
    advice = recommend(summary_of(4.01, 40, variance=1.0))

    assert advice.action.startswith("Keep collecting ratings; the average is on the target.")


def test_a_target_that_is_very_close_does_not_ask_for_thousands() -> None:
    advice = recommend(summary_of(4.06, 40, variance=2.0))

    assert "more than 500" in advice.action


@pytest.mark.parametrize(
    ("n", "counted"),
    [(0, "There are no ratings"), (1, "There is 1 rating"), (4, "There are 4 ratings")],
)
def test_too_few_ratings_are_counted_in_words(n: int, counted: str) -> None:
    advice = recommend(summary_of(5.0, n))

    assert advice.reason.startswith(counted)
    assert ("Read each comment" in advice.action) is (n > 0)


def test_five_ratings_are_enough() -> None:
    assert recommend(summary_of(5.0, 5, variance=0.0)).level is not QualityLevel.TOO_FEW


@pytest.mark.parametrize(
    ("mean", "level"), [(4.49, QualityLevel.GOOD), (4.5, QualityLevel.EXCELLENT)]
)
def test_a_mean_of_four_and_a_half_is_excellent(mean: float, level: QualityLevel) -> None:
    advice = recommend(summary_of(mean, 400))

    assert (advice.level, advice.action) == (level, "Continue with the current approach.")


@pytest.mark.parametrize(("yes", "level"), [(84, QualityLevel.GOOD), (85, QualityLevel.EXCELLENT)])
def test_a_dimension_below_85_percent_is_investigated(yes: int, level: QualityLevel) -> None:
    advice = recommend(summary_of(4.8, 100, answers={"clarity": (yes, 100)}))

    assert advice.level is level
    assert ("investigate clarity" in advice.action) is (level is QualityLevel.GOOD)


def test_an_undecided_average_names_the_weak_dimension_too() -> None:
    advice = recommend(summary_of(4.1, 20, variance=1.0, answers={"clarity": (10, 20)}))

    assert advice.level is QualityLevel.UNDECIDED
    assert advice.action.endswith("Meanwhile, investigate clarity (10 of 20 said yes).")


def test_a_recommendation_states_the_target() -> None:
    for mean in (4.8, 4.0, 2.0):
        assert "4.0 stars" in recommend(summary_of(mean, 60)).reason
