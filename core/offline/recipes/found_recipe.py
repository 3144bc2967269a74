"""A recipe that may be the right one for a goal, and how probable that is."""

from dataclasses import dataclass

from core.goals.reading import NO_PLAN

NO_RECIPE = NO_PLAN
"""Label of goals that the playbook of their topic plans best, such as "run 10 km"."""


@dataclass(frozen=True, slots=True)
class FoundRecipe:
    """The name of a recipe and the probability that it is the right one."""

    name: str
    sure: float
