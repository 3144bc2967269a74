"""Whether a goal moves towards something or away from it."""

import pytest

from core.offline.reading.facts import Direction
from tests.factories.coaching import parse


@pytest.mark.parametrize(
    "text", ["Run 5 km without stopping by March", "Speak for ten minutes without notes"]
)
def test_doing_something_without_a_stop_or_a_help_is_no_avoidance(text: str) -> None:
    assert parse(text).direction is Direction.APPROACH


@pytest.mark.parametrize("text", ["Stop smoking by March", "Get through the week without alcohol"])
def test_leaving_something_is_avoidance(text: str) -> None:
    assert parse(text).direction is Direction.AVOIDANCE
