"""What models and rules read in a goal text."""

from dataclasses import dataclass

from core.offline.playbooks.library import GENERAL
from core.offline.playbooks.schema import Playbook
from core.offline.reading.body.body_weight import BodyWeight
from core.offline.reading.facts import GoalFacts, Span
from core.offline.reading.roles.candidates import Candidates
from core.offline.reading.roles.roles import Role
from core.offline.recipes.found_recipe import FoundRecipe

SURE_TOPIC = 0.6
"""A topic that was read this surely stays the goal's topic, whichever recipe plans it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """What models and rules read in a text, before it is judged."""

    candidates: Candidates
    rules: GoalFacts
    sure: float
    """How sure the domain is."""
    playbook: Playbook
    weak: str | None = None
    """The topic of what the person cannot do yet, by their own words."""
    weight: BodyWeight | None = None
    """What the person weighs and wants to weigh, if they named both."""
    recipes: tuple[FoundRecipe, ...] = ()
    """The most probable recipes, the best one first."""

    @property
    def aims(self) -> tuple[Span, ...]:
        """The clauses that say what the person wants to reach."""
        return tuple(clause.span for clause in self.candidates.reading.clauses_of(Role.AIM))

    def is_of_topic(self, facts: GoalFacts) -> bool:
        """Return whether the topic was surely read, so that it stays, whichever recipe plans it."""
        return self.sure >= SURE_TOPIC and facts.domain != GENERAL
