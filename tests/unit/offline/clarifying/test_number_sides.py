"""A target that contradicts its goal is asked for on the card instead of planned on."""

import pytest

from core.goals.reading import SlotName
from tests.factories.coaching import COACH, make_request

DOUBTFUL = (
    "I want to lose weight, from 74 kg to 85 kg by 1 March 2027",
    "save up to 200 €, I have 900 € already",
    "bench 100 kg, I do 120 kg",
    "read 0 books",
)
SOUND = {
    "lose 6 kg, I weigh 91 now": 85,
    "get from 90 kg to 82 kg": 82,
    "go from 1480 to 1700 points in chess": 1700,
    "I can swim 400 m and want to swim 1,500 m": 1500,
    "cut my phone from 5 hours a day to 2 hours a day": 2,
    "pay off 3000 of my 8000 debt": 3000,
    "run 10 km in under 50 minutes, now 55": 10,
}


@pytest.mark.parametrize("text", DOUBTFUL)
def test_a_target_on_the_wrong_side_is_asked_for(text: str) -> None:
    request = make_request(text)
    card = COACH.read_card(request)

    assert COACH.facts_of(request).doubtful == ("quantity",)
    assert SlotName.TO in {question.id for question in card.questions}
    planned = COACH.draft_goal(request).target
    assert planned is None or planned.quantity not in (85.0, 200.0, 100.0, 0.0)


@pytest.mark.parametrize("text", SOUND)
def test_a_target_where_the_goal_goes_is_kept(text: str) -> None:
    facts = COACH.facts_of(make_request(text))

    assert facts.quantity is not None
    assert facts.quantity.value == SOUND[text]
    assert facts.doubtful == ()


def test_the_usual_target_lies_beyond_what_is_reached() -> None:
    target = COACH.draft_goal(make_request("I can run 8 km now and want to get further")).target

    assert target is not None
    assert target.quantity > 8
