"""A named eating disorder is always a sign; being thin is none by itself."""

import pytest

from core.offline.signs.named_disorders import named_disorder
from core.offline.signs.sign import Sign
from tests.factories.coaching import COACH, make_request, parse


@pytest.mark.parametrize(
    "text",
    [
        "I recovered from anorexia two years ago, now 50 kg and want to be 55",
        "lose 4 kg; I was bulimic as a teenager",
        "I make myself sick after meals and want to weigh less",
        "History of an eating disorder. I'd like to run 10 km",
    ],
)
def test_a_named_disorder_is_found_beside_anything(text: str) -> None:
    assert named_disorder(text) is not None
    assert Sign.EATING in {found.sign for found in parse(text).signs}


@pytest.mark.parametrize(
    "text",
    [
        "Keep a food diary, not counting calories, my sister had an eating disorder",
        "Lose 4 kg. I've never had an eating disorder",
        "I feel sick after big meals",
    ],
)
def test_the_disorder_of_another_and_a_denied_one_are_none(text: str) -> None:
    assert named_disorder(text) is None


def test_a_thin_person_who_wants_to_gain_gets_a_plan_to_gain() -> None:
    request = make_request(
        "I'm 51 kg at 1.70 and tired, blood tests were fine. I'd like to be 56 by summer. Big meals "
        "make me feel sick and I can't afford protein powders."
    )
    goal = COACH.draft_goal(request)

    assert goal.target is not None
    assert (goal.target.quantity, goal.target.unit) == (5, "kg")
