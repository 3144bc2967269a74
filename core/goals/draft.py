"""Drafts of a clarified goal, as a model or the offline coach returns them."""

from pydantic import BaseModel, ConfigDict, Field

from core.goals.goal import GoalType


class Draft(BaseModel):
    """Base of all drafts: unknown keys are ignored, because models add them; numbers are finite."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


class TargetDraft(Draft):
    metric: str = Field(description="What is counted, e.g. 'distance run without stopping'")
    quantity: float = Field(description="The number to reach")
    unit: str = Field(description="Unit of that number, e.g. 'km'")
    baseline: float | None = Field(
        default=None, description="The number today, if the person told it"
    )


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
    deadline: str | None = Field(
        default=None, description="Last day as YYYY-MM-DD if the person named a time"
    )
    hours_per_week: float | None = Field(
        default=None, description="Hours a week, if the person told them"
    )
    obstacle: str = Field(default="", description="The obstacle most likely to stop this person")
    assumptions: list[AssumptionDraft] = Field(default_factory=list)
    notes: list[str] = Field(
        default_factory=list, description="Anything the person must be told honestly"
    )
