"""Drafts: what a model, or the offline coach, answers before our rules turn it into a value.

They are the JSON schemas the models are asked for, so every field carries a description, and they are forgiving where
a rule of ours can mend what is missing. No date is asked of a model: dates are computed.
"""

from pydantic import BaseModel, ConfigDict, Field

from core.coaching.goal import GoalType


class Draft(BaseModel):
    """Base of all drafts: unknown keys are ignored, because models add them."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class TargetDraft(Draft):
    metric: str = Field(description="What is counted, e.g. 'distance run without stopping'")
    quantity: float = Field(description="The number to reach")
    unit: str = Field(description="Unit of that number, e.g. 'km'")
    baseline: float | None = Field(default=None, description="The number today, if the person told it")


class AssumptionDraft(Draft):
    about: str = Field(description="What the person did not say, e.g. 'starting point'")
    assumed: str = Field(description="What you took instead")
    why: str = Field(default="", description="Why that is a sensible default")


class GoalDraft(Draft):
    """The clarified goal."""

    statement: str = Field(description="The goal in one clear sentence, in the person's own terms")
    specific: str
    measurable: str
    achievable: str
    relevant: str
    time_bound: str
    domain: str = Field(description="One of the domain names given, or 'general'")
    goal_type: GoalType
    target: TargetDraft | None = None
    deadline: str | None = Field(default=None, description="Last day as YYYY-MM-DD if the person named a time")
    hours_per_week: float | None = Field(default=None, description="Hours a week, if the person told them")
    obstacle: str = Field(default="", description="The obstacle most likely to stop this person")
    assumptions: list[AssumptionDraft] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list, description="Anything the person must be told honestly")


class MetricDraft(Draft):
    name: str
    target: str
    how: str = Field(description="How and how often it is measured")


class PhaseDraft(Draft):
    name: str
    first_week: int = Field(ge=1)
    last_week: int = Field(ge=1)
    aim: str


class ChallengeDraft(Draft):
    obstacle: str
    if_then: str = Field(description="'If <situation>, then I will <action>.'")


class StrategyDraft(Draft):
    name: str
    description: str = Field(description="What the person does, beginning with a verb")


class ResolutionDraft(Draft):
    """The resolution."""

    title: str
    description: str
    rationale: str = Field(description="Why this should work for this person")
    smart_statement: str
    metrics: list[MetricDraft] = Field(min_length=1)
    timeline: list[PhaseDraft] = Field(min_length=1)
    challenges: list[ChallengeDraft] = Field(min_length=1)
    strategies: list[StrategyDraft] = Field(min_length=1)


class TaskDraft(Draft):
    title: str = Field(description="Begins with a verb")
    minutes: int = Field(ge=1, le=1_440)
    day: str | None = Field(default=None, description="Mon, Tue, Wed, Thu, Fri, Sat or Sun")


class MilestoneDraft(Draft):
    title: str
    metric: str
    target: float
    unit: str


class WeekDraft(Draft):
    phase: str
    focus: str
    tasks: list[TaskDraft]
    if_then: str = ""
    milestone: MilestoneDraft | None = None
    load: float | None = Field(default=None, description="The number that progresses week by week, if there is one")


class ResourceDraft(Draft):
    title: str
    kind: str = "resource"
    url: str | None = None


class ContingencyDraft(Draft):
    trigger: str
    response: str


class PlanDraft(Draft):
    """The plan: one entry a week, in order, the first being the week that starts on the start date."""

    weeks: list[WeekDraft] = Field(min_length=1)
    resources: list[ResourceDraft] = Field(default_factory=list)
    contingencies: list[ContingencyDraft] = Field(default_factory=list)
    check_in_weeks: list[int] = Field(default_factory=list)
