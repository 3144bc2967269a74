"""Summaries of ratings: counts, shares and the weakest dimension."""

import pytest

from core.quality.rating_summary import summarise

SEED_HISTOGRAM = (0, 0, 0, 0, 0, 1, 0, 7, 0, 15)
SEED_ANSWERS = {
    "usefulness": (21, 23),
    "clarity": (20, 23),
    "motivation": (22, 23),
    "personalization": (18, 23),
}


def test_the_shares_of_the_stars_add_up() -> None:
    summary = summarise(SEED_HISTOGRAM, SEED_ANSWERS, mean=4.61, variance=0.34)

    assert [(row.stars, row.count) for row in summary.stars] == [
        (5, 15),
        (4, 7),
        (3, 1),
        (2, 0),
        (1, 0),
    ]
    assert [round(100 * row.share) for row in summary.stars] == [65, 30, 4, 0, 0]
    assert sum(row.share for row in summary.stars) == pytest.approx(1)


def test_half_stars_count_with_the_whole_star_below() -> None:
    summary = summarise((1, 1, 0, 0, 0, 0, 0, 2, 3, 4), {}, mean=3.9, variance=2.0)

    assert [(row.stars, row.count, row.has_halves) for row in summary.stars] == [
        (5, 4, False),
        (4, 5, True),
        (3, 0, False),
        (2, 0, False),
        (1, 2, True),
    ]


def test_the_weakest_dimension_is_the_one_fewest_say_yes_to() -> None:
    summary = summarise(SEED_HISTOGRAM, SEED_ANSWERS, mean=4.61, variance=0.34)

    assert summary.weakest is not None
    assert summary.weakest.name == "personalization"


def test_an_unanswered_dimension_is_unknown_and_never_the_weakest() -> None:
    summary = summarise(
        SEED_HISTOGRAM, {"clarity": (0, 0), "usefulness": (1, 2)}, mean=4.61, variance=0.34
    )

    assert summary.dimensions[0].share is None
    assert summary.dimensions[0].interval is None
    assert summary.weakest is not None
    assert summary.weakest.name == "usefulness"


def test_no_ratings_have_no_mean() -> None:
    summary = summarise((0,) * 10, {"clarity": (0, 0)}, mean=None, variance=None)

    assert (summary.n, summary.mean, summary.interval, summary.weakest) == (0, None, None, None)
    assert all(row.share == 0 for row in summary.stars)


def test_other_bins_than_half_stars_are_refused() -> None:
    with pytest.raises(ValueError, match="ten bins"):
        summarise((1, 2, 3, 4, 5), {}, mean=3.0, variance=1.0)
