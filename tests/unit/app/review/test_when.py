"""A range of days is named by what its two ends are."""

from datetime import date, timedelta

import pytest

from app.review.traces.when import ALL, OWN, RANGES, YESTERDAY, first_day, label_of

TODAY = date(2027, 3, 30)


@pytest.mark.parametrize("label", RANGES)
def test_a_range_that_was_chosen_is_named_again(label: str) -> None:
    assert label_of(first_day(label, today=TODAY), None, today=TODAY) == label


def test_days_of_ones_own_are_named_as_such() -> None:
    first = TODAY - timedelta(days=11)

    assert label_of(None, None, today=TODAY) == ALL
    assert label_of(first, None, today=TODAY) == OWN
    assert label_of(first, TODAY, today=TODAY) == OWN
    assert label_of(None, TODAY, today=TODAY) == OWN
    assert first_day(ALL, today=TODAY) is None
    yesterday = first_day(YESTERDAY, today=TODAY)
    assert label_of(yesterday, yesterday, today=TODAY) == YESTERDAY
    assert label_of(yesterday, None, today=TODAY) == OWN
