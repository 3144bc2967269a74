"""Goals that have a recipe get its plan: its phases, its checks, numbers that make sense."""

from dataclasses import replace

import pytest

from core.plans.invariants import check_invariants
from core.plans.plan import PHASES
from tests.factories.coaching import COACH, TODAY, coached, make_request, parse
from tests.factories.recipes import RECIPES

SAMPLE = [(name, recipe.asks[6]) for name, recipe in list(RECIPES.items())[::9]]

FOUND = {
    "I stammer, mostly on B and M, and I do not want to get fluent. I want to speak even if I stammer.": (
        "stammering_confidence"
    ),
    "I shout at my kids every school morning and I hate it. I want one calm week before the holidays.": (
        "stop_shouting_at_kids"
    ),
    "GP says LDL 4.6, get it under 3.5 by the retest on 1 March before she prescribes statins.": (
        "lower_cholesterol"
    ),
    "My loaves come out flat. I want one tall sourdough by Boxing Day and I only bake on Saturdays.": (
        "sourdough_bread"
    ),
    "I have not driven since the crash last year and want to take my mother to hospital in January.": (
        "drive_again_after_accident"
    ),
}


@pytest.mark.parametrize("text", FOUND)
def test_a_goal_finds_its_recipe_by_what_it_means(text: str) -> None:
    assert parse(text).recipe == FOUND[text]


@pytest.mark.parametrize(
    "text", ["run 10 km", "save 2,000 € for a trip", "learn Spanish", "read 12 books", "be kind"]
)
def test_a_plain_goal_stays_with_the_playbook_that_computes_its_weeks(text: str) -> None:
    assert parse(text).recipe == ""


@pytest.mark.parametrize(("name", "text"), SAMPLE)
def test_plans_of_recipes_keep_the_invariants(name: str, text: str) -> None:
    goal, _, plan = coached(text)

    assert check_invariants(plan, goal) == ()
    assert [repair for repair in plan.repairs if repair.rule == "verb_first"] == []


def test_milestones_are_what_each_phase_shows() -> None:
    text = next(text for text in FOUND if FOUND[text] == "stop_shouting_at_kids")
    checks = [phase.check for phase in RECIPES["stop_shouting_at_kids"].phases]
    _, _, plan = coached(text)
    titles = [milestone.title for milestone in plan.milestones]

    assert set(titles) <= set(checks)
    assert titles == sorted(titles, key=checks.index)
    assert plan.milestones[-1].unit == PHASES


def test_no_number_is_read_into_a_goal_that_has_none() -> None:
    facts = parse("I stammer, aged 34. 6 calls a day come up at work and I want to take them.")

    assert facts.quantity is None


def test_the_named_number_is_the_target_and_rises_to_it() -> None:
    goal, _, plan = coached(
        "swim 800 m in a lake with a friend by 1 August 2027, I panic in deep water"
    )
    numbers = [m.target for m in plan.milestones if m.unit == "m"]
    stages = [m.target for m in plan.milestones if m.unit == "phases"]

    assert goal.target is not None
    assert (goal.target.quantity, goal.target.unit) == (800, "m")
    assert numbers == sorted(numbers)
    assert numbers[0] <= 400
    assert stages == sorted(stages)


def test_another_kind_on_the_card_leaves_the_recipe() -> None:
    request = make_request(next(iter(FOUND)))
    answers = COACH.accept_answers(request, {"kind": "routine"}, today=TODAY)

    assert COACH.facts_of(request).recipe
    assert not COACH.facts_of(replace(request, answers=answers)).recipe
