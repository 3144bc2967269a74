"""Whether a recipe plans a goal of which the person has not chosen it."""

import re

from core.offline.fit.settled import is_open
from core.offline.playbooks.schema import Playbook
from core.offline.progressions.couch_to_5k import weeks_done
from core.offline.reading.facts import GoalFacts
from core.offline.reading.race_time import find_race_time
from core.offline.reading.roles.own_routine import is_own_routine
from core.offline.recipes.fit import fit_of, fits
from core.offline.recipes.found_recipe import NO_RECIPE, FoundRecipe
from core.offline.recipes.numbers import can_use
from core.offline.recipes.own_count import is_a_story, takes_the_aim
from core.offline.recipes.plan_choice import PLAIN_WORDS
from core.offline.recipes.read_text import ReadText
from core.offline.recipes.recipe_reader import RECIPE_FROM, RECIPE_FROM_UNSURE
from core.offline.recipes.returning import begins_afresh, is_about_others
from core.offline.recipes.scale import counts

VERY_SURE = 0.8
"""Against a recipe this sure, a number that only an unsure topic can use does not count."""
_FITS_WELL, _FROM_IF_IT_FITS = 0.6, 0.35
"""Of 179 stories the five that only this lets in all got the recipe written for them."""


def is_taken(found: FoundRecipe, recipe: Playbook, facts: GoalFacts, read: ReadText) -> bool:
    """Return whether the most probable recipe was written for what the person says."""
    if found.name == NO_RECIPE or is_own_routine(facts, read.playbook):
        return False
    if found.sure < _least_share(found, recipe, facts, read) or not _may_fit(
        found, recipe, facts, read
    ):
        return False
    if _is_of_others(found, recipe, facts):
        return False
    if find_race_time(facts) is not None or weeks_done(facts):
        return False  # a runner who has begun needs no first plan
    gains = read.weight is not None and read.weight.direction > 0
    # Between two weights the topic knows only losses; a recipe leads from one to the other.
    in_a_story = read.weight is not None and len(facts.text.split()) > PLAIN_WORDS
    unsure_topic = not read.is_of_topic(facts)
    if gains or in_a_story or (unsure_topic and found.sure >= VERY_SURE):
        return True
    usable = can_use(facts, read.playbook, recipe, sure=found.sure)
    return usable or takes_the_aim(facts, read.playbook, recipe, read.aims)


def _least_share(found: FoundRecipe, recipe: Playbook, facts: GoalFacts, read: ReadText) -> float:
    """Return the share that a recipe needs: less where the story's own words say that it fits.

    Where two recipes share a story, a dog's lead and a fear of dogs, its words tell them apart.
    """
    if is_a_story(facts) and fit_of(found, read.recipes, recipe, facts.text) >= _FITS_WELL:
        return _FROM_IF_IT_FITS
    return RECIPE_FROM if read.is_of_topic(facts) else RECIPE_FROM_UNSURE


def _may_fit(found: FoundRecipe, recipe: Playbook, facts: GoalFacts, read: ReadText) -> bool:
    """Return whether a recipe may be meant: by its words, or by a weight or a plain number.

    How a number is written must not decide which plan it gets: "1 km" is "1000 m".
    """
    plain, number = len(facts.text.split()) <= PLAIN_WORDS, facts.quantity
    counted = plain and number is not None and counts(read.playbook, number)
    return counted or read.weight is not None or fits(found, read.recipes, recipe, facts.text)


def _is_of_others(found: FoundRecipe, recipe: Playbook, facts: GoalFacts) -> bool:
    """Return whether a recipe is for beginners or people that the goal is not about."""
    needed = re.search(recipe.needs, facts.text, re.IGNORECASE)
    return (
        needed is None
        or not is_open(recipe, facts.text)
        or begins_afresh(found, facts.text)
        or is_about_others(found, recipe, facts.text)
    )
