"""Whether a recipe is about what the person wrote, or only the nearest of those there are.

The most probable recipe is found for every text, also where the right one does not exist. What
tells the two apart is whether the telling words of the text are words of the recipe: "probate" and
"estate" are none of a plan for one's own will.
"""

import re
from collections.abc import Mapping, Sequence
from math import log

from core.learning.models import load_evidence_model
from core.learning.tokens import split_tokens
from core.learning.word_frequency import load_word_shares
from core.offline.playbooks.recipe_words import RecipeWords
from core.offline.playbooks.schema import Playbook
from core.offline.playbooks.similarity import telling_stems
from core.offline.recipes.found_recipe import FoundRecipe

FIT_MODEL = "fit"
FIT_FIELD = "recipe"
FITS_FROM = 0.56
"""Found on 137 goals, of which 51 have no recipe: see tests/unit/offline/recipes/fit_goals.tsv."""
_LEAST, _MOST = 0.001, 0.999
_RAREST = 3e-5
"""The share of words that are not among the frequent ones."""
_COMMON = 0.6
"""How rare a word is, 0 to 1, that tells nothing: "may", "even", "end" are in any story."""
_NAME = re.compile(r"(?<=[\w,;:(] )([A-Z][\w’'-]+)")
_SHORT_FORM = re.compile(r"['’](?:d|m|s|t|ve|re|ll)$")
_OFTEN = 3
"""A word in so many of a recipe's example goals is one that it is about."""


def fit_of(best: FoundRecipe, found: Sequence[FoundRecipe], recipe: Playbook, text: str) -> float:
    """Return how probable it is that a recipe was written for what a text asks, 0 to 1."""
    if recipe.words is None:
        return 0.0
    evidence = fit_evidence(best, found, recipe.words, text)
    return load_evidence_model(FIT_MODEL).probability(FIT_FIELD, evidence)


def fits(best: FoundRecipe, found: Sequence[FoundRecipe], recipe: Playbook, text: str) -> bool:
    """Return whether a recipe may plan a text: it fits, or the text says nothing strange to it."""
    if recipe.words is None:
        return False
    nothing_strange = fit_evidence(best, found, recipe.words, text)["known"] == 1.0
    return nothing_strange or fit_of(best, found, recipe, text) >= FITS_FROM


def fit_evidence(
    best: FoundRecipe, found: Sequence[FoundRecipe], words: RecipeWords, text: str
) -> dict[str, float]:
    """Return what speaks for a recipe: how sure it is, and how much of the text are its words."""
    weights = word_weights(text)
    names = _names_in(text)
    known = sum(w for s, w in weights.items() if words.knows(s))
    strange = sum(w for s, w in weights.items() if not words.knows(s) and s not in names)
    sure = min(_MOST, max(_LEAST, best.sure))
    next_one = max((other.sure for other in found if other.name != best.name), default=0.0)
    often = (w * min(1.0, words.asked.get(s, 0) / _OFTEN) for s, w in weights.items())
    return {
        "always": 1.0,
        "sure": log(sure / (1 - sure)),
        "lead": sure - next_one,
        "known": known / ((known + strange) or 1.0),
        "often asked": sum(often),
        "length": log(1 + len(text.split())),
    }


def word_weights(text: str) -> Mapping[str, float]:
    """Return the beginnings of the telling words of a text, rare words with more weight."""
    shares, found = load_word_shares(), dict[str, float]()
    for word in (_SHORT_FORM.sub("", token.text.lower()) for token in split_tokens(text)):
        rare = (log(shares.get(word, _RAREST)) / log(_RAREST) - _COMMON) / (1 - _COMMON)
        if rare <= 0:
            continue
        for stem in telling_stems(word):
            found[stem] = max(found.get(stem, 0.0), rare)
    return found


def _names_in(text: str) -> frozenset[str]:
    """Return the beginnings of names inside sentences: Visa and Syrinx are of no topic."""
    return telling_stems(" ".join(match.group(1) for match in _NAME.finditer(text)))
