"""Weekdays as models write them, in several languages."""

import pytest

from core.goals.weeks import Day
from core.plans.weekdays import LANGUAGES, names_for

ENGLISH, GERMAN, SPANISH = LANGUAGES[:3]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon/Wed/Fri", (Day.MON, Day.WED, Day.FRI)),
        ("Tuesdays and Thursdays", (Day.TUE, Day.THU)),
        ("tue, tue", (Day.TUE,)),
        ("Thurs", (Day.THU,)),
        ("Daily", ()),
        ("Weekend", ()),
        ("T", ()),
        ("", ()),
        ("3", ()),
    ],
)
def test_english_days_are_read_and_other_words_are_none(text: str, days: tuple[Day, ...]) -> None:
    assert ENGLISH.read(text) == days


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["Mo", "Mi", "Do"], [Day.MON, Day.WED, Day.THU]),
        (["lun", "mié", "do"], [Day.MON, Day.WED, Day.SUN]),
        (["सोमवार", "शनि"], [Day.MON, Day.SAT]),
        (["Mon", None, "Sat"], [Day.MON, Day.SAT]),
    ],
)
def test_the_language_of_all_days_decides_what_an_abbreviation_means(
    texts: list[str | None], days: list[Day]
) -> None:
    """“Do” is Thursday in German and Sunday in Spanish."""
    names = names_for(texts)

    assert [names.read(text)[0] for text in texts if text] == days


def test_names_are_english_if_nothing_is_said() -> None:
    assert names_for([None, "", "Daily"]) is ENGLISH


def test_an_ambiguous_beginning_is_no_day() -> None:
    assert GERMAN.read("D") == ()
    assert SPANISH.read("m") == ()
    assert ENGLISH.read("S") == ()
