"""Recommendations: the same ratings always give the same level and action."""

import pytest

from core.quality.rating_summary import FeedbackSummary, summarise
from core.quality.recommendation import Recommendation, recommend
from core.quality.targets.standing import Standing
from core.quality.themes.theme import Theme, find_themes
from tests.factories.many_ratings import contrasting_comments
from tests.fakes import NOW


def summary_of(
    mean: float, n: int, *, variance: float = 0.5, answers: dict[str, tuple[int, int]] | None = None
) -> FeedbackSummary:
    histogram = (0, 0, 0, 0, 0, 0, 0, 0, 0, n)
    return summarise(histogram, answers or {}, mean=mean, variance=variance)


def advise(summary: FeedbackSummary, complaint: Theme | None = None) -> Recommendation:
    return recommend(summary, target=4.0, complaint=complaint)


def test_the_example_of_the_design_is_good_with_one_thing_to_investigate() -> None:
    answers = {
        "usefulness": (21, 23),
        "clarity": (20, 23),
        "motivation": (22, 23),
        "personalization": (18, 23),
    }

    advice = advise(summary_of(4.61, 23, variance=0.34, answers=answers))

    assert advice.standing is Standing.MET
    assert advice.action == (
        "Continue with the current approach, but investigate personalization (18 of 23 said yes)."
    )


def test_high_stars_without_a_weak_side_go_on_as_they_are() -> None:
    advice = advise(summary_of(4.7, 60, answers={"clarity": (58, 60)}))

    assert (advice.standing, advice.action) == (
        Standing.MET,
        "Continue with the current approach.",
    )


def test_few_ratings_are_never_judged_however_good_they_are() -> None:
    for n in range(5):
        advice = advise(summary_of(5.0, n, variance=0.0))

        assert advice.standing is (Standing.UNDECIDED if n else Standing.NO_FIGURE)


def test_an_average_above_the_target_that_could_be_below_is_undecided_and_says_how_many_more() -> (
    None
):
    advice = advise(summary_of(4.2, 12, variance=1.0))

    assert advice.standing is Standing.UNDECIDED
    assert "about 85 more" in advice.action


def test_an_interval_below_the_target_asks_for_change_at_the_weakest_side() -> None:
    advice = advise(summary_of(3.1, 50, answers={"clarity": (20, 50), "motivation": (45, 50)}))

    assert advice.standing is Standing.MISSED
    assert advice.action.startswith("Start with clarity (20 of 50 said yes)")


def test_below_target_without_dimension_answers_still_says_what_to_do() -> None:
    advice = advise(summary_of(3.1, 50))

    assert advice.action.startswith("No single dimension explains it")


def test_a_side_that_few_answered_is_not_blamed() -> None:
    advice = advise(summary_of(4.7, 60, answers={"clarity": (1, 4)}))

    assert "clarity" not in advice.action


def test_an_average_on_the_target_promises_no_number() -> None:
    advice = advise(summary_of(4.01, 40, variance=1.0))

    assert advice.action.startswith("Keep collecting ratings; the average is on the target.")


def test_a_target_that_is_very_close_does_not_ask_for_thousands() -> None:
    advice = advise(summary_of(4.06, 40, variance=2.0))

    assert "more than 500" in advice.action


@pytest.mark.parametrize(
    ("n", "counted"),
    [(0, "There are no ratings"), (1, "There is 1 rating"), (4, "There are 4 ratings")],
)
def test_too_few_ratings_are_counted_in_words(n: int, counted: str) -> None:
    advice = advise(summary_of(5.0, n))

    assert advice.reason.startswith(counted)
    assert ("Read each comment" in advice.action) is (n > 0)


def test_five_ratings_are_enough() -> None:
    assert advise(summary_of(5.0, 5, variance=0.0)).standing is Standing.MET


@pytest.mark.parametrize(("yes", "weak"), [(84, True), (85, False)])
def test_a_dimension_below_85_percent_is_investigated(yes: int, weak: bool) -> None:
    advice = advise(summary_of(4.8, 100, answers={"clarity": (yes, 100)}))

    assert advice.standing is Standing.MET
    assert ("investigate clarity" in advice.action) is weak


def test_an_undecided_average_names_the_weak_dimension_too() -> None:
    advice = advise(summary_of(4.1, 20, variance=1.0, answers={"clarity": (10, 20)}))

    assert advice.standing is Standing.UNDECIDED
    assert advice.action.endswith("Meanwhile, investigate clarity (10 of 20 said yes).")


def test_a_changed_target_moves_the_standing() -> None:
    good = summary_of(4.3, 400)

    assert recommend(good, target=4.0).standing is Standing.MET
    assert recommend(good, target=4.6).standing is Standing.MISSED


def test_a_recommendation_states_the_target() -> None:
    for mean in (4.8, 4.0, 2.0):
        assert "4 stars" in advise(summary_of(mean, 60)).reason


def test_what_low_raters_write_is_named_beside_the_weakest_side() -> None:
    complaint = find_themes(
        contrasting_comments(NOW), since=NOW.date(), until=NOW.date(), background={}
    ).complaints[0]

    advice = advise(summary_of(4.61, 60, answers={"clarity": (20, 60)}), complaint)
    alone = advise(summary_of(4.8, 60), complaint)

    assert advice.action == (
        "Continue with the current approach, but investigate clarity (20 of 60 said yes) and "
        f"“{complaint.label}” (15 of 40 comments)."
    )
    assert alone.standing is Standing.MET
    assert f"“{complaint.label}”" in alone.action
