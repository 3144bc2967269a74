"""Which recipe suits a person who has begun already, or who comes back to it."""

import re
from collections.abc import Callable, Iterable

from core.goals.kind import GoalKind
from core.offline.playbooks.schema import Playbook
from core.offline.reading.roles.begun_stock import find_begun
from core.offline.reading.roles.wished_role import towards_whom
from core.offline.recipes.found_recipe import NO_RECIPE, FoundRecipe
from core.offline.recipes.plan_choice import LEAST_SHARE
from core.plans.plan import PHASES

_SURE_OF_ONE = 0.75
_FINISHES = re.compile(r"^finish_")
_BACK = re.compile(r"(?:^|_)return_to_")


def begins_afresh(found: FoundRecipe, text: str) -> bool:
    """Return whether a recipe begins what the text says is begun: it plans new books.

    One begun piece is finished by a recipe that is surely about such pieces.
    """
    begun = find_begun(text)
    if begun is None or _FINISHES.search(found.name):
        return False
    return begun.count > 1 or found.sure < _SURE_OF_ONE


def is_about_others(found: FoundRecipe, recipe: Playbook, text: str) -> bool:
    """Return whether a recipe is about other people than those to whom one wants to be better.

    "My wife says I should be a better son" is no wish for a better marriage.
    """
    towards = towards_whom(text)
    if not towards or found.sure >= _SURE_OF_ONE:
        return False
    about = " ".join((recipe.title, recipe.goal, recipe.thing, recipe.recipe.replace("_", " ")))
    return re.search(towards, about, re.IGNORECASE) is None


def for_a_return(
    found: tuple[FoundRecipe, ...],
    topic_of: Callable[[FoundRecipe], str],
    after_years: str | None = None,
) -> tuple[FoundRecipe, ...]:
    """Return the recipes with that of a return first, if it is of the topic of the best one.

    Beginner and returner name the same things; what tells them apart is what the person did before,
    so the return takes the share of both. `after_years` is the return that does what the best one
    begins, and needs no share of its own.
    """
    back = next((f for f in found if _BACK.search(f.name) and f.sure >= LEAST_SHARE), None)
    if back is None and after_years is not None:
        back = FoundRecipe(after_years, 0.0)
    if back is None or not found or found[0] == back or found[0].name == NO_RECIPE:
        return found
    best = found[0]
    if topic_of(back) not in {topic_of(best), "general"}:
        return found
    rest = (f for f in found if f.name not in {back.name, best.name})
    return (FoundRecipe(back.name, back.sure + best.sure), *rest)


def return_of(best: Playbook, recipes: Iterable[Playbook]) -> str | None:
    """Return the name of the recipe that does after years what another one begins, or None.

    It is of the same topic and does the same: "play two pieces" and "play the old instrument". A
    recipe that reckons with a number, four songs, suits both.
    """
    if best.kinds[0] != GoalKind.SKILL or best.unit != PHASES:
        return None
    act = best.goal.split()[0]
    alike = (r for r in recipes if r.name == best.name and r.goal.split()[0] == act)
    return next((r.recipe for r in alike if r.recipe != best.recipe), None)
