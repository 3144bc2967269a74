"""The input of every draft: a request with its facts and the playbook of its domain."""

from dataclasses import dataclass
from datetime import date

from core.goals.goal import GoalRequest
from core.offline.playbooks.schema import Playbook
from core.offline.reading.facts import GoalFacts
from core.plans.care import Care


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedGoal:
    """A request with its answers merged, the facts in its text, and a playbook."""

    request: GoalRequest
    facts: GoalFacts
    playbook: Playbook
    care: tuple[Care, ...] = ()
    """What the signs in the text ask of the plan, the gravest first."""

    fixed_day: date | None = None
    """A day the person named that is too early for a plan whose pace a professional sets."""

    @property
    def is_unsure(self) -> bool:
        """Return whether the person stated a low confidence."""
        return self.request.circumstances.is_unsure
