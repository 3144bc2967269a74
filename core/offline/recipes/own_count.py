"""A story's own number beside the recipe for its aim: the number never chooses another aim.

"18,000 words" must not turn a thesis into a writing hobby because that playbook counts words. The
recipe of the aim is taken, and if it counts nothing but its phases, it counts what the person does.
"""

from dataclasses import replace

from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts, Quantity, QuantityKind, Span
from core.offline.recipes.found_recipe import NO_RECIPE, FoundRecipe
from core.offline.recipes.numbers import makes_sessions_of, settle_numbers
from core.offline.recipes.plan_choice import PLAIN_WORDS
from core.offline.recipes.scale import is_beyond_all
from core.plans.plan import PHASES

_SURE_NUMBER = 0.7
_LEAST_COUNT = 2


def is_a_story(facts: GoalFacts) -> bool:
    """Return whether a text says more than an aim and its number."""
    return len(facts.text.split()) > PLAIN_WORDS


def takes_the_aim(
    facts: GoalFacts, topic: Playbook, recipe: Playbook, aims: tuple[Span, ...]
) -> bool:
    """Return whether a recipe goes before the topic's playbook, though only that one can count.

    Sessions that are made from the number, kilometres to run, stay with the topic; a recipe that
    counts something else needs a number of that in the `aims`.
    """
    named = facts.quantity
    if named is None or not is_a_story(facts) or recipe.progression.rule != "staged":
        return False
    if makes_sessions_of(topic, named) or is_beyond_all(named, recipe):
        return False
    return recipe.unit == PHASES or settle_numbers(facts, recipe, aims).quantity is not None


def own_count(facts: GoalFacts, recipe: Playbook) -> Quantity | None:
    """Return the number that a recipe in phases counts besides: things of which there are some."""
    named = facts.quantity
    if named is None or recipe.unit != PHASES or not is_a_story(facts) or not named.unit:
        return None
    sure = facts.confidence.get("quantity", 0.0) >= _SURE_NUMBER
    counted = named.kind == QuantityKind.COUNT and (named.high or named.value) >= _LEAST_COUNT
    return named if sure and counted else None


def with_own_count(recipe: Playbook, topic: Playbook, named: Quantity | None) -> Playbook:
    """Return a recipe in phases that counts the person's number on its way through them."""
    if named is None or recipe.unit != PHASES:
        return recipe
    unit = f"{named.unit} a {named.per}" if named.per else named.unit
    metric = topic.metric if unit == topic.unit else f"number of {unit}"
    gone, phases = 0.0, []
    for phase in recipe.phases:
        gone += phase.share
        phases.append(phase.model_copy(update={"at": min(1.0, round(gone, 3))}))
    phases[-1] = phases[-1].model_copy(update={"at": 1.0})
    usual = recipe.defaults.model_copy(update={"quantity": named.high or named.value})
    return recipe.model_copy(
        update={
            "unit": unit,
            "units": (unit,),
            "metric": metric,
            "start": 0.0,
            "defaults": usual,
            "phases": tuple(phases),
        }
    )


def without_other_sizes(
    found: tuple[FoundRecipe, ...], best: Playbook, facts: GoalFacts
) -> tuple[FoundRecipe, ...]:
    """Return the recipes without the best one if the number is none of its size.

    70,000 words are no chapter; the share of the recipe for one goes to the others.
    """
    named = facts.quantity
    clear = facts.confidence.get("quantity", 0.0) >= _SURE_NUMBER
    if named is None or not clear or not is_a_story(facts) or not is_beyond_all(named, best):
        return found
    left = [each for each in found[1:] if each.name != NO_RECIPE]
    share = 1.0 - found[0].sure
    if not left or share <= 0:
        return found
    return tuple(replace(each, sure=each.sure / share) for each in left)
