"""A number or a date has a role only through its clause."""

from datetime import date

import pytest

from core.offline.reading.clauses.asides import find_asides
from core.offline.reading.clauses.tense import Tense, tense_of
from tests.factories.coaching import parse


@pytest.mark.parametrize(
    ("clause", "tense"),
    [
        ("I weighed 150 in high school", Tense.PAST),
        ("back then I swam 2 km a day", Tense.PAST),
        ("my last half marathon took 2:10", Tense.PAST),
        ("I've tried it three times", Tense.PAST),
        ("the month before, 580", Tense.PAST),
        ("I used to bench 100 kg", Tense.PAST),
        ("I usually quit within ten days", Tense.HABIT),
        ("I get bored after three weeks", Tense.HABIT),
        ("every time I open the book I read two pages", Tense.HABIT),
        ("I want to bench 100 kg", Tense.OPEN),
        ("finish the shed I started", Tense.OPEN),
        ("read 20 books", Tense.OPEN),
        ("I signed up for a race on 3 May", Tense.OPEN),
        ("I've until June", Tense.OPEN),
        ("the invoices, sent each Friday", Tense.OPEN),
    ],
)
def test_the_first_verb_says_when_a_clause_plays(clause: str, tense: Tense) -> None:
    assert tense_of(clause) is tense


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("I want to run 10 km. My friend does 60 km a week", True),
        ("I want to sleep. She gets up at 5 every day, so I wake up", False),
        ("I want to sing by June. My teacher wants 3 pages a week", False),
        ("I want to sing. My sister gets married on 5 June", False),
        ("Empty the flat. My mother's flat, 7 rooms, by 30 April", False),
        ("To thank people once a day", False),
        ("Learn guitar. The deacon lends it Mondays, my brother teaches me", False),
    ],
)
def test_what_another_person_does_is_theirs(text: str, *, others: bool) -> None:
    assert bool(find_asides(text).others) is others


def test_what_was_and_what_is_usual_is_no_target_and_no_last_day() -> None:
    weight = parse(
        "I was 175 lb in college and now I'm 208. I'd like to be 185 by my reunion on 20 June. "
        "I always drop diets after two weeks."
    )
    dance = parse(
        "My sister's wedding last March made me see I can't dance. I'd like to dance at my "
        "cousin's on 4 September. I took lessons for six months in 2014."
    )

    assert weight.quantity is not None
    assert weight.baseline is not None
    assert weight.deadline is not None
    assert (weight.quantity.value, weight.baseline.value) == (185, 208)
    assert weight.deadline.on == date(2027, 6, 20)
    assert dance.deadline is not None
    assert dance.deadline.on == date(2027, 9, 4)


@pytest.mark.parametrize(
    ("text", "whole", "stock"),
    [
        ("My thesis. 23,000 words done so far, my supervisor expects 60,000, due 28 February", 60_000, 23_000),
        ("Novel. 41,000 words already written, needs to be 90,000 by the end of August", 90_000, 41_000),
    ],
)  # fmt: skip
def test_what_is_done_already_is_not_the_target(text: str, whole: float, stock: float) -> None:
    facts = parse(text)

    assert facts.quantity is not None
    assert facts.baseline is not None
    assert (facts.quantity.value, facts.baseline.value) == (whole, stock)


def test_what_was_long_ago_is_not_where_one_stands() -> None:
    facts = parse("I used to deadlift 225 before my back went in 2019. Pick up 135 safely by June.")

    assert facts.baseline is None


def test_an_age_is_no_number_of_the_goal() -> None:
    facts = parse("I'm 41 now, not been in a pool in years. Swim a mile without stopping by June")

    assert facts.baseline is None


def test_the_hours_and_days_of_other_people_are_not_the_writers() -> None:
    facts = parse(
        "My husband works nights, four on four off. My daughter has ballet on Mondays. "
        "I want to study for the CPA 6 hours a week."
    )

    assert facts.hours is not None
    assert facts.hours.per_week == 6
    assert facts.days == ()
