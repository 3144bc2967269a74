"""Which recipe plans a goal: what is offered as its choices, and when it is asked for."""

import re
from collections.abc import Mapping

from core.errors import InvalidInput
from core.goals.reading import NONE_OF_THESE, Slot, SlotName, Source
from core.offline.clarifying.correction import NOTHING, Correction, SlotContext
from core.offline.clarifying.slots import GUESSED
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts
from core.offline.recipes.found_recipe import NO_RECIPE
from core.offline.recipes.plan_choice import (
    MOST_CHOICES,
    is_plain,
    is_plan_unsure,
    likely_recipes,
    possible_recipes,
)

_NONE = re.compile(r"^none of (?:these|them|those)\W*$", re.IGNORECASE)


def plan_slot(facts: GoalFacts, playbook: Playbook, titles: Mapping[str, str]) -> Slot:
    """Return the recipe of a goal as a slot of its card, with what else it could be.

    `playbook` plans the goal, `titles` are those of all recipes.
    """
    names = [recipe.name for recipe in possible_recipes(facts.recipes)]
    if facts.recipe and facts.recipe not in names:
        names = [facts.recipe, *names][: MOST_CHOICES + 1]
    choices = tuple(titles[name] for name in names)
    general = f"a general plan: {playbook.title[0].lower()}{playbook.title[1:]}"
    return Slot(
        value=facts.recipe or NO_RECIPE,
        text=titles[facts.recipe] if facts.recipe else general,
        confidence=_certainty(facts),
        source=Source.CORRECTED if facts.recipe_set else Source.STATED,
        choices=(*choices, NONE_OF_THESE) if choices else (),
    )


def plan_choices(facts: GoalFacts, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the choices of the question which plan is meant; none if it is not asked."""
    if not is_plan_unsure(facts):
        return ()
    likely = likely_recipes(facts.recipes)
    return (*(titles[recipe.name] for recipe in likely), NONE_OF_THESE)


def _certainty(facts: GoalFacts) -> float:
    if facts.recipe_set:
        return 1.0
    if is_plain(facts):
        return round(facts.confidence["domain"], 3)
    chosen = facts.recipe or NO_RECIPE
    sure = next((recipe.sure for recipe in facts.recipes if recipe.name == chosen), GUESSED)
    return round(sure, 3)


def read_plan(name: SlotName, text: str, context: SlotContext) -> Correction:
    """Return the recipe of a title or a name. Raises InvalidInput if there is none."""
    if _NONE.match(text) or NOTHING.match(text):
        return Correction(slot=name, value=NO_RECIPE, text=NONE_OF_THESE, quote=NONE_OF_THESE)
    wanted = text.lower().strip(" .")
    for recipe, title in context.plans.items():
        if wanted in {recipe, recipe.replace("_", " "), title.lower()}:
            return Correction(slot=name, value=recipe, text=title, quote=recipe)
    raise InvalidInput(
        f"“{text}” is not a plan that Rein has.",
        field=name,
        advice=f"Choose one of those the card offers, or “{NONE_OF_THESE}”.",
    )
