"""Study hours to a language level."""

import pytest

from core.offline.progressions.language_hours import HOURS, hours_to_level


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("become fluent in Spanish", 600),
        ("speak fluently French", 750),
        ("German at C1", 900),
        ("fluency in Russian", 1_100),
        ("fluent in Japanese", 2_200),
        ("reach C2 in Italian", 900),
        ("speak Korean like a native", 3_300),
        ("B2 Dutch", 480),
        ("B1 German", 450),
        ("intermediate Polish", 550),
        ("A2 Arabic", 590),
        ("A1 Swedish", 80),
        ("fluent in Klingon", 600),
    ],
)
def test_the_hours_depend_on_language_and_level(text: str, hours: int) -> None:
    assert hours_to_level(text) == hours


@pytest.mark.parametrize("text", ["learn Greek", "", "speak some Spanish", "c12 Spanish"])
def test_without_a_level_there_are_no_hours(text: str) -> None:
    assert hours_to_level(text) is None


@pytest.mark.parametrize("language", sorted(HOURS))
def test_a_higher_level_takes_more_hours_in_every_language(language: str) -> None:
    hours = [hours_to_level(f"{level} {language}") for level in ("A1", "A2", "B1", "B2", "C1")]

    assert hours == sorted(hours, key=lambda value: value or 0)
    assert len(set(hours)) == 5
