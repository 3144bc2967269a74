"""A race named without a figure is the target, and a week's distance is no single run."""

import pytest

from tests.factories.coaching import parse


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (
            "Now 38 and signed up for the full marathon, 3 October 2027. I run 4 times a week about 30 km in total.",
            42.2,
        ),
        (
            "Entered the half marathon on 9 May 2027, I'm 52. I run twice a week, 12 km altogether.",
            21.1,
        ),
    ],
)
def test_a_named_race_is_the_target_whatever_other_numbers_there_are(
    text: str, target: float
) -> None:
    quantity = parse(text).quantity

    assert quantity is not None
    assert (quantity.value, quantity.unit) == (target, "km")


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("I want to run a half marathon on 12 June 2027. I run 30 km a week.", 10.0),
        (
            "I want to run the full marathon on 11 April 2027. I run 3 times a week, about 24 km in total.",
            8.0,
        ),
        ("My longest run is 14 km. I want to run the full marathon on 11 April 2027.", 14.0),
        ("I want to run 40 km a week by June. I run 20 km a week now.", 20.0),
    ],
)
def test_what_is_run_in_a_week_is_shared_out_over_its_runs(text: str, today: float) -> None:
    baseline = parse(text).baseline

    assert baseline is not None
    assert baseline.value == today
