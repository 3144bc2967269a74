"""What a stage is: a function from what is known to one more value, and what it needs to be known first."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from core.goals.goal import ClarifiedGoal, GoalRequest
from core.llm.routing.model_client import ModelClient
from core.offline.coach import OfflineCoach
from core.plans.plan import Plan
from core.ports import Author, Tier
from core.prompts.shelf import Shelf
from core.quality.verdict import Evaluation
from core.resolutions.resolution import Resolution
from core.tracing.tracer import LiveSpan


class StageName(StrEnum):
    """The stages of the goal pipeline, as they are stored."""

    PREPROCESS = "preprocess"
    GENERATE = "generate"
    EVALUATE = "evaluate"
    PLAN = "plan"


StageValue = ClarifiedGoal | Resolution | Evaluation | Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the run knows so far; each finished stage fills in one field."""

    request: GoalRequest
    rounds_left: int = 0
    """How many more rounds of questions the person may be asked; 0 where nobody is there to answer."""
    goal: ClarifiedGoal | None = None
    resolution: Resolution | None = None
    evaluation: Evaluation | None = None
    plan: Plan | None = None

    def settled_goal(self) -> ClarifiedGoal:
        """Return the clarified goal. Raises ValueError where a stage asks for it without having declared its need."""
        if self.goal is None:
            raise ValueError(
                "The goal is not clarified yet; the stage must name `preprocess` among its needs."
            )
        return self.goal

    def settled_resolution(self) -> Resolution:
        """Return the resolution. Raises ValueError where a stage asks for it without having declared its need."""
        if self.resolution is None:
            raise ValueError(
                "There is no resolution yet; the stage must name `generate` among its needs."
            )
        return self.resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a stage may use. It never sees storage."""

    models: ModelClient
    shelf: Shelf
    coach: OfflineCoach
    run_id: str
    call_deadline_s: float
    """Longest time one model call may take, in seconds."""
    user_id: str | None = None
    goal_id: str | None = None
    fresh: bool = False
    """True where replies kept from earlier runs will not do."""
    tier: Tier = Tier.BASIC
    """Of the person the goal belongs to; it decides which models are asked."""
    time_left: Callable[[], float] = lambda: math.inf
    """Returns the seconds the run may still take."""
    author_of: Callable[[StageName], Author | None] = lambda _stage: None
    """Who wrote a stage that is done, for a judge that should be somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a stage found, and who wrote it."""

    value: StageValue
    author: Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a pipeline."""

    name: StageName
    span_name: str
    needs: tuple[StageName, ...]
    fills: str
    """The field of Known that this stage's value goes into."""
    values: TypeAdapter[Any]
    """How the value is stored as JSON and read back."""
    run: Callable[[Known, Tools, LiveSpan], Outcome]

    def add_to(self, known: Known, value: StageValue) -> Known:
        """Return what is known once this stage has its value."""
        changes: dict[str, Any] = {self.fills: value}
        return replace(known, **changes)

    def to_json(self, value: StageValue) -> str:
        return self.values.dump_json(value).decode()

    def from_json(self, text: str) -> StageValue:
        value: StageValue = self.values.validate_json(text)
        return value
