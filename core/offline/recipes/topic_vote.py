"""Topic and recipes are judged apart; where they differ, the surer one decides."""

from collections.abc import Callable, Mapping

from core.offline.playbooks.library import GENERAL
from core.offline.recipes.found_recipe import NO_RECIPE, FoundRecipe

UNSURE = 0.5
"""How sure a topic is that only the recipes speak for."""
_MOST_OF_IT, _HARDLY_ANY = 0.5, 0.05


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
