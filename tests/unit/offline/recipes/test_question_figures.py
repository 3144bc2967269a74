"""The figures of the question which plan is meant: how often it is asked, and what it leads to."""

from core.offline.recipes.found_recipe import NO_RECIPE, FoundRecipe
from core.offline.training.train_recipes import question_figures

SURE = (FoundRecipe("quilt", 0.95), FoundRecipe("drums", 0.02))
UNSURE = (FoundRecipe("quilt", 0.4), FoundRecipe("drums", 0.3))
PLAIN = (FoundRecipe(NO_RECIPE, 0.9), FoundRecipe("drums", 0.05))


def test_the_question_is_counted_and_the_right_choice_is_taken() -> None:
    found = [SURE, SURE, UNSURE, UNSURE, PLAIN, UNSURE]
    right = ["quilt", "drums", "drums", "podcast", NO_RECIPE, NO_RECIPE]

    assert question_figures(found, right) == {
        "recipes: question asked": 0.5,
        "recipes: right one offered": 0.5,
        "recipes: right in the end": 0.5,
        "recipes: asked of plain goals": 0.5,
    }
