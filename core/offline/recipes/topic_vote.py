"""Topic and recipes are judged apart; where they differ, the surer one decides."""

from collections.abc import Callable, Mapping

from core.goals.kind import GoalKind
from core.offline.playbooks.library import GENERAL
from core.offline.playbooks.schema import Playbook
from core.offline.playbooks.similarity import telling_stems
from core.offline.recipes.found_recipe import NO_RECIPE, FoundRecipe

UNSURE = 0.5
"""How sure a topic is that only the recipes speak for."""
_MOST_OF_IT, _HARDLY_ANY = 0.5, 0.05
_FIRM_TOPIC, _SURE_RECIPE = 0.9, 0.8
_SURE_NAME = 0.65
_SURE_OF_ITS_WORK = 0.85
_MAKES = frozenset("build make sew knit quilt bake restore renovate".split())
"""A recipe that makes one thing is no plan for another: a canoe is no shed."""
_ONE_THING = frozenset({GoalKind.EVENT, GoalKind.PROJECT})
_OF_ANY_WORK = telling_stems("plan finish hand write ready everything our your the its")


def voted_topic(
    domain: str,
    kinds: Mapping[str, float],
    found: tuple[FoundRecipe, ...],
    topic_of: Callable[[FoundRecipe], str],
) -> str:
    """Return the topic of most of the likely recipes, if none of them is of the topic read.

    "My brother and I want five days in Lisbon" names a brother and is a trip. It takes a kind of
    goal that is unsure as well.
    """
    if max(kinds.values(), default=1.0) >= UNSURE:
        return domain
    shares: dict[str, float] = {}
    for recipe in found:
        if recipe.name != NO_RECIPE:
            shares[topic_of(recipe)] = shares.get(topic_of(recipe), 0.0) + recipe.sure
    best = max(shares, key=lambda topic: shares[topic], default=domain)
    if best in {domain, GENERAL}:
        return domain
    clear = shares[best] >= _MOST_OF_IT and shares.get(domain, 0.0) < _HARDLY_ANY
    return best if clear else domain


def is_of_another_topic(topic: str, sure: float, domain: str, sure_of_domain: float) -> bool:
    """Return whether a recipe contradicts a firm topic without being sure itself."""
    firm = sure_of_domain >= _FIRM_TOPIC and domain != GENERAL
    return firm and topic not in {domain, GENERAL} and sure < _SURE_RECIPE


def is_named(recipe: Playbook, sure: float, text: str) -> bool:
    """Return whether a text names what an unsure recipe of one occasion or one work is about.

    A baptism resembles a wedding in all but its name, a grant application a dissertation.
    """
    if recipe.kinds[0] not in _ONE_THING:
        return True
    if recipe.title.partition(" ")[0].lower() in _MAKES and sure < _SURE_OF_ITS_WORK:
        return bool(recipe.names & telling_stems(text))
    if sure >= _SURE_NAME:
        return True
    names = telling_stems(f"{recipe.title} {recipe.thing}") - _OF_ANY_WORK
    return bool(names & telling_stems(text))
