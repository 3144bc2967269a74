"""Drafts of a plan, as a model or the offline coach returns them."""

from pydantic import Field

from core.goals.draft import Draft


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
    load: float | None = Field(
        default=None, description="The number that progresses week by week, if there is one"
    )


class ResourceDraft(Draft):
    title: str
    kind: str = "resource"
    url: str | None = None


class ContingencyDraft(Draft):
    trigger: str
    response: str


class PlanDraft(Draft):
    """The plan: one entry per week, in order; the first week starts on the start date."""

    weeks: list[WeekDraft] = Field(min_length=1)
    resources: list[ResourceDraft] = Field(default_factory=list)
    contingencies: list[ContingencyDraft] = Field(default_factory=list)
    check_in_weeks: list[int] = Field(default_factory=list)
