"""Recipes for the weight of a body: only those that lead from today's number to the wanted one."""

from dataclasses import replace

from core.goals.kind import GoalKind
from core.offline.playbooks.library import PlaybookLibrary
from core.offline.playbooks.schema import Playbook
from core.offline.reading.body.body_weight import BodyWeight
from core.offline.reading.facts import GoalFacts
from core.offline.reading.units import convert
from core.offline.recipes.found_recipe import NO_RECIPE, FoundRecipe

TOPIC_OF_WEIGHT = "weight_and_eating"
_USUAL = {-1: "lose_weight_steady", 1: "gain_weight_underweight"}
"""The recipe of each direction where none is likely: the playbook of the topic knows only one."""


def those_that_lead(
    found: tuple[FoundRecipe, ...], weight: BodyWeight, library: PlaybookLibrary
) -> tuple[FoundRecipe, ...]:
    """Return the recipes that lead the way of the two numbers, with shares that add up again.

    A recipe that measures something else may stay if it is no plan for a body's weight.
    """
    fits = [each for each in found if _fits(each, weight, library)]
    share = sum(each.sure for each in fits)
    left = 1.0 - sum(each.sure for each in found)
    led = [each for each in fits if each.name != NO_RECIPE]
    if not led:
        return (FoundRecipe(_USUAL[weight.direction], 1.0),)
    if weight.direction > 0:  # the playbook of the topic knows only losses: one of them plans it
        return (FoundRecipe(led[0].name, 1.0), *led[1:])
    return tuple(FoundRecipe(each.name, each.sure / (share + left)) for each in fits)


def with_change(facts: GoalFacts, weight: BodyWeight | None, recipe: Playbook) -> GoalFacts:
    """Return the facts of a recipe that counts what was gained: the change instead of the weight.

    Such a recipe starts at nothing; 58 to 65 kg are 7 of its kilograms.
    """
    if (
        weight is None
        or recipe.start != 0.0
        or convert(1.0, weight.today.unit, recipe.unit) is None
    ):
        return facts
    change = round(abs(weight.target.value - weight.today.value), 1)
    return replace(
        facts,
        quantity=replace(weight.target, value=change, high=None),
        baseline=replace(weight.today, value=0.0, high=None),
    )


def _fits(found: FoundRecipe, weight: BodyWeight, library: PlaybookLibrary) -> bool:
    if found.name == NO_RECIPE:
        return True
    recipe = library.recipe(found.name)
    if recipe.kinds[0] != GoalKind.BODY:
        return False
    if convert(1.0, weight.today.unit, recipe.unit) is None:
        return False
    return leads(recipe) == weight.direction


def leads(recipe: Playbook) -> int:
    """Return 1 if the number of a recipe rises from its usual start to its target, -1 if not."""
    return 1 if (recipe.defaults.quantity or 0.0) > (recipe.start or 0.0) else -1
