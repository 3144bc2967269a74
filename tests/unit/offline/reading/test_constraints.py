"""Constraints: the days they leave, and what they add to a plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.goals.goal import Circumstances
from core.offline.reading.constraints import (
    WEEK,
    available_days,
    constraint_contingencies,
    constraint_tasks,
    list_constraints,
)
from tests.factories.coaching import parse

PLAIN = parse("run 5 km")


def days(*constraints: str) -> tuple[str, ...]:
    return available_days(Circumstances(constraints=constraints), PLAIN)


def test_constraints_of_the_person_come_before_those_of_the_text_and_once() -> None:
    facts = parse("run 5 km with a bad knee, no gym")
    circumstances = Circumstances(constraints=("no gym", "asthma."))

    assert list_constraints(circumstances, facts) == ("no gym", "asthma", "with a bad knee")


@pytest.mark.parametrize(
    ("constraints", "left"),
    [
        ((), WEEK),
        (("only weekends",), ("Sat", "Sun")),
        (("only on weekdays",), ("Mon", "Tue", "Wed", "Thu", "Fri")),
        (("no Mondays",), ("Tue", "Wed", "Thu", "Fri", "Sat", "Sun")),
        (("not on weekends",), ("Mon", "Tue", "Wed", "Thu", "Fri")),
        (("busy on Tuesday and Friday",), ("Mon", "Wed", "Thu", "Sat", "Sun")),
        (("only Mondays and Fridays",), ("Mon", "Fri")),
        (("only weekends", "no Sundays"), ("Sat",)),
        (("just not only Mondays",), ("Tue", "Wed", "Thu", "Fri", "Sat", "Sun")),
        (("I like Mondays",), WEEK),
        (("bad knee",), WEEK),
    ],
)
def test_constraints_leave_these_days(constraints: tuple[str, ...], left: tuple[str, ...]) -> None:
    assert days(*constraints) == left


def test_constraints_that_leave_no_day_are_ignored() -> None:
    assert days("only weekends", "no weekends") == ("Sat", "Sun")


@given(
    st.lists(
        st.sampled_from(["only weekends", "no Mondays", "not on weekdays", "busy on Sundays", "x"]),
        max_size=4,
    )
)
def test_some_day_is_always_left_and_the_week_keeps_its_order(constraints: list[str]) -> None:
    left = days(*constraints)

    assert left
    assert list(left) == [day for day in WEEK if day in left]


@pytest.mark.parametrize(
    ("constraint", "task", "response"),
    [
        ("bad knee", "doctor", "gentlest version"),
        ("two small kids", "family", "ten minutes"),
        ("night shifts", "calendar", "next free hour"),
        ("tight budget", "free version", "spend nothing"),
        ("no gym", "at home", "no equipment"),
        ("my dog", "on one line", "smallest version"),
    ],
)
def test_each_kind_of_constraint_has_its_own_advice(
    constraint: str, task: str, response: str
) -> None:
    circumstances = Circumstances(constraints=(constraint,))
    (title,) = constraint_tasks(circumstances, PLAIN)
    ((trigger, answer),) = constraint_contingencies(circumstances, PLAIN)

    assert task in title
    assert response in answer
    assert f"“{constraint}”" in trigger


def test_a_constraint_with_a_placeholder_stays_text() -> None:
    circumstances = Circumstances(constraints=("{item}",))

    assert "{item}" in constraint_contingencies(circumstances, PLAIN)[0][0]
    assert "{item}" in constraint_tasks(circumstances, PLAIN)[0]
