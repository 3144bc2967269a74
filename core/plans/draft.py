"""Drafts of a plan, as a model or the offline coach returns them."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, WithJsonSchema, model_validator

from core.goals.coercion import number_in
from core.goals.draft import Draft, Name
from core.goals.weeks import DAYS

_HOURS = re.compile(r"\d\s*(?:h|hr|hrs|hours?|std\.?|stunden?|horas?|heures?)\b", re.IGNORECASE)
_DayName = Annotated[str, WithJsonSchema({"type": "string", "enum": [day.value for day in DAYS]})]
"""A provider is asked for one of seven names; what else a model writes is read by our rules."""


class TaskDraft(Draft):
    title: Name = Field(description="Begins with a verb; at most 120 characters")
    minutes: int = Field(ge=1, le=1_440)
    day: _DayName | None = Field(default=None, description="Mon, Tue, Wed, Thu, Fri, Sat or Sun")

    @model_validator(mode="before")
    @classmethod
    def _hours_as_minutes(cls, data: object) -> object:
        """Return the draft with a time in hours ("1.5 h") as minutes."""
        minutes = data.get("minutes") if isinstance(data, Mapping) else None
        if not isinstance(data, Mapping) or not isinstance(minutes, str):
            return data
        hours = number_in(minutes) if _HOURS.search(minutes) else None
        return {**data, "minutes": hours * 60} if hours is not None else data


class MilestoneDraft(Draft):
    title: Name
    metric: Name
    target: float
    unit: Name


class WeekDraft(Draft):
    phase: Name
    focus: str
    tasks: list[TaskDraft]
    if_then: str = ""
    milestone: MilestoneDraft | None = None
    load: float | None = Field(
        default=None, description="The number that progresses week by week, if there is one"
    )


class ResourceDraft(Draft):
    title: Name
    kind: Name = "resource"
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
