"""The titles of the recipes are choices on a card: short, in plain words, each of them different."""

from collections import Counter

from tests.factories.coaching import PLAYBOOKS, TOPICS
from tests.factories.recipes import RECIPES

MOST_CHARACTERS = 50


def test_the_titles_are_those_of_the_recipes() -> None:
    assert PLAYBOOKS.recipe_titles == {n: recipe.title for n, recipe in RECIPES.items()}


def test_a_title_fits_on_a_chip_and_has_no_placeholder() -> None:
    titles = PLAYBOOKS.recipe_titles.values()

    assert [t for t in titles if len(t) > MOST_CHARACTERS or "{" in t or t.endswith(".")] == []


def test_no_two_recipes_have_one_title() -> None:
    counted = Counter(title.casefold() for title in PLAYBOOKS.recipe_titles.values())

    assert [title for title, count in counted.items() if count > 1] == []


def test_without_recipes_there_are_no_titles() -> None:
    assert TOPICS.recipe_titles == {}
