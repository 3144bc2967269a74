"""What a figure measures: its name, its unit, what is counted and by which definition.

A measure is declared once. Pages, alerts and files take its title, noun and digits from here, so
that one name is one figure everywhere.
"""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a figure is measured in."""

    SCORE = "score"
    """Of 10."""
    STARS = "stars"
    """Of 5."""
    SHARE = "share"
    """From 0 to 1; people read and write per cent."""
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    USD = "usd"
    INDEX = "index"
    """A number of its own, such as the index of stability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure that can be computed for any window."""

    name: str
    title: str
    unit: Unit
    noun: str
    """One of the records that n counts, such as "rating"."""
    definition: str
    """What is divided by what, or which mean it is, and what is left out."""
    digits: int = 1
    """Decimals of the figure; of a share, those of its percentage."""
    min_n: int = 1
    """With fewer records the figure is about single people, and stands nowhere yet."""


COST_PER_GOAL = Measure(
    name="cost_per_goal",
    title="Cost per goal",
    unit=Unit.USD,
    noun="goal",
    definition="Known costs of the runs that made a plan, divided by their number.",
)
WEEK_2 = Measure(
    name="week_2",
    title="Came back in week 2",
    unit=Unit.SHARE,
    noun="plan",
    definition="Plans that were used in their second week, of all that reached its end.",
    digits=0,
)
BUDGET_USED = Measure(
    name="budget",
    title="Budget used",
    unit=Unit.SHARE,
    noun="budget",
    definition="Spent and reserved today, of the budget that is used most.",
    digits=0,
)
EDITED = Measure(
    name="edited",
    title="Edited within a day",
    unit=Unit.SHARE,
    noun="plan",
    definition="Plans that were changed within a day, of all that are a day old.",
    digits=0,
)
