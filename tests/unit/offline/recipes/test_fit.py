"""A recipe is taken for the goals it was written for, and seldom for those that have none."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from core.offline.playbooks.recipe_words import words_of_recipe
from core.offline.recipes.fit import fit_evidence
from core.offline.recipes.found_recipe import NO_RECIPE, FoundRecipe
from tests.conftest import SomeOf
from tests.factories.coaching import COACH

GOALS = tuple(
    (recipe, text)
    for recipe, _, text in (
        line.partition("\t")
        for line in Path(__file__)
        .with_name("fit_goals.tsv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
)
"""Messy goals of many walks of life, with the recipe that was written for each, or none."""
ASKS = ("my parrot plucks its feathers", "the parrot screams", "teach a parrot to step up")


def taken(text: str) -> str:
    return COACH.parse_goal(text, today=date(2026, 11, 27)).recipe


@pytest.mark.parametrize(
    ("which", "most_wrong"),
    [
        (lambda recipe: recipe == NO_RECIPE, 0.3),  # before the fit was asked for: 0.48
        (lambda recipe: recipe != NO_RECIPE, 0.05),
    ],
    ids=["no recipe", "a recipe"],
)
def test_a_plan_for_something_else_is_seldom_given(
    which: Callable[[str], bool],
    most_wrong: float,
    some_of: SomeOf,
) -> None:
    asked = some_of([goal for goal in GOALS if which(goal[0])], 3)
    wrong = [text for recipe, text in asked if taken(text) not in {"", recipe}]

    assert len(wrong) <= most_wrong * len(asked), wrong


def test_most_goals_with_a_recipe_get_it(
    some_of: SomeOf,
) -> None:
    asked = some_of([goal for goal in GOALS if goal[0] != NO_RECIPE], 3)

    assert sum(taken(text) == recipe for recipe, text in asked) >= 0.55 * len(asked)


def test_what_speaks_for_a_recipe_are_the_words_its_goals_have_often() -> None:
    words = words_of_recipe(ASKS, ("Give the bird ten minutes of foraging",))
    found = (FoundRecipe("parrot", 0.6), FoundRecipe("puppy", 0.3))
    own = fit_evidence(found[0], found, words, "our parrot needs foraging")
    other = fit_evidence(found[0], found, words, "my ferret bites the neighbour")

    assert own["lead"] == pytest.approx(0.3)
    assert own["known"] > other["known"] == 0.0
    assert own["often asked"] > other["often asked"] == 0.0
    assert words.without(ASKS[0]).asked["parro"] == words.asked["parro"] - 1
