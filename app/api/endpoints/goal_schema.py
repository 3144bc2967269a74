"""The schema of a goal's result, for the OpenAPI document.

The values are written by core.usecases.goals.goal_json.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from core.goals.goal import Assumption, GoalType, SmartStatement, Target
from core.goals.reading import Slot, SlotName
from core.plans.plan import Contingency, Milestone, Repair, Resource, Task
from core.precision import Figure
from core.quality.verdict import Scale, ScoredBy, Status
from core.resolutions.resolution import Resolution
from core.usecases.goals.get_goal import RunStatus
from core.usecases.goals.goal_json import StageName

GoalStatus = RunStatus
Score = Annotated[
    Figure | None, Field(ge=0, le=10, description="0-10; null if it could not be scored")
]


class Part(BaseModel):
    """A part whose fields are always all written."""

    model_config = ConfigDict(extra="forbid", json_schema_serialization_defaults_required=True)


class StageState(StrEnum):
    """The state of a stage."""

    PENDING = "pending"
    STARTED = "started"
    DONE = "done"
    FAILED = "failed"


class Goal(BaseModel):
    """The person's own words and, once it is clarified, its SMART form."""

    id: str
    text: str
    statement: str | None = None
    smart: SmartStatement | None = None
    domain: str | None = None
    goal_type: GoalType | None = None
    target: Target | None = None
    starts_on: date | None = None
    deadline: date | None = None
    hours_per_week: Figure | None = None
    obstacle: str | None = None
    assumptions: list[Assumption] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)


class Item(Part):
    """One yes-no question; a yes quotes the text, and on fit the person's words too."""

    item: str = Field(description="Id of the question in the rubric")
    question: str
    yes: bool | None = Field(description="null if the answer is not known or nothing was asked")
    asked: str = Field(description="The person's words that the evidence answers, or empty")
    evidence: str
    note: str = Field(description="Why the answer is not known, or what a no misses")


class Scores(Part):
    """The four scores with their evidence, and what is good and what to improve."""

    clarity: Score
    specificity: Score
    measurability: Score
    actionability: Score
    overall: Score
    status: Status
    items: dict[str, list[Item]]
    reasons: dict[str, str] = Field(description="By dimension: why it is unscored")
    scale: dict[str, Scale] = Field(description="By dimension: what its number is")
    strengths: list[str]
    suggestions: list[str]
    scored_by: ScoredBy
    rubric_version: str


class PlanWeek(Part):
    """Seven days with one focus; its hours never exceed those of the plan."""

    number: int
    starts_on: date
    phase: str
    focus: str
    tasks: list[Task]
    hours: Figure
    if_then: str
    milestone: Milestone | None
    load: Figure | None
    reserve_days: int
    paused: bool


class PlanResult(Part):
    """The plan, week by week."""

    starts_on: date
    ends_on: date
    hours_per_week: Figure
    total_weeks: int
    weeks: list[PlanWeek]
    check_in_weeks: list[int]
    resources: list[Resource]
    contingencies: list[Contingency]
    repairs: list[Repair]


class Totals(Part):
    """Duration, tokens and cost of the run."""

    duration_s: Figure | None
    input_tokens: int
    output_tokens: int
    cost_usd: Figure | None = Field(
        description="null if no price is known, which is not the same as free"
    )
    errors: int


class GoalProgress(BaseModel):
    """The state of a goal, and everything written for it so far."""

    id: str
    status: GoalStatus
    stages: dict[StageName, StageState]
    error: str | None = Field(default=None, description="Why it failed; only there when it did")
    goal: Goal
    reading: dict[SlotName, Slot] | None = Field(
        description="What was understood, slot by slot, with a confidence from 0 to 1"
    )
    resolution: Resolution | None
    evaluation: Scores | None
    plan: PlanResult | None
    trace_id: str | None
    totals: Totals | None
    written_by: dict[str, str] = Field(description="The model that wrote each stage")
