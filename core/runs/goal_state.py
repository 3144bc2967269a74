"""The state of a goal's run: what is known of the goal after each stage."""

from dataclasses import dataclass
from enum import StrEnum

from core.goals.goal import ClarifiedGoal, GoalRequest
from core.plans.plan import Plan
from core.ports import Purpose
from core.quality.verdict import Evaluation
from core.resolutions.resolution import Resolution


class StageName(StrEnum):
    """The stages of a goal's run, as they are stored: each is named after what its call is for."""

    PREPROCESS = Purpose.PREPROCESS.value
    GENERATE = Purpose.GENERATE.value
    EVALUATE = Purpose.EVALUATE.value
    PLAN = Purpose.PLAN.value


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRunState:
    """What is known of a goal; each finished stage sets one field."""

    request: GoalRequest
    rounds_left: int = 0
    """How often the person may still be shown the card; 0 if no person can answer."""
    own_title: str = ""
    """The title the person gave the resolution until now; "" if they gave none."""
    goal: ClarifiedGoal | None = None
    resolution: Resolution | None = None
    evaluation: Evaluation | None = None
    plan: Plan | None = None

    def require_goal(self) -> ClarifiedGoal:
        """Return the clarified goal. Raises ValueError if the stage did not declare its need."""
        if self.goal is None:
            raise ValueError("The goal is not clarified; the stage must need `preprocess`.")
        return self.goal

    def require_resolution(self) -> Resolution:
        """Return the resolution. Raises ValueError if the stage did not declare its need."""
        if self.resolution is None:
            raise ValueError("There is no resolution; the stage must need `generate`.")
        return self.resolution
