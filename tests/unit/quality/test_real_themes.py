"""Themes of real app reviews, against the features that people marked in them."""

import pytest

from tests.factories import marked_reviews


def test_complaints_of_real_reviews_are_features_that_people_marked() -> None:
    if not marked_reviews.FILE.exists():
        pytest.skip(f"{marked_reviews.FILE.name} is not beside this checkout; it is not ours.")

    found = marked_reviews.compare(marked_reviews.read_sentences())

    complaints = [theme for theme in found.themes if theme.is_complaint]
    assert complaints
    assert set(complaints) <= set(found.hits)
    assert len(found.recalled) >= 0.5 * len(found.features) > 0
