"""Which plan is meant is asked only if it is unsure, and the likely ones are the choices."""

from dataclasses import replace

import pytest

from core.offline.recipes.found_recipe import NO_RECIPE, FoundRecipe
from core.offline.recipes.plan_choice import (
    MOST_CHOICES,
    is_plan_unsure,
    is_unsure,
    likely_recipes,
    possible_recipes,
    still_fits,
)
from tests.factories.coaching import parse


def found(**shares: float) -> tuple[FoundRecipe, ...]:
    """Return recipes with their probabilities, the most probable one first."""
    named = [FoundRecipe(name, sure) for name, sure in shares.items()]
    return tuple(sorted(named, key=lambda recipe: -recipe.sure))


def names(recipes: tuple[FoundRecipe, ...]) -> list[str]:
    return [recipe.name for recipe in recipes]


@pytest.mark.parametrize(
    ("shares", "asked"),
    [
        ({"quilt": 0.97, "pottery": 0.01}, False),
        ({"quilt": 0.45, "pottery": 0.3}, True),
        ({"quilt": 0.7, "pottery": 0.2}, True),
        ({"quilt": 0.7, "pottery": 0.01}, False),
        ({"quilt": 0.3}, True),
        ({NO_RECIPE: 0.9, "quilt": 0.05}, False),
        ({NO_RECIPE: 0.4, "quilt": 0.3, "pottery": 0.2}, False),
        ({NO_RECIPE: 0.3, "quilt": 0.4, "pottery": 0.2}, True),
        ({"quilt": 0.02, "pottery": 0.02}, False),
        ({}, False),
    ],
)
def test_it_is_asked_if_it_is_unsure_and_something_is_likely(
    shares: dict[str, float], *, asked: bool
) -> None:
    assert is_unsure(found(**shares)) is asked


def test_that_there_is_no_recipe_is_no_choice_and_neither_is_what_is_improbable() -> None:
    shares = {NO_RECIPE: 0.3, "quilt": 0.4, "pottery": 0.2, "drums": 0.0001}

    assert names(likely_recipes(found(**shares))) == ["quilt", "pottery"]
    assert names(possible_recipes(found(**shares))) == ["quilt", "pottery"]


def test_a_plan_can_be_changed_to_a_recipe_that_is_not_likely_enough_for_the_question() -> None:
    shares = {"quilt": 0.9, "pottery": 0.03}

    assert names(likely_recipes(found(**shares))) == ["quilt"]
    assert names(possible_recipes(found(**shares))) == ["quilt", "pottery"]


def test_there_are_at_most_three_choices() -> None:
    shares = {"quilt": 0.3, "pottery": 0.25, "drums": 0.2, "podcast": 0.15}

    assert names(likely_recipes(found(**shares))) == ["quilt", "pottery", "drums"]
    assert MOST_CHOICES == 3


def test_what_the_person_chose_is_not_asked() -> None:
    facts = replace(parse("sew"), recipes=found(quilt=0.45, pottery=0.3))

    assert is_plan_unsure(facts)
    assert not is_plan_unsure(replace(facts, recipe_set=True))


@pytest.mark.parametrize("text", ["Run 10 km by June", "Save 500 for a bike"])
def test_a_number_in_few_words_on_a_sure_topic_is_a_plain_goal(text: str) -> None:
    facts = replace(parse(text), recipes=found(quilt=0.45, drums=0.3))

    assert not is_plan_unsure(facts)
    assert is_plan_unsure(replace(facts, quantity=None))
    assert is_plan_unsure(replace(facts, confidence={"domain": 0.5}))
    assert is_plan_unsure(replace(facts, recipe="quilt"))
    assert is_plan_unsure(replace(facts, text=f"{text}. {'It is a long story. ' * 5}"))


def test_a_chosen_plan_stays_while_it_is_likely_for_the_aim() -> None:
    before = replace(parse("sew"), recipes=found(quilt=0.45, pottery=0.3))
    likely = replace(before, recipes=found(pottery=0.6, quilt=0.2))
    other = replace(before, recipes=found(drums=0.9, podcast=0.05))

    assert still_fits("quilt", likely, before)
    assert not still_fits("quilt", other, before)
    assert still_fits(NO_RECIPE, likely, before)
    assert not still_fits(NO_RECIPE, other, before)
