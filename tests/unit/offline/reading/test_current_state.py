"""Clauses that state the current situation are neither goals nor targets."""

import pytest

from core.offline.reading.current_state import exclude_income, find_current_state, find_income
from core.offline.reading.quantities import parse_quantities


def statements(text: str) -> list[str]:
    return [span.text for span in find_current_state(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Run 10 km. Currently I run 6 km", ["Currently I run 6 km"]),
        ("Lose 5 kg. Right now I weigh 90 kg", ["Right now I weigh 90 kg"]),
        ("I smoke 20 a day and want to quit", ["I smoke 20 a day"]),
        ("I can do 10 push-ups and want to do 50", ["I can do 10 push-ups"]),
        ("Save 5000 €. So far I have 200 €", ["So far I have 200 €"]),
        ("my longest run is 8 km; run a marathon", ["my longest run is 8 km"]),
        ("I've already saved 300, reach 1000 €", ["I've already saved 300", "reach 1000 €"][:1]),
    ],
)
def test_a_statement_of_fact_is_found(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Run 10 km and read books",
        "I can spend 5 hours a week and want to run 5 km",
        "I read 20 books by June and run 5 km by May",
        "Currently I run 6 km",
        "",
    ],
)
def test_a_promise_a_budget_or_a_lone_clause_is_no_statement(text: str) -> None:
    assert statements(text) == []


def test_a_statement_may_go_on_in_the_next_clause() -> None:
    text = "Run 10 km. Currently I ran 6 km, in 38 minutes, which was hard"

    assert statements(text) == ["Currently I ran 6 km", "in 38 minutes", "which was hard"]


def test_a_goal_after_a_statement_ends_it() -> None:
    text = "Currently I ran 6 km, in 6 weeks I want to run 10 km"

    assert statements(text) == ["Currently I ran 6 km"]


@pytest.mark.parametrize(
    ("text", "income"),
    [
        ("save on a salary of 2,000 €", ["on a salary"]),
        ("live from my small pension", ["from my small pension"]),
        ("find a job with a good salary", []),
    ],
)
def test_income_is_found(text: str, income: list[str]) -> None:
    assert [span.text for span in find_income(text)] == income


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("save 500 € on a salary of 2,000 €", [500]),
        ("I earn about 3000 € and want to save 500 €", [500]),
        ("save 500 € and 300 €", [500, 300]),
        ("a salary of 2,000 €", [2_000]),
    ],
)
def test_income_is_excluded_as_long_as_a_quantity_is_left(text: str, left: list[float]) -> None:
    assert [q.value for q in exclude_income(text, parse_quantities(text))] == left
