"""How sure the choice of a recipe is: what else it could be, and whether to ask."""

from core.offline.reading.facts import GoalFacts
from core.offline.recipes.found_recipe import NO_RECIPE, FoundRecipe

MOST_CHOICES = 3
SURE_LEAD = 0.65
"""A recipe that is more probable than the next one by this much is taken without a question."""
LIKELY = 0.1
"""The best recipe has to be this probable to be worth a question."""
LEAST_SHARE = 0.05
"""A recipe less probable than this is no choice of the question."""
_LEAST_OF_ALL = 0.01
"""One less probable than this is not even offered where a plan is corrected."""
SURE_TOPIC = 0.8
PLAIN_WORDS = 20
"""A number in so few words on a topic read this surely is a plain goal, such as "run 10 km"."""


def likely_recipes(found: tuple[FoundRecipe, ...]) -> tuple[FoundRecipe, ...]:
    """Return the recipes that the question offers, the most probable one first."""
    return tuple(r for r in possible_recipes(found) if r.sure >= LEAST_SHARE)


def possible_recipes(found: tuple[FoundRecipe, ...]) -> tuple[FoundRecipe, ...]:
    """Return the recipes that a plan can be changed to, the most probable one first."""
    return tuple(r for r in _recipes(found) if r.sure >= _LEAST_OF_ALL)[:MOST_CHOICES]


def is_unsure(found: tuple[FoundRecipe, ...]) -> bool:
    """Return whether it is unsure which recipe is the right one, and worth a question.

    It is not worth one if it is most probable that there is none.
    """
    if not found or found[0].name == NO_RECIPE or found[0].sure < LIKELY:
        return False
    shares = [recipe.sure for recipe in _recipes(found)]
    return shares[0] - (shares[1] if len(shares) > 1 else 0.0) < SURE_LEAD


def is_plan_unsure(facts: GoalFacts) -> bool:
    """Return whether the choice of a goal's plan is unsure enough to be asked for."""
    return not facts.recipe_set and not is_plain(facts) and is_unsure(facts.recipes)


def is_plain(facts: GoalFacts) -> bool:
    """Return whether the playbook of the topic plans a goal best: it computes with its number."""
    sure = facts.confidence.get("domain", 0.0) >= SURE_TOPIC
    short = len(facts.text.split()) <= PLAIN_WORDS
    return not facts.recipe and sure and short and facts.quantity is not None


def _recipes(found: tuple[FoundRecipe, ...]) -> list[FoundRecipe]:
    return [recipe for recipe in found if recipe.name != NO_RECIPE]


def still_fits(plan: str, named: GoalFacts, before: GoalFacts) -> bool:
    """Return whether the plan that was chosen is a choice for another aim, too.

    That none fitted holds as long as the best one for the new aim was among those before.
    """
    offered = [recipe.name for recipe in possible_recipes(named.recipes)]
    if plan == NO_RECIPE:
        known = {recipe.name for recipe in possible_recipes(before.recipes)}
        return not offered or offered[0] in known
    return plan in offered
