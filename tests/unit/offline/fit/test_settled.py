"""What is settled is not planned again: no search for a flat that is signed, no second teacher."""

import pytest

from core.offline.fit.settled import is_open, settled_thing
from tests.factories.coaching import PLAYBOOKS, coached

MOVING = (
    "We're moving from a 5 room house to a 3 room flat on 12 March 2027, handing over keys on 15 "
    "March. 30 years of stuff, and I cannot lift more than 10 kg. I was thinking of one room a week."
)


@pytest.mark.parametrize(
    ("text", "step", "noun"),
    [
        (MOVING, "find a home and move in", "home"),
        ("We found the house and signed in May", "buy a home at a price that holds", "home"),
        ("My tutor every two weeks is strict", "Find a teacher of adult beginners", "teacher"),
        ("I bought myself an oboe", "Rent or buy an oboe with a good reed", "oboe"),
        ("The hall is booked for the 3rd", "Book the hall with a written hold", "hall"),
    ],
)
def test_what_is_there_need_not_be_found(text: str, step: str, noun: str) -> None:
    found = settled_thing(step, text)

    assert found is not None
    assert found.noun == noun
    assert found.quote in text


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("We have no flat yet", "find a home and move in"),
        ("We rent a flat and want to buy a house", "buy a home at a price that holds"),
        ("I would like a teacher", "Find a teacher of adult beginners"),
        ("I have a violin, my teacher moved away", "Find another teacher nearby"),
        ("I have a day off", "Book a day for the handover"),
    ],
)
def test_what_is_only_wished_for_or_to_be_replaced_is_open(text: str, step: str) -> None:
    assert settled_thing(step, text) is None


def test_who_moves_on_a_fixed_day_gets_a_plan_to_pack_and_none_to_search() -> None:
    goal, _, plan = coached(MOVING)
    titles = " ".join(task.title for week in plan.weeks for task in week.tasks)

    assert "find a home" not in goal.statement
    assert "Compare ten offers" not in titles
    assert "Pack " in titles


def test_a_recipe_whose_outcome_is_there_is_not_open() -> None:
    assert not is_open(PLAYBOOKS.recipe("buy_a_home"), "We found the house and signed in May")
    assert is_open(PLAYBOOKS.recipe("buy_a_home"), "We rent a flat and want to buy a house")
