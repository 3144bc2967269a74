"""The two weights a person names decide which way the plan of their body goes."""

import pytest

from core.goals.kind import GoalKind
from core.offline.reading.body.body_weight import read_body_weight
from core.offline.recipes.body_recipes import leads
from core.plans.sense.mending import sensible_plan
from tests.factories.coaching import COACH, PLAYBOOKS, coached, make_request, parse

NAMED = {
    "I'm 104 kg and honestly fed up, my target is 95 by the end of May. Knees are bad.": (104, 95),
    "I'm 92 kg and want to be 78 before June, I drive a bus 10 hours": (92, 78),
    "Went from 82 to 88 since the new job. I want my old trousers back, so about 82 again": (
        88,
        82,
    ),
    "current weight 104, goal 92. I'm a truck driver": (104, 92),
    "BMI 31. I'd like to be 79 kg instead of 88, slowly.": (88, 79),
    "I'm 41, 1.78 m, 96 kg, desk job. This time I want 86 by next spring": (96, 86),
    "I'm 45 years old, 178 cm, 99 kilos, and the doctor wants me at 88": (99, 88),
    "Currently 210 lbs, would love to see 185 by my wedding": (210, 185),
    "Too thin!! 58 kg at 1.83 m. Want to get to 65 by autumn, I lift twice a week": (58, 65),
    "Down to 70 kg, I'm at 75 now": (75, 70),
}
OTHER_NUMBERS = (
    "I weigh 80 kg and want to bench 100 kg by June",
    "I'm 30 and weigh 95 kg, want to run 10 km by May",
    "Deadlift from 80 to 120 kg",
    "Save 90 a month so that I have 900 by May",
    "lose weight, from 74 kg to 85 kg",
)


@pytest.mark.parametrize("text", NAMED)
def test_both_weights_are_read_wherever_they_stand(text: str) -> None:
    found = read_body_weight(text)

    assert found is not None
    assert (found.today.value, found.target.value) == NAMED[text]


@pytest.mark.parametrize("text", OTHER_NUMBERS)
def test_other_numbers_are_no_weights_of_a_body(text: str) -> None:
    assert read_body_weight(text) is None


def test_a_goal_to_lose_is_never_planned_as_a_gain() -> None:
    text = (
        "I'm 104 kg and honestly fed up, my target is 95 by the end of May. Bad knees, I hate gyms, "
        "but I have a dog and I like swimming."
    )
    facts = parse(text)
    goal, _, plan = coached(text)

    assert (facts.domain, facts.kind) == ("weight_and_eating", GoalKind.BODY)
    assert leads(PLAYBOOKS.recipe(facts.recipe)) == -1
    assert goal.target is not None
    assert (goal.target.baseline, goal.target.quantity) == (104, 95)
    reached = [m.target for m in plan.milestones if m.unit == "kg"]
    assert reached == sorted(reached, reverse=True)


def test_a_goal_to_gain_is_planned_by_a_recipe_that_gains() -> None:
    facts = parse("I'm 1.68 m and 49 kg, blood tests are fine. I'd like to get to 54 by summer.")

    assert leads(PLAYBOOKS.recipe(facts.recipe)) == 1
    assert facts.quantity is not None
    assert facts.quantity.value == 5


def test_a_gain_keeps_the_laws_and_is_never_planned_by_the_playbook_of_losses() -> None:
    text = (
        "Too thin!! 58 kg at 1.83 m. Want to get to 65 by autumn, I already lift twice a week but I "
        "never manage to eat enough because mornings make me feel sick."
    )
    goal, _, plan = coached(text)
    stated = COACH.goal_context(make_request(text), goal)

    assert parse(text).recipe
    assert sensible_plan(plan, goal, stated) is not None
